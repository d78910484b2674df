using WsBridge.Analysis.Rules.FastTransition;
using WsBridge.Analysis.Rules.FourWayHandshake;
using WsBridge.Analysis.Rules.Roaming;

namespace WsBridge.Analysis;

/// <summary>Every rule, in the order of their IDs: a plain list, so that it can be read, searched and compiled ahead of time.</summary>
public static class RuleCatalog
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new M1WithoutM2(),
        new M2WithoutM3(),
        new WrongPskSuspect(),
        new M3WithoutM4(),
        new DeauthDuring4Way(),
        new FtM2ExtraPmkids(),
        new FtM2ForeignPmkid(),
        new FtM2RejectedNoM3(),
        new RoamSummary(),
    ];

    /// <summary>The rule of an ID or a name; null when there is none.</summary>
    public static IRule? Find(string idOrName) =>
        All.FirstOrDefault(rule => string.Equals(rule.Info.Id, idOrName, StringComparison.OrdinalIgnoreCase) || string.Equals(rule.Info.Name, idOrName, StringComparison.OrdinalIgnoreCase));
}
