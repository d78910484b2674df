using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;

namespace WsBridge.Analysis.Reporting;

/// <summary>
/// Tells the rules how association attempts ended: with success, with a failure and its cause, or with one that repeats, and when service
/// is back.
/// </summary>
internal sealed class AttemptResults
{
    /// <summary>How long an attempt that failed waits for its cause: an FT request counts as unanswered after a second.</summary>
    private const long ExplanationMicroseconds = 2_000_000;

    private readonly Action<Finding> _found;
    private readonly RoamTracker _roams;
    private readonly FailureHistory _failures = new();
    private readonly List<(Roam Failed, Ending? Ending)> _unexplained = [];
    private readonly RuleCheck<AttemptSucceeded>[] _attemptSucceeded;
    private readonly RuleCheck<AttemptFailed>[] _attemptFailed;
    private readonly RuleCheck<FailureStands>[] _failureStands;
    private readonly RuleCheck<ServiceRestored>[] _serviceRestored;

    /// <param name="rules">The rules to check.</param>
    /// <param name="found">Takes findings.</param>
    /// <param name="roams">Follows association attempts.</param>
    public AttemptResults(RuleChecks rules, Action<Finding> found, RoamTracker roams)
    {
        _found = found;
        _roams = roams;
        _attemptSucceeded = rules.Of<AttemptSucceeded>();
        _attemptFailed = rules.Of<AttemptFailed>();
        _failureStands = rules.Of<FailureStands>();
        _serviceRestored = rules.Of<ServiceRestored>();
    }

    /// <summary>Service is back, which a data frame or its acknowledgement shows.</summary>
    public void OnServiceRestored(Roam roam, StoredFrame frame) =>
        _serviceRestored.Check(new ServiceRestored(frame, roam), ReportOf(roam, frame));

    /// <summary>All rules have looked at an event: attempts that have ended by it are told of.</summary>
    public void Finish(StoredFrame frame, Roam? completed, Ending? ending)
    {
        if (completed is not null)
        {
            completed.IsCompleted = true;
            _failures.Of(completed).Succeeded();
            _attemptSucceeded.Check(new AttemptSucceeded(frame, completed), ReportOf(completed, frame));
        }

        foreach (Roam failed in _roams.Failed)
        {
            _unexplained.Add((failed, ending));
        }

        if (_unexplained.Count > 0)
        {
            SettleFailures(frame.Ref.TimeMicroseconds, frame);
        }
    }

    /// <summary>The capture has ended: attempts that still wait for the cause of their failure have failed without one.</summary>
    /// <param name="frame">Its latest frame; null where it has none.</param>
    public void End(StoredFrame? frame)
    {
        if (frame is not null)
        {
            SettleFailures(long.MaxValue, frame);
        }

        foreach ((Roam roam, StoredFrame decidedOn) in _roams.FinishOpen())
        {
            PairFailures pair = _failures.Of(roam);
            pair.Failed(roam, decidedOn);
            _failureStands.Check(new FailureStands(decidedOn, roam, pair), ReportOf(roam, decidedOn));
        }

        List<(Roam, StoredFrame)> repeated =
        [
            .. _failures.Pairs.SelectMany(static pair => pair.Causes).Select(static count => count.Latest)
                .OfType<(Roam, StoredFrame Frame)>().OrderBy(static latest => latest.Frame.Ref.Id),
        ];
        foreach ((Roam roam, StoredFrame failedOn) in repeated)
        {
            _failureStands.Check(new FailureStands(failedOn, roam, _failures.Of(roam)), ReportOf(roam, failedOn));
        }
    }

    private Report ReportOf(Roam roam, StoredFrame frame, Ending? ending = null) =>
        new(_found, frame, roam.Bss, roam.Association, roam, ending);

    /// <summary>
    /// An attempt that failed for a reason that is not known yet waits for it: what an AP owes is clear only after some time.
    /// </summary>
    private void SettleFailures(long now, StoredFrame frame)
    {
        for (int i = 0; i < _unexplained.Count; i++)
        {
            (Roam failed, Ending? ending) = _unexplained[i];
            if (failed.CauseRule is null && failed.Outcome == RoamOutcome.Failed
                && now - failed.OverAt is >= 0 and <= ExplanationMicroseconds)
            {
                continue;
            }

            _unexplained.RemoveAt(i--);
            if (failed.Outcome == RoamOutcome.Failed)
            {
                StoredFrame at = now == long.MaxValue ? ending?.Frame ?? frame : frame;
                PairFailures pair = _failures.Of(failed);
                pair.Failed(failed, at);
                _attemptFailed.Check(new AttemptFailed(at, failed, pair), ReportOf(failed, at, ending));
            }
        }
    }
}
