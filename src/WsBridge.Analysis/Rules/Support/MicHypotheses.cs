using WsBridge.Analysis.Rules.Mic;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>Every hypothesis in the order in which they are tried: those that cost an SSID's PBKDF2 come last.</summary>
internal static class MicHypotheses
{
    public static IReadOnlyList<MicHypothesis> All { get; } =
    [
        new MicHNonftPtk(),
        new MicHXxkeyMskLow(),
        new MicHStaleAnonce(),
        new MicHR1kh(),
        new MicHBssid(),
        new MicHR0kh(),
        new MicHMdidSwap(),
        new MicHNonceOrder(),
        new MicHAlgo(),
        new MicHRange(),
        new MicHKdk(),
        new MicHSha1Sha256(),
        new MicHStalePmk(),
        new MicHSsid(),
    ];
}
