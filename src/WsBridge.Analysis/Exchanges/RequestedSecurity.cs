using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>Reads from a (Re)Association Request which AKM the STA selected, and whether it reassociates by FT.</summary>
internal static class RequestedSecurity
{
    /// <summary>The selected AKM; null where no RSNE names one.</summary>
    public static AkmSuite? AkmOf(Elements elements) =>
        SecurityElement.TryFind(elements, out _, out Rsne fields) && fields.Akms.Count > 0
            ? Selected(fields.Akms, elements.TryFind(ElementId.Mde, out _))
            : null;

    /// <summary>It carries an FTE that is not one of an initial association by FILS.</summary>
    public static bool IsFtReassociation(Elements elements) =>
        elements.TryFind(ElementId.Fte, out Element fte) && !(FilsSession.IsIn(elements) && !HasNonces(fte));

    /// <summary>The FTE of an initial association by FILS names the key holders, and has neither a MIC nor nonces.</summary>
    private static bool HasNonces(in Element fte) =>
        fte.Body[Math.Min(2, fte.Body.Length)..Math.Min(82, fte.Body.Length)].ContainsAnyExcept((byte)0);

    /// <summary>
    /// The first AKM; without an MDE, the first one that is not of FT, because an AP then uses no FT AKM where it can do without.
    /// </summary>
    private static AkmSuite Selected(AkmSuiteList akms, bool hasMde)
    {
        for (int i = 0; i < akms.Count && !hasMde; i++)
        {
            if (!akms[i].IsFt)
            {
                return akms[i];
            }
        }

        return akms[0];
    }
}
