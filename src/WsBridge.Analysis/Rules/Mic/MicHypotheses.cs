namespace WsBridge.Analysis.Rules.Mic;

/// <summary>Every hypothesis in the order in which they are tried: those that cost an SSID's PBKDF2 come last.</summary>
internal static class MicHypotheses
{
    public static IReadOnlyList<MicHypothesis> All { get; } =
    [
        new NonFtPtk(),
        new XxKeyFromMskLow(),
        new StaleANonce(),
        new OtherR1khId(),
        new OtherBssid(),
        new OtherR0khId(),
        new MdidSwapped(),
        new NoncesSwapped(),
        new OtherMicAlgorithm(),
        new OtherMicRange(),
        new KdkDiffers(),
        new OtherKdf(),
        new StalePmk(),
        new OtherSsid(),
    ];
}
