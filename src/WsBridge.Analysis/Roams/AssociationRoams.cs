using WsBridge.Analysis.Exchanges;

namespace WsBridge.Analysis.Roams;

/// <summary>Exchanges know their latest attempt; here it is more.</summary>
internal static class AssociationRoams
{
    /// <summary>The latest attempt of the STA at this BSS; null when there was none.</summary>
    public static Roam? LatestRoam(this Association association) => (Roam?)association.Attempt;
}
