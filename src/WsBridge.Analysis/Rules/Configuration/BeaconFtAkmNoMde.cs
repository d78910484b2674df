using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>A BSS offers an FT AKM and names no mobility domain.</summary>
internal sealed class BeaconFtAkmNoMde : IRule<BeaconChanged>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-001", "beacon-ft-akm-no-mde", Severity.Error, ExpertGroup.Protocol, Fault.Ap,
        "The AP offers an FT AKM without a Mobility Domain element.")
    {
        Once = Once.PerBss,
        Explanation = """
            FT needs both the AKM in the RSNE and the MDE, which names the APs between which a STA can move.
            Without the MDE no client uses FT here, and one that selects the FT AKM anyway fails.
            Wireshark says the same (wlan.rsn.akms.mismatched).
            Reported once per BSS; not on truncated frames or a malformed RSNE.
            """,
        Implementations = "wpa_supplicant selects an FT AKM only if it finds an MDE in the Beacon or Probe Response; iwd likewise.",
        Next = """
            Configure a mobility domain for the SSID on this AP, or remove the FT AKM.
            If the configuration is right, report it to the AP vendor.
            """,
        Values = [("akms", "AKM suites of the RSNE")],
    };

    /// <inheritdoc/>
    public void Check(in BeaconChanged e, in Report report)
    {
        if (e.Frame.PresenceOf(ElementId.Mde) != Presence.Absent || !BeaconFrames.TryGetRsne(e.Frame, out Element element, out Rsne rsne)
            || !rsne.Akms.ContainsFt)
        {
            return;
        }

        string akms = BeaconFrames.Words(rsne.Akms);
        report.Add(Info, $"The {BeaconFrames.Word(e.Frame)} offers {akms} but has no Mobility Domain element.", new Detail
        {
            Octets = (element.Offset, element.Octets.Length),
            Values = [FindingValue.Of("akms", akms)],
        });
    }
}
