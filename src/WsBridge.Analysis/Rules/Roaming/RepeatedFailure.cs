using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Roams;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Roaming;

/// <summary>Association attempts between the same makes of client and AP fail for the same cause again and again.</summary>
public sealed class RepeatedFailure : IRule
{
    private const int Times = 3;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-ROAM-011", "repeat-failure-pattern", Severity.Error, ExpertGroup.Sequence, Fault.Both, "Association attempts fail for the same cause again and again.")
    {
        ExplainsFailure = false,
        Explanation = "The third attempt that failed for the same cause (a warning or an error of the same rule) between clients and APs of the same OUIs, where at least half of their attempts so far did; said once for each cause and pair. "
            + "A client with a random address counts for itself, because such an address names no make. The fault is that of the cause.",
        Next = "This is no accident of one attempt: take the attempt with the best capture to the vendors of both sides, with the finding that explains it.",
        Values = [("cause", "ID of the rule that explains the failures"), ("failures", "attempts that failed for it so far"), ("attempts", "attempts of this pair that have ended so far")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.RoamFailed;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (context.Roam is not { CauseRule: { } cause } roam)
        {
            return;
        }

        PairFailures pair = context.Failures.Of(roam);
        (int times, FrameRef first) = pair.Of(cause);
        if (times < Times || 2 * times < pair.Attempts || !pair.Said.IsNews(cause))
        {
            return;
        }

        context.Report(Info, $"Systematic: {times} of {pair.Attempts} attempts of {FailureHistory.StaText(roam.Sta)} at {FailureHistory.ApText(roam.To)} failed for the same cause, {cause.Id} ({cause.Name}).", new Detail
        {
            Fault = roam.Fault,
            Related = [new RelatedFrame(first, "first frame of the first of these attempts"), new RelatedFrame(roam.Start, "first frame of the latest one")],
            Values = [FindingValue.Of("cause", cause.Id), FindingValue.Of("failures", times), FindingValue.Of("attempts", pair.Attempts)],
        });
    }
}
