using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Verdicts;

namespace WsBridge.Analysis;

/// <summary>
/// Takes each event to the association attempt that it belongs to, and then to the rules that look at it. Attempts that have succeeded or
/// failed by it make events of their own.
/// </summary>
internal sealed class EventDispatcher
{
    /// <summary>How long an attempt that failed waits for its cause: an FT request counts as unanswered after a second.</summary>
    private const long ExplanationMicroseconds = 2_000_000;

    private readonly Action<Finding> _found;
    private readonly RoamTracker _roams;
    private readonly FailureHistory _failures = new();
    private readonly List<(Roam Failed, Ending? Ending)> _unexplained = [];
    private readonly RuleCheck<BeaconChanged>[] _beaconChanged;
    private readonly RuleCheck<ForgeryShown>[] _forgeryShown;
    private readonly RuleCheck<HandshakeFailed>[] _handshakeFailed;
    private readonly RuleCheck<DeauthenticationReceived>[] _deauthentication;
    private readonly RuleCheck<SteeredAway>[] _steeredAway;
    private readonly RuleCheck<SteeringAnswered>[] _steeringAnswered;
    private readonly RuleCheck<AttemptSucceeded>[] _attemptSucceeded;
    private readonly RuleCheck<AttemptFailed>[] _attemptFailed;
    private readonly RuleCheck<FailureStands>[] _failureStands;
    private readonly RuleCheck<ServiceRestored>[] _serviceRestored;

    /// <param name="rules">The rules to check.</param>
    /// <param name="sink">Where findings go.</param>
    /// <param name="roams">Follows association attempts.</param>
    public EventDispatcher(RuleChecks rules, IFindingSink sink, RoamTracker roams)
    {
        _found = sink.Found;
        _roams = roams;
        _beaconChanged = rules.Of<BeaconChanged>();
        _forgeryShown = rules.Of<ForgeryShown>();
        _handshakeFailed = rules.Of<HandshakeFailed>();
        _deauthentication = rules.Of<DeauthenticationReceived>();
        _steeredAway = rules.Of<SteeredAway>();
        _steeringAnswered = rules.Of<SteeringAnswered>();
        _attemptSucceeded = rules.Of<AttemptSucceeded>();
        _attemptFailed = rules.Of<AttemptFailed>();
        _failureStands = rules.Of<FailureStands>();
        _serviceRestored = rules.Of<ServiceRestored>();
        Events = new ExchangeEvents
        {
            BeaconChanged = OnBeaconChanged,
            AuthenticationRequest = To<AuthenticationRequestReceived>(rules, roams.OnAuthenticationRequest),
            AuthenticationResponse = To<AuthenticationResponseReceived>(rules, roams.OnAuthenticationResponse),
            FtRequest = To<FtRequestReceived>(rules, roams.OnFtRequest),
            FtRequestMisaddressed = To<FtRequestMisaddressed>(rules),
            FtResponse = To<FtResponseReceived>(rules, roams.OnFtResponse),
            FtUnanswered = To<FtUnanswered>(rules),
            FtResponseUnacknowledged = To<FtResponseUnacknowledged>(rules, roams.OnUnacknowledged),
            AssociationRequest = To<AssociationRequestReceived>(rules, roams.OnAssociationRequest),
            AssociationResponse = To<AssociationResponseReceived>(rules, roams.OnAssociationResponse),
            EapStarted = To<EapStarted>(rules, roams.OnEap),
            EapFailure = To<EapFailureReceived>(rules, RoamTracker.OnEapFailed),
            EapolStart = To<EapolStartReceived>(rules),
            ConnectionStopped = ToEnding<ConnectionStopped>(rules, RoamTracker.OnStopped),
            Message1 = To<Message1Received>(rules, roams.OnMessage1),
            Message2 = To<Message2Received>(rules, roams.OnMessage2),
            Message3 = To<Message3Received>(rules, roams.OnMessage3),
            Message4 = To<Message4Received>(rules, roams.OnMessage4),
            GroupMessage = To<GroupMessageReceived>(rules),
            HandshakeStopped = OnHandshakeStopped,
            KeysProven = To<KeysProven>(rules, roams.OnKeysProven),
            Deauthentication = OnDeauthentication,
            SentAway = To<SentAway>(rules, roams.OnSentAway),
            AttemptEnded = ToEnding<AttemptEnded>(rules, roams.OnEnded),
            ForgeryShown = OnForgeryShown,
            PasnRefused = To<PasnRefused>(rules),
            SaQuery = To<SaQueryReceived>(rules),
            BtmRequest = To<BtmRequestReceived>(rules, OnBtmRequest),
            BtmResponse = OnBtmResponse,
        };
    }

