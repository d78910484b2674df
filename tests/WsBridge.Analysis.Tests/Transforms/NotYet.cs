namespace WsBridge.Analysis.Tests.Transforms;

/// <summary>What the analysis does not do yet. Nothing is left out where the environment has WSBRIDGE_NOT_YET=0.</summary>
internal static class NotYet
{
    private static readonly (string Transform, string Recording, string Why)[] Known =
    [
        ("FCS added, no flags at all", "", "an FCS that nothing flags is taken off management frames alone"),
        ("FCS flagged, not there", "", "the flag is believed, not the octets"),
        ("corrupt copy", "", "a wrong FCS is seen only where radiotap flags it; the first transmission takes the place of the Retry"),
        ("snapshot length", "", "what was cut off is taken for absent"),
        ("EAPOL in an A-MSDU", "", "an A-MSDU is not looked into"),
        ("EAPOL in the second subframe of an A-MSDU", "", "an A-MSDU is not looked into"),
        ("EAPOL in four-address frames", "", "four addresses name no BSS"),
        ("EAPOL in 2 fragments", "", "fragments are not put together"),
        ("EAPOL in 3 fragments", "", "fragments are not put together"),
    ];

    private static readonly bool IsOff = Environment.GetEnvironmentVariable("WSBRIDGE_NOT_YET") == "0";

    /// <summary>The analysis is known to be wrong about this recording, made anew in this way.</summary>
    public static bool Has(string transform, string recording) => !IsOff && Array.Exists(
        Known,
        one => transform.StartsWith(one.Transform, StringComparison.Ordinal) && recording.StartsWith(one.Recording, StringComparison.Ordinal));
}
