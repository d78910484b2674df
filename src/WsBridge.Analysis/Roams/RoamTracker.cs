using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>
/// Turns the moments of exchanges into one <see cref="Roam"/> per association attempt. Repeated requests to the same BSSID are one
/// attempt as long as they follow each other; an attempt ends with success, a refusal that stands, Deauthentication, silence, or the
/// STA beginning another one.
/// </summary>
internal sealed class RoamTracker
{
    /// <summary>A request this long after the last frame of an attempt begins another one.</summary>
    private const long RetryMicroseconds = 5_000_000;

    /// <summary>A client that has its FT response goes on at once; one that asks again later has been elsewhere meanwhile.</summary>
    private const long AnsweredMicroseconds = 1_000_000;

    /// <summary>A request repeated so soon after a response was sent before that response arrived.</summary>
    private const long CrossingMicroseconds = 1_000_000;

    private readonly RoamAttempts _attempts;
    private readonly RoamData _data;
    private readonly SteeringTracker _steering;
    private readonly RuleContext _context;
    private readonly KeyTable _keys;
    private readonly Func<MacAddress, Bss?> _find;

    /// <param name="context">What rules are given.</param>
    /// <param name="sink">Where attempts go.</param>
    /// <param name="find">The BSS of an address.</param>
    /// <param name="keys">The known keys; they stay the caller's.</param>
    /// <param name="mlds">Who is a multi-link device.</param>
    public RoamTracker(RuleContext context, IFindingSink sink, Func<MacAddress, Bss?> find, KeyTable keys, MldTable mlds)
    {
        _keys = keys;
        _context = context;
        _find = find;
        _attempts = new RoamAttempts(context, sink, mlds);
        _data = new RoamData(_attempts);
        _steering = new SteeringTracker(context, _attempts);
    }

    /// <summary>The attempts that the latest moment has shown to have failed.</summary>
    public IReadOnlyList<Roam> Failed => _attempts.Failed;

    private long Now => _context.Frame.Ref.TimeMicroseconds;

    /// <summary>Follows the exchange and names the attempt in <see cref="RuleContext.Roam"/>.</summary>
    /// <returns>The attempt has just succeeded, for the first time.</returns>
    public bool OnMoment(Moments moment)
    {
        _attempts.BeginMoment();
        _data.ForgetStation();
        _context.Roam = null;
        _context.Steering = null;
        if (_context.Association is not { } association)
        {
            return false;
        }

        bool hadSucceeded = association.Attempt is { Outcome: RoamOutcome.Success };
        Roam? roam = moment switch
        {
            Moments.AuthenticationRequest or Moments.FtRequest => OnAuthenticationRequest(association),
            Moments.AuthenticationResponse or Moments.FtResponse => OnAuthenticationResponse(association),
            Moments.AssociationRequest => OnAssociationRequest(association),
            Moments.AssociationResponse => OnAssociationResponse(association),
            Moments.EapStarted => OnEap(association),
            Moments.Message1 or Moments.Message2 or Moments.Message3 or Moments.Message4 => OnMessage(association, _context.Message!),
            Moments.FtResponseUnacknowledged => OnUnacknowledged(association),
            Moments.ConnectionStopped or Moments.EapFailed => OnStopped(association, moment),
            Moments.HandshakeFailed => OnHandshakeFailed(association, _context.End!),
            Moments.AttemptEnded => OnEnded(association, _context.Ending!),
            Moments.KeysProven => OnKeysProven(association),
            Moments.Deauthentication => OnDeauthentication(association),
            Moments.SentAway => OnSentAway(association),
            Moments.BtmRequest or Moments.BtmResponse => OnBtm(association, moment),
            _ => association.Attempt,
        };
        if (roam is null || !RoamQueue.IsRecent(roam, Now))
        {
            return false;
        }

        _context.Roam = roam;
        return !hadSucceeded && roam.Outcome == RoamOutcome.Success && !roam.Has(Rules.Roaming.RoamSummary.Id);
    }

    /// <summary>A protected data frame between a STA and its AP.</summary>
    /// <returns>The attempt after whose success service is back with it; mostly null.</returns>
    public Roam? OnData(long time, MacAddress receiver, MacAddress transmitter, bool fromAp, DataFlags flags) => _data.OnFrame(time, receiver, transmitter, fromAp, flags);

