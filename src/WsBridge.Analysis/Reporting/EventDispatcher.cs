using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Verdicts;

namespace WsBridge.Analysis.Reporting;

/// <summary>
/// Takes each event to the association attempt that it belongs to, and then to the rules that look at it. <see cref="AttemptResults"/>
/// tells of attempts that have succeeded or failed by it.
/// </summary>
internal sealed class EventDispatcher
{
    private readonly Action<Finding> _found;
    private readonly RoamTracker _roams;
    private readonly AttemptResults _results;
    private readonly RuleCheck<BeaconChanged>[] _beaconChanged;
    private readonly RuleCheck<LinkRemovalAnnounced>[] _linkRemoval;
    private readonly RuleCheck<ForgeryShown>[] _forgeryShown;
    private readonly RuleCheck<HandshakeFailed>[] _handshakeFailed;
    private readonly RuleCheck<DeauthenticationReceived>[] _deauthentication;
    private readonly RuleCheck<SteeredAway>[] _steeredAway;
    private readonly RuleCheck<SteeringAnswered>[] _steeringAnswered;

    /// <param name="rules">The rules to check.</param>
    /// <param name="found">Takes findings.</param>
    /// <param name="roams">Follows association attempts.</param>
    /// <param name="results">Is told when all rules have looked at an event.</param>
    public EventDispatcher(RuleChecks rules, Action<Finding> found, RoamTracker roams, AttemptResults results)
    {
        _found = found;
        _roams = roams;
        _results = results;
        _beaconChanged = rules.Of<BeaconChanged>();
        _linkRemoval = rules.Of<LinkRemovalAnnounced>();
        _forgeryShown = rules.Of<ForgeryShown>();
        _handshakeFailed = rules.Of<HandshakeFailed>();
        _deauthentication = rules.Of<DeauthenticationReceived>();
        _steeredAway = rules.Of<SteeredAway>();
        _steeringAnswered = rules.Of<SteeringAnswered>();
        Events = new ExchangeEvents
        {
            BeaconChanged = OnBeaconChanged,
            LinkRemoval = OnLinkRemoval,
            LinkAction = To<LinkActionReceived>(rules, OnLinkAction),
            AuthenticationRequest = To<AuthenticationRequestReceived>(rules, roams.Requests.OnAuthenticationRequest),
            AuthenticationResponse = To<AuthenticationResponseReceived>(rules, roams.Requests.OnAuthenticationResponse),
            FtRequest = To<FtRequestReceived>(rules, roams.Requests.OnFtRequest),
            FtRequestMisaddressed = To<FtRequestMisaddressed>(rules),
            FtResponse = To<FtResponseReceived>(rules, roams.Requests.OnFtResponse),
            FtUnanswered = To<FtUnanswered>(rules),
            FtResponseUnacknowledged = To<FtResponseUnacknowledged>(rules, roams.Ends.OnUnacknowledged),
            AssociationRequest = To<AssociationRequestReceived>(rules, roams.Requests.OnAssociationRequest),
            AssociationResponse = To<AssociationResponseReceived>(rules, roams.Requests.OnAssociationResponse),
            EapStarted = To<EapStarted>(rules, roams.Requests.OnEap),
            EapFailure = To<EapFailureReceived>(rules, RoamEnds.OnEapFailed),
            EapolStart = To<EapolStartReceived>(rules),
            ConnectionStopped = ToEnding<ConnectionStopped>(rules, RoamEnds.OnStopped),
            Message1 = To<Message1Received>(rules, roams.Handshakes.OnMessage1),
            Message2 = To<Message2Received>(rules, roams.Handshakes.OnMessage2),
            Message3 = To<Message3Received>(rules, roams.Handshakes.OnMessage3),
            Message4 = To<Message4Received>(rules, roams.Handshakes.OnMessage4),
            GroupMessage = To<GroupMessageReceived>(rules),
            HandshakeStopped = OnHandshakeStopped,
            KeysProven = To<KeysProven>(rules, roams.Handshakes.OnKeysProven),
            EppkeCompleted = To<EppkeCompleted>(rules, roams.Requests.OnEppkeCompleted),
            Deauthentication = OnDeauthentication,
            SentAway = To<SentAway>(rules, roams.Ends.OnSentAway),
            AttemptEnded = ToEnding<AttemptEnded>(rules, roams.Ends.OnEnded),
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

    /// <summary>Events that follow an attempt, of one STA.</summary>
    private ExchangeEventHandler<TEvent> To<TEvent>(RuleChecks rules, Follow<TEvent>? follow = null)
        where TEvent : struct, IAssociationEvent
    {
        RuleCheck<TEvent>[] checks = rules.Of<TEvent>();
        return (in TEvent e) =>
        {
            Roam? roam = Begin(e, follow, out bool completes);
            checks.Check(e, new Report(_found, e.Frame, e.Association.Bss, e.Association, roam));
            _results.Finish(e.Frame, completes ? roam : null, null);
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
            checks.Check(e, new Report(_found, e.Frame, e.Association.Bss, e.Association, roam, e.Ending));
            _results.Finish(e.Frame, completes ? roam : null, e.Ending);
        };
    }

    private void OnBeaconChanged(in BeaconChanged e)
    {
        _roams.BeginEvent(e.Frame);
        _beaconChanged.Check(e, new Report(_found, e.Frame, e.Bss, null, null));
        _results.Finish(e.Frame, null, null);
    }

    private void OnLinkRemoval(in LinkRemovalAnnounced e)
    {
        _roams.BeginEvent(e.Frame);
        _linkRemoval.Check(e, new Report(_found, e.Frame, e.Bss, null, null));
        _results.Finish(e.Frame, null, null);
    }

    /// <summary>The client stays where it is, with other links: the row has them as long as it is open.</summary>
    private static Roam? OnLinkAction(in LinkActionReceived e)
    {
        Roam? roam = e.Association.LatestRoam();
        if (e.Changes.Count > 0)
        {
            roam?.SeeLinks();
        }

        return roam;
    }

    private void OnForgeryShown(in ForgeryShown e)
    {
        _roams.BeginEvent(e.Frame);
        Roam? roam = e.Association?.LatestRoam() is { } attempt && RoamQueue.IsRecent(attempt, e.Frame.Ref.TimeMicroseconds)
            ? attempt
            : null;
        _forgeryShown.Check(e, new Report(_found, e.Frame, e.Bss, e.Association, roam));
        _results.Finish(e.Frame, null, null);
    }

    /// <summary>
    /// Several rules explain a failed handshake, each in its way: the best explanation leads, so that all speak before any is heard.
    /// </summary>
    private void OnHandshakeStopped(in HandshakeStopped e)
    {
        Roam? roam = Begin<HandshakeStopped>(e, _roams.Ends.OnHandshakeStopped, out bool completes);
        Verdict? verdict = HandshakeVerdict.Of(e.Association, e.End, roam);
        var report = new Report(_found, e.Frame, e.Association.Bss, e.Association, roam, e.Ending, new Judgement());
        _handshakeFailed.Check(new HandshakeFailed(e.Frame, e.Association, e.End, verdict), report);
        report.Settle(verdict);
        _results.Finish(e.Frame, completes ? roam : null, e.Ending);
    }

    private void OnDeauthentication(in DeauthenticationReceived e)
    {
        SteeringRequest? steering = _roams.Steering.OnDeauthentication(e.Association, e.FromAp);
        Roam? roam = Begin<DeauthenticationReceived>(e, _roams.Ends.OnDeauthentication, out bool completes);
        var report = new Report(_found, e.Frame, e.Association.Bss, e.Association, roam);
        _deauthentication.Check(e, report);
        if (steering is not null)
        {
            _steeredAway.Check(new SteeredAway(e.Frame, e.Association, e.Reason, steering), report);
        }

        _results.Finish(e.Frame, completes ? roam : null, null);
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
        _steeringAnswered.Check(new SteeringAnswered(e.Frame, e.Association, steering), report);
        _results.Finish(e.Frame, completes ? roam : null, null);
    }

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
}
