using WsBridge.Sdk;

namespace WsBridge.Analysis.Findings;

/// <summary>
/// What the rules say of one event, until all have spoken: then the best explanation leads. What it explains becomes a note that points
/// to it, and has its fault or none.
/// </summary>
internal sealed class Judgement
{
    private readonly List<(Finding Finding, bool OnlyIfLeading)> _findings = [];

    /// <summary>Another finding about the event.</summary>
    public void Add(Finding finding, bool onlyIfLeading) => _findings.Add((finding, onlyIfLeading));

    /// <summary>All rules have spoken.</summary>
    /// <param name="before">The best explanation that was known of the attempt before; null when none was.</param>
    /// <param name="verdict">What keys tell of the event; null where they tell nothing.</param>
    /// <returns>The findings as they are to be reported, the leading one first unless it was reported before.</returns>
    public IReadOnlyList<Finding> Settle(Finding? before, Verdict? verdict)
    {
        Finding? leader = before;
        foreach ((Finding finding, _) in _findings)
        {
            leader = finding.Severity > Severity.Chat && finding.Rule.ExplainsFailure && IsBetter(finding, leader) ? finding : leader;
        }

        var settled = new List<Finding>(_findings.Count);
        Finding? led = null;
        if (leader is not null && leader != before)
        {
            led = WithVerdict(leader, verdict);
            settled.Add(led);
        }

        Finding? by = led ?? before;
        bool saysOther = _findings.Exists(static said => said is { OnlyIfLeading: false, Finding.Severity: > Severity.Chat });
        foreach ((Finding finding, bool onlyIfLeading) in _findings)
        {
            if (finding != leader && !(onlyIfLeading && saysOther))
            {
                settled.Add(by is null || finding.Severity == Severity.Chat ? finding : Explained(finding, by));
            }
        }

        return settled;
    }

    /// <summary>Whether a finding explains a failure better than another one; of equals the earlier one stays.</summary>
    public static bool IsBetter(Finding finding, Finding? than) => than is null || Key(finding).CompareTo(Key(than)) > 0;

    /// <summary>
    /// What may be mere coincidence (a note) explains less than anything that is sure; then by rank, then by severity; a mere fact, which
    /// has no fault, explains least.
    /// </summary>
    private static (bool IsSure, ExplanationRank Rank, Severity Severity, bool IsJudged) Key(Finding finding) =>
        (finding.Severity >= Severity.Warn, finding.Rank, finding.Severity, finding.Fault != Fault.None);

    private static Finding WithVerdict(Finding leader, Verdict? verdict) => verdict is null ? leader : leader with
    {
        Verdict = leader.Verdict ?? verdict.Sentence,
        Fault = leader.Fault is Fault.Unknown && leader.Severity >= Severity.Warn ? verdict.Fault ?? leader.Fault : leader.Fault,
    };

    private static Finding Explained(Finding finding, Finding by) => finding with
    {
        Severity = finding.Severity > Severity.Note ? Severity.Note : finding.Severity,
        Fault = by.Fault,
        Verdict = by.Verdict is null ? finding.Verdict : null,
        Related = [.. finding.Related, new RelatedFrame(by.Frame.Ref, $"{by.Rule.Name} explains it")],
    };
}