    /// <summary>A protected data frame that <see cref="Sdk.FrameSelector"/> has chosen, whether or not data frames as such are looked at.</summary>
    public void OnSample(in MacHeader header, long time)
    {
        if (header is { Bssid: { } bssid, StationAddress: { IsGroup: false } sta })
        {
            _attempts.StationOf(sta).Sample.Add(bssid, time, fromAp: header.Ta == bssid);
        }
    }

    /// <inheritdoc cref="RoamData.AwaitsAcknowledgement"/>
    public bool AwaitsAcknowledgement => _data.AwaitsAcknowledgement;

    /// <inheritdoc cref="RoamData.OnAcknowledgement"/>
    public Roam? OnAcknowledgement(MacAddress receiver) => _data.OnAcknowledgement(receiver);

    /// <summary>The capture has ended: attempts that were refused, or that nobody went on with, have failed.</summary>
    /// <returns>Those of which it is known on which frame that became clear.</returns>
    public IReadOnlyList<(Roam Roam, StoredFrame Frame)> FinishOpen() => _attempts.FinishOpen();

    /// <summary>The capture has ended, and all is said.</summary>
    /// <param name="now">When, in microseconds since the Unix epoch.</param>
    public void End(long now) => _attempts.End(now);

    private bool IsLongOver(Roam? roam) => roam is null or { IsOver: true } && (roam is null || Now - roam.OverAt > RetryMicroseconds);

    private static long PatienceOf(Roam running) => running.FtAnswer is null ? RetryMicroseconds : AnsweredMicroseconds;

    private Roam? OnAuthenticationRequest(Association association)
    {
        bool overTheDs = FtExchange.IsOverTheDs(_context.Frame);
        bool repeats = association.Attempt is { IsOver: false, IsDecided: false, Frames: { AssociationRequest: null, HasHandshake: false } } running
            && running.Algorithm == association.AuthenticationAlgorithm && running.IsOverTheDs == overTheDs && Now - running.End.TimeMicroseconds <= PatienceOf(running)
            && !(running.ElsewhereAt > running.End.TimeMicroseconds);
        repeats |= SaeAfterCacheMiss.GoesOn(association, Now);
        Roam roam = repeats ? association.Attempt! : _attempts.Begin(association);
        roam.Algorithm = association.AuthenticationAlgorithm;
        roam.IsOverTheDs = overTheDs;
        roam.Frames.AuthenticationRequest ??= _context.Frame.Ref;
        roam.Unanswered++;
        return GoOn(roam, association);
    }

    private Roam? OnAuthenticationResponse(Association association)
    {
        Roam? roam = association.Attempt ?? (_attempts.StationOf(association.Sta).Current is null ? _attempts.Begin(association) : null);
        if (roam is { IsRefused: true, Frames.AssociationRequest: not null } && association.Request is null)
        {
            roam = _attempts.Begin(association); // its request was not captured
        }

        if (roam is null || (roam.IsOver && roam.Frames.AuthenticationResponse is not null) || roam.Frames.AssociationRequest is not null)
        {
            return roam;
        }

        roam.Frames.AuthenticationResponse = _context.Frame.Ref;
        roam.Unanswered = 0;
        roam.IsRefused = AuthenticationAnswer.IsRefusal(_context.Frame);
        roam.Algorithm ??= AuthenticationAnswer.AlgorithmOf(_context.Frame);
        roam.FtAnswer = roam is { IsRefused: false, IsOverTheDs: false, Algorithm: Authentication.FastBssTransition } ? _context.Frame.Acknowledgement : null;
        if (roam is { IsOver: true, IsRefused: true })
        {
            roam.Fail();
        }

        GoOn(roam, association);
        roam.IsDecided = AuthenticationAnswer.Decides(_context.Frame);
        roam.DecidedOn = roam.IsRefused ? _context.Frame : null;
        return roam;
    }