    /// <summary>What an event means for the attempt that it belongs to.</summary>
    private delegate Roam? Follow<TEvent>(in TEvent e)
        where TEvent : struct, IAssociationEvent;

    /// <summary>Who is told of events.</summary>
    public ExchangeEvents Events { get; }

    /// <summary>Service is back, which a data frame or its acknowledgement shows.</summary>
    public void OnServiceRestored(Roam roam, StoredFrame frame) =>
        Check(_serviceRestored, new ServiceRestored(frame, roam), ReportOf(roam, frame));

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
            Check(_failureStands, new FailureStands(decidedOn, roam, pair), ReportOf(roam, decidedOn));
        }

        List<(Roam, StoredFrame)> repeated =
        [
            .. _failures.Pairs.SelectMany(static pair => pair.Causes).Select(static count => count.Latest)
                .OfType<(Roam, StoredFrame Frame)>().OrderBy(static latest => latest.Frame.Ref.Id),
        ];
        foreach ((Roam roam, StoredFrame failedOn) in repeated)
        {
            Check(_failureStands, new FailureStands(failedOn, roam, _failures.Of(roam)), ReportOf(roam, failedOn));
        }
    }

    /// <summary>Events that follow an attempt, of one STA.</summary>
    private ExchangeEventHandler<TEvent> To<TEvent>(RuleChecks rules, Follow<TEvent>? follow = null)
        where TEvent : struct, IAssociationEvent
    {
        RuleCheck<TEvent>[] checks = rules.Of<TEvent>();
        return (in TEvent e) =>
        {
            Roam? roam = Begin(e, follow, out bool completes);
            Check(checks, e, new Report(_found, e.Frame, e.Association.Bss, e.Association, roam));
            Finish(e.Frame, completes ? roam : null, null);
        };
    }

    /// <summary>The same of events that tell how an attempt ended.</summary>
    private ExchangeEventHandler<TEvent> ToEnding<TEvent>(RuleChecks rules, Follow<TEvent> follow)
        where TEvent : struct, IEndingEvent
    {
        RuleCheck<TEvent>[] checks = rules.Of<TEvent>();
        return (in TEvent e) =>
        {
            Roam? roam = Begin(e, follow, out bool completes);
            Check(checks, e, new Report(_found, e.Frame, e.Association.Bss, e.Association, roam, e.Ending));
            Finish(e.Frame, completes ? roam : null, e.Ending);
        };
    }

    private void OnBeaconChanged(in BeaconChanged e)
    {
        _roams.BeginEvent(e.Frame);
        Check(_beaconChanged, e, new Report(_found, e.Frame, e.Bss, null, null));
        Finish(e.Frame, null, null);
    }

    private void OnForgeryShown(in ForgeryShown e)
    {
        _roams.BeginEvent(e.Frame);
        Roam? roam = e.Association?.LatestRoam() is { } attempt && RoamQueue.IsRecent(attempt, e.Frame.Ref.TimeMicroseconds)
            ? attempt
            : null;
        Check(_forgeryShown, e, new Report(_found, e.Frame, e.Bss, e.Association, roam));
        Finish(e.Frame, null, null);
    }

    /// <summary>
    /// Several rules explain a failed handshake, each in its way: the best explanation leads, so that all speak before any is heard.
    /// </summary>
    private void OnHandshakeStopped(in HandshakeStopped e)
    {
        Roam? roam = Begin<HandshakeStopped>(e, _roams.OnHandshakeStopped, out bool completes);
        Verdict? verdict = HandshakeVerdict.Of(e.Association, e.End, roam);
        var report = new Report(_found, e.Frame, e.Association.Bss, e.Association, roam, e.Ending, new Judgement());
        Check(_handshakeFailed, new HandshakeFailed(e.Frame, e.Association, e.End, verdict), report);
        report.Settle(verdict);
        Finish(e.Frame, completes ? roam : null, e.Ending);
    }

    private void OnDeauthentication(in DeauthenticationReceived e)
    {
        SteeringRequest? steering = _roams.Steering.OnDeauthentication(e.Association, e.FromAp);
        Roam? roam = Begin<DeauthenticationReceived>(e, _roams.OnDeauthentication, out bool completes);
        var report = new Report(_found, e.Frame, e.Association.Bss, e.Association, roam);
        Check(_deauthentication, e, report);
        if (steering is not null)
        {
            Check(_steeredAway, new SteeredAway(e.Frame, e.Association, e.Reason, steering), report);
        }

        Finish(e.Frame, completes ? roam : null, null);
    }

    private Roam? OnBtmRequest(in BtmRequestReceived e)
    {
        _roams.Steering.OnRequest(e.Association, e.Frame);
        return e.Association.LatestRoam();
    }

    private void OnBtmResponse(in BtmResponseReceived e)
    {
        Roam? roam = Begin(e, null, out bool completes);
        SteeringRequest? steering = _roams.Steering.OnResponse(e.Association, e.Frame);
        var report = new Report(_found, e.Frame, e.Association.Bss, e.Association, roam);
        Check(_steeringAnswered, new SteeringAnswered(e.Frame, e.Association, steering), report);
        Finish(e.Frame, completes ? roam : null, null);
    }

    private static void Check<TEvent>(RuleCheck<TEvent>[] checks, in TEvent e, in Report report)
        where TEvent : struct, IExchangeEvent
    {
        foreach (RuleCheck<TEvent> check in checks)
        {
            check(e, report);
        }
    }

    private Report ReportOf(Roam roam, StoredFrame frame, Ending? ending = null) =>
        new(_found, frame, roam.Bss, roam.Association, roam, ending);

    /// <summary>Follows the attempt of an event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="follow">What it means for the attempt; null where it means nothing.</param>
    /// <param name="completes">The attempt has just succeeded, for the first time.</param>
    /// <returns>The attempt; null when there is none, or it ended long ago.</returns>
    private Roam? Begin<TEvent>(in TEvent e, Follow<TEvent>? follow, out bool completes)
        where TEvent : struct, IAssociationEvent
    {
        _roams.BeginEvent(e.Frame);
        bool hadSucceeded = e.Association.LatestRoam() is { Outcome: RoamOutcome.Success };
        Roam? roam = follow is null ? e.Association.LatestRoam() : follow(e);
        if (roam is null || !RoamQueue.IsRecent(roam, e.Frame.Ref.TimeMicroseconds))
        {
            completes = false;
            return null;
        }

        completes = !hadSucceeded && roam is { Outcome: RoamOutcome.Success, IsCompleted: false };
        return roam;
    }

    /// <summary>All rules have looked at an event: attempts that have ended by it are told of.</summary>
    private void Finish(StoredFrame frame, Roam? completed, Ending? ending)
    {
        if (completed is not null)
        {
            completed.IsCompleted = true;
            _failures.Of(completed).Succeeded();
            Check(_attemptSucceeded, new AttemptSucceeded(frame, completed), ReportOf(completed, frame));
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
                Check(_attemptFailed, new AttemptFailed(at, failed, pair), ReportOf(failed, at, ending));
            }
        }
    }
}
