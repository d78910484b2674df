using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Roaming;

/// <summary>Association attempts between clients and APs of the same vendors fail for the same cause again and again.</summary>
internal sealed class RepeatFailurePattern : IRule<AttemptFailed>, IRule<FailureStands>
{
    private const int Times = 3;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-ROAM-011", "repeat-failure-pattern", Severity.Error, ExpertGroup.Sequence, Fault.Both,
        "Association attempts fail for the same cause again and again.")
    {
        ExplainsFailure = false,
        Explanation = """
            At least three attempts, and at least half of all attempts so far, between clients and APs of the same OUIs failed for the same
            cause (a warning or an error of the same rule).
            Reported once per cause and pair, and once more at the end of the capture where the counts have changed.
            A client with a random address counts by itself, because such an address names no vendor.
            The fault is that of the cause.
            """,
        Next = """
            This is no accident of one attempt: take the attempt with the best capture to the vendors of both sides, with the finding that
            explains it.
            """,
        Values =
        [
            ("cause", "ID of the rule that explains the failures"),
            ("failures", "attempts that failed for it so far"),
            ("attempts", "attempts of this pair that have ended so far"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AttemptFailed e, in Report report) => Check(e.Roam, e.Pair, report, isEnd: false);

    /// <inheritdoc/>
    public void Check(in FailureStands e, in Report report) => Check(e.Roam, e.Pair, report, isEnd: true);

    private void Check(Roam roam, PairFailures pair, in Report report, bool isEnd)
    {
        if (roam.CauseRule is not { } cause)
        {
            return;
        }

        if (pair.Of(cause) is not { Times: >= Times } count || 2 * count.Times < pair.Attempts
            || (count.Reported is { } said && (!isEnd || said == (count.Times, pair.Attempts))))
        {
            return;
        }

        string before = count.Reported is { } earlier ? $" (It was {earlier.Times} of {earlier.Attempts} when first reported.)" : "";
        count.Reported = (count.Times, pair.Attempts);
        report.Add(Info, $"Systematic{(isEnd ? "" : " so far")}: {count.Times} of {pair.Attempts} attempts of "
            + $"{FailureHistory.StaText(roam.Sta)} at {FailureHistory.ApText(roam.To)} failed for the same cause, {cause.Id} "
            + $"({cause.Name}).{before}", new Detail
            {
                Fault = roam.Fault,
                Related =
                [
                    new RelatedFrame(count.First, "first frame of the first of these attempts"),
                    new RelatedFrame(roam.Start, "first frame of the latest one"),
                ],
                Values =
                [
                    FindingValue.Of("cause", cause.Id),
                    FindingValue.Of("failures", count.Times),
                    FindingValue.Of("attempts", pair.Attempts),
                ],
            });
    }
}