    private Roam? OnAssociationRequest(Association association)
    {
        Roam? before = association.Attempt;
        bool isAnswered = before is { Frames: { AssociationRequest: null, AssociationResponse: { } answer } } && Association.IsOutOfOrder(answer.TimeMicroseconds, Now);
        bool goesOn = before switch
        {
            _ when isAnswered => true,
            { IsOver: false } => !before.IsDecided && !before.Frames.HasHandshake && Now - before.End.TimeMicroseconds <= RetryMicroseconds,
            { Outcome: RoamOutcome.Success, Frames: { HasHandshake: false, AssociationRequest: not null }, FirstDataAt: null } =>
                Now - before.End.TimeMicroseconds <= CrossingMicroseconds && _attempts.StationOf(association.Sta).Current == before,
            _ => false,
        };
        Roam roam = goesOn ? before! : _attempts.Begin(association);
        if (roam is { IsOverTheDs: true, Frames.AssociationRequest: null } && roam.Outage.First == roam.Start)
        {
            roam.Outage.BeginNow(_attempts.StationOf(roam.Sta).StopOfService(Now));
        }

        roam.Frames.AssociationRequest ??= _context.Frame.Ref;
        roam.Unanswered += isAnswered ? 0 : 1;
        UseCurrentAp(roam);
        GoOn(roam, association);
        if (isAnswered && roam is { IsOver: false, IsRefused: false } && IsCompletedByResponse(roam))
        {
            _attempts.Succeed(roam, _context.Frame.Ref, Now);
        }

        return roam;
    }

    private Roam? OnAssociationResponse(Association association)
    {
        Roam? roam = association.Attempt;
        RoamingStation station = _attempts.StationOf(association.Sta);
        if (IsLongOver(roam) && station.Current is null or { IsOver: true })
        {
            roam = _attempts.Begin(association); // its request was not captured
        }

        if (roam is null or { Outcome: RoamOutcome.Success } || association.ResponseStatus is not { } status)
        {
            return roam;
        }

        bool decides = roam.Frames.AssociationResponse is null || (roam.IsRefused && !roam.IsOver);
        if (decides)
        {
            roam.Frames.AssociationResponse = _context.Frame.Ref;
        }

        if (roam.IsOver)
        {
            return roam; // too late: the STA has given up
        }

        roam.Unanswered = 0;
        roam.IsRefused = status != 0;
        GoOn(roam, association);
        roam.DecidedOn = roam.IsRefused ? _context.Frame : null;
        if (status == 0 && IsCompletedByResponse(roam))
        {
            _attempts.Succeed(roam, _context.Frame.Ref, Now);
        }

        return roam;
    }

    private static bool IsCompletedByResponse(Roam roam) =>
        roam.Type is RoamType.FtOverTheAir or RoamType.FtOverTheDs or RoamType.Open || IsByFils(roam) || IsWithoutHandshake(roam);

    /// <summary>FILS authentication makes the keys; a client that offers a FILS AKM and authenticates by Open System has a 4-way handshake to come.</summary>
    private static bool IsByFils(Roam roam) => roam.Authentication == RoamAuthentication.Fils && roam.Algorithm is not Authentication.OpenSystem;

    /// <summary>The (Re)Association Response completes it: WEP has its key already, Wi-Fi Protected Setup only begins.</summary>
    private static bool IsWithoutHandshake(Roam roam) => roam is { Security: NetworkSecurity.Wep or NetworkSecurity.Wps, Handshake: null };

    private Roam OnEap(Association association) => GoOn(association.Attempt ?? _attempts.Begin(association), association);

