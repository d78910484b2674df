using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>One AKM and one pairwise cipher: what an RSNE selects, as opposed to what it offers.</summary>
internal readonly record struct SuiteChoice(AkmSuite Akm, CipherSuite Pairwise)
{
    /// <summary>What the RSNE selects; null when it cannot be read to its end, or names several of either, or none.</summary>
    public static SuiteChoice? In(in Element rsneElement) =>
        Rsne.TryParse(rsneElement.Body, out Rsne rsne, out _) && rsne is { AkmCount: 1, PairwiseCount: 1 } ? new SuiteChoice(rsne.Akms[0], rsne.PairwiseCiphers[0]) : null;
}
