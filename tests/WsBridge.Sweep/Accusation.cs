using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Sweep;

/// <summary>
/// A warning or an error that lays something at a party's door: the STA's, the AP's, the configuration's, or those of both sides.
/// </summary>
/// <param name="Finding">What is said.</param>
/// <param name="From">The first frame of the attempt, or the frame of the finding.</param>
/// <param name="To">The last frame of the attempt, or the frame of the finding, whichever is later.</param>
public sealed record Accusation(Finding Finding, long From, long To)
{
    /// <summary>Those among the findings.</summary>
    public static IReadOnlyList<Accusation> In(MutatedAnalysis analysis) => Where(analysis, IsAccusing);

    /// <summary>Every warning and error, those that accuse nobody included.</summary>
    public static IReadOnlyList<Accusation> Alarms(MutatedAnalysis analysis) =>
        Where(analysis, finding => finding.Severity >= Severity.Warn);

    /// <summary>The other one, in the whole recording, accuses the same party of something at the same attempt.</summary>
    public bool IsCoveredBy(Accusation whole) => IsAtSameAttempt(whole) && Covers(whole!.Finding.Fault, Finding.Fault);

    /// <summary>The other one, in the whole recording, stands at the same attempt.</summary>
    public bool IsAtSameAttempt(Accusation whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        return Same(whole.Finding.Sta, Finding.Sta) && Same(whole.Finding.Bssid, Finding.Bssid) && whole.From <= To && From <= whole.To;
    }

    private static List<Accusation> Where(MutatedAnalysis analysis, Func<Finding, bool> wanted)
    {
        Dictionary<int, Roam> roams = analysis.Roams.ToDictionary(roam => roam.Index);
        return [.. analysis.Findings.Where(wanted)
            .Select(finding => Of(finding, finding.Roam is { } index ? roams.GetValueOrDefault(index) : null))];
    }

    private static Accusation Of(Finding finding, Roam? roam)
    {
        long at = finding.Frame.Ref.Id;
        return new Accusation(finding, Math.Min(at, roam?.Start.Id ?? at), Math.Max(at, roam?.End.Id ?? at));
    }

    private static bool IsAccusing(Finding finding) =>
        finding.Severity >= Severity.Warn && (finding.Fault is Fault.Sta or Fault.Ap or Fault.Config or Fault.Both);

    private static bool Covers(Fault whole, Fault part) => whole == part || (whole == Fault.Both && (part is Fault.Sta or Fault.Ap));

    private static bool Same(MacAddress? one, MacAddress? other) => one is null || other is null || one == other;
}