    private Roam OnMessage(Association association, HandshakeFrame message)
    {
        Roam? roam = association.Attempt;
        if (roam is null || (roam.Outcome != RoamOutcome.Success && message.Number == 1 && (IsLongOver(roam) || (roam is { IsOver: true, Frames.Deauthentication: { } end } && association.Ending is null && Now > end.TimeMicroseconds))))
        {
            roam = _attempts.Begin(association); // what came before was not captured
        }

        // After success another handshake is rekeying; the same one may turn out not to have ended, or WPA came after an open association.
        bool belongs = !roam.IsOver || (roam.Outcome == RoamOutcome.Success && (roam.Handshake == association.Handshake || roam.Type == RoamType.Open || IsWithoutHandshake(roam)));
        if (!belongs || roam.IsSettled)
        {
            return roam;
        }

        bool isRepeated = roam.IsOver && association.Handshake is { IsComplete: true, M4: { Count: > 0 } sent } && (message.Number != 4 || sent.Count > 1);
        bool wasAskedAgain = isRepeated && message.Number == 4 && roam.Frames.M3 is [.., var asked] && asked.TimeMicroseconds > roam.End.TimeMicroseconds;
        roam.Handshake = association.Handshake;
        roam.Frames.AddMessage(message.Number, _context.Frame.Ref);
        if (isRepeated)
        {
            if (wasAskedAgain && roam.FirstDataAt is null)
            {
                roam.End = _context.Frame.Ref; // the AP had missed the one before
            }

            return roam;
        }

        if (roam.IsOver)
        {
            _attempts.StationOf(association.Sta).Retract();
        }

        roam.IsOver = false;
        roam.Outcome = RoamOutcome.Incomplete;
        roam.ForgetData();
        roam.Unanswered = 0;
        GoOn(roam, association);
        if (association.Handshake is { IsComplete: true })
        {
            _attempts.Succeed(roam, _context.Frame.Ref, Now);
        }

        return roam;
    }

    private Roam? OnUnacknowledged(Association association)
    {
        if (association.Attempt is { IsOver: false, IsAnswerLost: true } roam)
        {
            _attempts.Finish(roam, RoamOutcome.Failed, isCertain: true);
        }

        return association.Attempt;
    }

    /// <summary>The attempt is over when the STA begins another one; until then it may go on all the same.</summary>
    private Roam? OnStopped(Association association, Moments moment)
    {
        if (association.Attempt is { IsOver: false } roam)
        {
            roam.DecidedOn = _context.Frame;
            roam.IsDecided = moment == Moments.EapFailed || _context.Stop is { IsCertain: true, Connecting.Step: not ConnectionStep.Comeback };
        }

        return association.Attempt;
    }

    private Roam? OnHandshakeFailed(Association association, HandshakeEnd end)
    {
        if (_context.Ending is { } ending)
        {
            return OnEnded(association, ending);
        }

        Roam? roam = association.Attempt;
        if (roam is { IsOver: false } && end.By == HandshakeEndedBy.Silence)
        {
            _attempts.Finish(roam, end.IsCertain ? RoamOutcome.Failed : RoamOutcome.Incomplete, end.IsCertain);
        }

        return roam;
    }

    /// <summary>Encrypted frames of both sides: it succeeded, and the capture missed the frame that completed it.</summary>
    private Roam? OnKeysProven(Association association)
    {
        Roam? roam = association.Attempt;
        if (roam is { IsOver: false, IsRefused: false })
        {
            roam.EndNotCaptured = true;
            _attempts.Succeed(roam, roam.End, Now);
        }

        return roam;
    }

    private Roam? OnBtm(Association association, Moments moment)
    {
        if (moment == Moments.BtmRequest)
        {
            _steering.OnRequest(association);
        }
        else
        {
            _steering.OnResponse(association);
        }

        return association.Attempt;
    }

    /// <summary>A broadcast ended an association in which nothing ran.</summary>
    private Roam? OnSentAway(Association association)
    {
        _attempts.StationOf(association.Sta).Leave(association.Bss.Bssid, Now, isSentAway: true);
        if (association.Attempt is { IsOver: true } roam)
        {
            roam.IsPast = true;
        }

        return association.Attempt;
    }

    private Roam? OnDeauthentication(Association association)
    {
        Roam? roam = association.Attempt;
        _steering.OnDeauthentication(association);
        if (_context.Frame.Header.Protected || !association.UsesManagementFrameProtection)
        {
            _attempts.StationOf(association.Sta).Leave(association.Bss.Bssid, Now, _context.FromAp);
        }

        if (roam is null or { IsOver: true })
        {
            if (roam is not null)
            {
                roam.IsPast = true;
            }

            return roam;
        }

        if (association.Ending?.Frame != _context.Frame)
        {
            return roam; // it repeats one that is yet to be judged
        }

        roam.WasRunning = Now - roam.End.TimeMicroseconds <= RetryMicroseconds;
        roam.Frames.Deauthentication = _context.Frame.Ref;
        roam.End = _context.Frame.Ref;
        return roam; // whether it has ended is judged later
    }

