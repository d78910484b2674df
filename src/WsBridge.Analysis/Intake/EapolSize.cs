namespace WsBridge.Analysis.Intake;

/// <summary>
/// How long encrypted data frames are that carry EAPOL of interest: bulk data and acknowledgements of TCP are of other lengths.
/// </summary>
internal static class EapolSize
{
    /// <summary>EAPOL-Start and EAP-Success behind the shortest header, and with every field and an FCS.</summary>
    private const int ShortestStart = 24 + 8 + 12 + 8;
    private const int LongestStart = 36 + 8 + 16 + 20 + 4;

    /// <summary>The shortest EAPOL-Key frame, and a message 3 with keys of several links.</summary>
    private const int ShortestKey = 24 + 8 + 107 + 8;
    private const int LongestKey = 1024;

    /// <summary>A frame of so many octets from its MAC header on, with or without FCS, may be one.</summary>
    public static bool MayBe(int octets) => octets is (>= ShortestStart and <= LongestStart) or (>= ShortestKey and <= LongestKey);
}
