using WsBridge.Dot11;

namespace WsBridge.Analysis.Frames;

/// <summary>One AKM and one pairwise cipher: what an RSNE or a WPA element selects, as opposed to what it offers.</summary>
internal readonly record struct SuiteChoice(AkmSuite Akm, CipherSuite Pairwise)
{
    /// <summary>What the element selects; null when it cannot be read to its end, or names several of either, or none.</summary>
    public static SuiteChoice? In(scoped in Element element) =>
        SecurityElement.TryParse(element, out Rsne fields) && fields is { AkmCount: 1, PairwiseCount: 1 }
            ? new SuiteChoice(fields.Akms[0], fields.PairwiseCiphers[0])
            : null;
}