    /// <summary>The Deauthentication or Disassociation has ended the attempt.</summary>
    private Roam? OnEnded(Association association, Ending ending)
    {
        Roam? roam = association.Attempt;
        HandshakeEnd? end = ending.Handshake;
        bool isRefused = roam is { Outcome: RoamOutcome.Success, IsSettled: false, Handshake: null, FirstUpAt: null } && !ending.Frame.LooksForged
            && Rules.FastTransition.FtReassocResponseRefused.MayBe(association, ending.Frame, ending.ByAp, ending.Reason);
        if (isRefused || (roam is { Outcome: RoamOutcome.Success, IsSettled: false, Handshake: { } completed } && completed == end?.Handshake))
        {
            // The AP has not taken message 4, or the client not the response.
            _attempts.StationOf(association.Sta).Retract();
            (roam!.IsOver, roam.Outcome, roam.WasRunning) = (false, RoamOutcome.Incomplete, true);
            roam.ForgetData();
        }

        if (roam is null or { IsOver: true } or { IsSettled: true })
        {
            return roam;
        }

        roam.Frames.Deauthentication = ending.Frame.Ref;
        roam.End = ending.Frame.Ref;
        bool isLeaving = end is not null
            ? end is { IsLeaving: true, IsCertain: false } or { MayHaveCompleted: true }
            : ending.Frame.Header.Protected || (!ending.ByAp && ending.Reason is 3 or 8 or 36); // who encrypts has keys: the end of a success was missed
        bool isUnread = (association.UnreadFromAp ?? association.UnreadFromSta) is not null; // the handshake may have gone on in frames that were cut off
        bool hasWaitedInVain = end is null && roam is { IsDecided: true, IsCauseSevere: true }; // clients that give up say that they leave
        bool nobodyRefused = !roam.IsRefused && !isRefused && !hasWaitedInVain && (isLeaving || (isUnread && end is null));
        _attempts.Finish(roam, nobodyRefused ? RoamOutcome.Incomplete : RoamOutcome.Failed, (end?.IsCertain ?? roam.WasRunning) && !isUnread);
        return roam;
    }

    /// <summary>The Current AP of a Reassociation Request says where the STA comes from when the capture missed it.</summary>
    private void UseCurrentAp(Roam roam)
    {
        if (AssociationRequest.TryParse(_context.Frame.Header, out AssociationRequest request, out _)
            && OnTheAir(request.CurrentAp) is { IsGroup: false, Value: not 0 } current && current != roam.From && (roam.From is null ? _attempts.StationOf(roam.Sta).AssociatedWith is null : current != roam.To))
        {
            roam.FromBssid = current;
            roam.FromBss = _find(current);
            roam.WithOldApSince = null;
        }
    }

    /// <summary>
    /// Current AP of a multi-link device is the MLD MAC address of the AP: that link of it on which the STA was, else one that was heard. Null when
    /// none was.
    /// </summary>
    private MacAddress? OnTheAir(MacAddress? current)
    {
        if (current is not { } address || _attempts.Mlds.ApOf(address) is not { } ap || _find(address) is { Beacon: not null })
        {
            return current is { } named && MultiLink.TryFindBasic(_context.Frame.Elements, out _) && _find(named) is null ? null : current;
        }

        MacAddress? before = _attempts.StationOf(_context.Association!.Sta).AssociatedWith?.Bssid;
        return before is { } link && ap.Has(link) ? link
            : ap.Links.Where(known => _find(known.Address) is not null).Select(known => (MacAddress?)known.Address).FirstOrDefault();
    }

    private Roam GoOn(Roam roam, Association association)
    {
        roam.SeeLinks();
        if (!roam.IsOver)
        {
            (roam.IsDecided, roam.DecidedOn) = (false, null);
            roam.IsCutOff |= _context.Frame.IsCutOff && !FilsSession.IsIn(_context.Frame.Elements); // what is encrypted does not end where an element does
            roam.End = _context.Frame.Ref;
            roam.Frames.Deauthentication = association.Ending?.Frame.Ref; // another one before has ended nothing
            RoamClassifier.Classify(roam, association, _keys);
        }

        return roam;
    }
}
