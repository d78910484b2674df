using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Tracking;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>
/// Turns the events of exchanges into one <see cref="Roam"/> per association attempt. Repeated requests to the same BSSID are one
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
    private readonly CurrentAp _currentAp;
    private readonly KeyTable _keys;

    /// <param name="sink">Where attempts go.</param>
    /// <param name="bsses">The BSSs of the capture.</param>
    /// <param name="keys">The known keys; they stay the caller's.</param>
    /// <param name="mlds">Who is a multi-link device.</param>
    public RoamTracker(IRoamSink sink, BssTable bsses, KeyTable keys, MldTable mlds)
    {
        _keys = keys;
        _attempts = new RoamAttempts(sink, mlds);
        _data = new RoamData(_attempts);
        _currentAp = new CurrentAp(_attempts, bsses);
        Steering = new SteeringTracker(_attempts);
    }

    /// <summary>How APs steer STAs.</summary>
    public SteeringTracker Steering { get; }

    /// <summary>The attempts that the latest event has shown to have failed.</summary>
    public ReadOnlySpan<Roam> Failed => _attempts.Failed;

    /// <summary>Another event has come.</summary>
    public void BeginEvent(StoredFrame frame)
    {
        _attempts.BeginEvent(frame.Ref.TimeMicroseconds);
        _data.ForgetStation();
    }

    /// <summary>A protected data frame between a STA and its AP.</summary>
    /// <returns>The attempt after whose success service is back with it; mostly null.</returns>
    public Roam? OnData(long time, MacAddress receiver, MacAddress transmitter, bool fromAp, DataFlags flags) =>
        _data.OnFrame(time, receiver, transmitter, fromAp, flags);

    /// <summary>
    /// A protected data frame that <see cref="Sdk.FrameSelector"/> has chosen, whether or not data frames as such are looked at.
    /// </summary>
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

    private static bool IsLongOver(Roam? roam, long now) =>
        roam is null or { IsOver: true } && (roam is null || now - roam.OverAt > RetryMicroseconds);

    private static long PatienceOf(Roam running) => running.FtAnswer is null ? RetryMicroseconds : AnsweredMicroseconds;

    /// <summary>Authentication request of another algorithm than FT.</summary>
    public Roam? OnAuthenticationRequest(in AuthenticationRequestReceived e) => OnAuthenticationRequest(e.Association, e.Frame);

    /// <summary>FT request, over the air or over the DS.</summary>
    public Roam? OnFtRequest(in FtRequestReceived e) => OnAuthenticationRequest(e.Association, e.Frame);

    private Roam OnAuthenticationRequest(Association association, StoredFrame frame)
    {
        long now = frame.Ref.TimeMicroseconds;
        bool overTheDs = FtExchange.IsOverTheDs(frame);
        bool repeats =
            association.LatestRoam() is
            {
                IsOver: false, IsDecided: false, Frames:
                {
                    AssociationRequest: null,
                    HasHandshake: false
                }
            } running
            && running.Algorithm == association.AuthenticationAlgorithm && running.IsOverTheDs == overTheDs
            && now - running.End.TimeMicroseconds <= PatienceOf(running)
            && !(running.ElsewhereAt > running.End.TimeMicroseconds);
        repeats |= SaeAfterCacheMiss.GoesOn(association, now) || OweGroupRefused.GoesOn(association, now);
        Roam roam = repeats ? association.LatestRoam()! : _attempts.Begin(association, frame);
        roam.Algorithm = association.AuthenticationAlgorithm;
        roam.IsOverTheDs = overTheDs;
        roam.Frames.AuthenticationRequest ??= frame.Ref;
        roam.Unanswered++;
        return GoOn(roam, association, frame);
    }

    /// <summary>Authentication frame of the AP, of another algorithm than FT.</summary>
    public Roam? OnAuthenticationResponse(in AuthenticationResponseReceived e) => OnAuthenticationResponse(e.Association, e.Frame);

    /// <summary>FT response, over the air or over the DS.</summary>
    public Roam? OnFtResponse(in FtResponseReceived e) => OnAuthenticationResponse(e.Association, e.Frame);

    private Roam? OnAuthenticationResponse(Association association, StoredFrame frame)
    {
        Roam? roam = association.LatestRoam()
            ?? (_attempts.StationOf(association.Sta).Current is null ? _attempts.Begin(association, frame) : null);
        if (roam is { IsRefused: true, Frames.AssociationRequest: not null } && association.Request is null)
        {
            roam = _attempts.Begin(association, frame); // its request was not captured
        }

        if (roam is null || (roam.IsOver && roam.Frames.AuthenticationResponse is not null) || roam.Frames.AssociationRequest is not null)
        {
            return roam;
        }

        roam.Frames.AuthenticationResponse = frame.Ref;
        roam.Unanswered = 0;
        roam.IsRefused = AuthenticationAnswer.IsRefusal(frame);
        roam.Algorithm ??= AuthenticationAnswer.AlgorithmOf(frame);
        roam.FtAnswer = roam is { IsRefused: false, IsOverTheDs: false, Algorithm: Authentication.FastBssTransition }
            ? frame.Acknowledgement
            : null;
        if (roam is { IsOver: true, IsRefused: true })
        {
            roam.Fail();
        }

        GoOn(roam, association, frame);
        roam.IsDecided = AuthenticationAnswer.Decides(frame);
        roam.DecidedOn = roam.IsRefused ? frame : null;
        return roam;
    }

    /// <summary>(Re)Association Request.</summary>
    public Roam? OnAssociationRequest(in AssociationRequestReceived e)
    {
        (StoredFrame frame, Association association) = (e.Frame, e.Association);
        long now = frame.Ref.TimeMicroseconds;
        Roam? before = association.LatestRoam();
        bool isAnswered = before is { Frames: { AssociationRequest: null, AssociationResponse: { } answer } }
            && Association.IsOutOfOrder(answer.TimeMicroseconds, now);
        bool goesOn = before switch
        {
            _ when isAnswered => true,
            { IsOver: false } => !before.IsDecided && !before.Frames.HasHandshake && now - before.End.TimeMicroseconds <= RetryMicroseconds,
            { Outcome: RoamOutcome.Success, Frames: { HasHandshake: false, AssociationRequest: not null }, FirstDataAt: null } =>
                now - before.End.TimeMicroseconds <= CrossingMicroseconds && _attempts.StationOf(association.Sta).Current == before,
            _ => false,
        };
        Roam roam = goesOn ? before! : _attempts.Begin(association, frame);
        if (roam is { IsOverTheDs: true, Frames.AssociationRequest: null } && roam.Outage.First == roam.Start)
        {
            roam.Outage.BeginNow(_attempts.StationOf(roam.Sta).StopOfService(now));
        }

        roam.Frames.AssociationRequest ??= frame.Ref;
        roam.Unanswered += isAnswered ? 0 : 1;
        _currentAp.Use(roam, association, frame);
        GoOn(roam, association, frame);
        if (isAnswered && roam is { IsOver: false, IsRefused: false } && IsCompletedByResponse(roam))
        {
            _attempts.Succeed(roam, frame.Ref, now);
        }

        return roam;
    }

    /// <summary>(Re)Association Response.</summary>
    public Roam? OnAssociationResponse(in AssociationResponseReceived e)
    {
        (StoredFrame frame, Association association) = (e.Frame, e.Association);
        long now = frame.Ref.TimeMicroseconds;
        Roam? roam = association.LatestRoam();
        RoamingStation station = _attempts.StationOf(association.Sta);
        if (IsLongOver(roam, now) && station.Current is null or { IsOver: true })
        {
            roam = _attempts.Begin(association, frame); // its request was not captured
        }

        if (roam is null or { Outcome: RoamOutcome.Success } || association.ResponseStatus is not { } status)
        {
            return roam;
        }

        bool decides = roam.Frames.AssociationResponse is null || (roam.IsRefused && !roam.IsOver);
        if (decides)
        {
            roam.Frames.AssociationResponse = frame.Ref;
        }

        if (roam.IsOver)
        {
            return roam; // too late: the STA has given up
        }

        roam.Unanswered = 0;
        roam.IsRefused = status != 0;
        GoOn(roam, association, frame);
        roam.DecidedOn = roam.IsRefused ? frame : null;
        if (status == 0 && IsCompletedByResponse(roam))
        {
            _attempts.Succeed(roam, frame.Ref, now);
        }

        return roam;
    }

    private static bool IsCompletedByResponse(Roam roam) =>
        roam.Type is RoamType.FtOverTheAir or RoamType.FtOverTheDs or RoamType.Open || IsByFils(roam) || IsWithoutHandshake(roam);

    /// <summary>
    /// FILS authentication makes the keys; a client that offers a FILS AKM and authenticates by Open System has a 4-way handshake to come.
    /// </summary>
    private static bool IsByFils(Roam roam) =>
        roam.Authentication == RoamAuthentication.Fils && roam.Algorithm is not Authentication.OpenSystem;

    /// <summary>The (Re)Association Response completes it: WEP has its key already, Wi-Fi Protected Setup only begins.</summary>
    private static bool IsWithoutHandshake(Roam roam) => roam is { Security: NetworkSecurity.Wep or NetworkSecurity.Wps, Handshake: null };

    /// <summary>The first EAP packet of an association.</summary>
    public Roam? OnEap(in EapStarted e) =>
        GoOn(e.Association.LatestRoam() ?? _attempts.Begin(e.Association, e.Frame), e.Association, e.Frame);

    /// <summary>Message 1.</summary>
    public Roam? OnMessage1(in Message1Received e) => OnMessage(e.Association, e.Message);

    /// <summary>Message 2.</summary>
    public Roam? OnMessage2(in Message2Received e) => OnMessage(e.Association, e.Message);

    /// <summary>Message 3.</summary>
    public Roam? OnMessage3(in Message3Received e) => OnMessage(e.Association, e.Message);

    /// <summary>Message 4.</summary>
    public Roam? OnMessage4(in Message4Received e) => OnMessage(e.Association, e.Message);

    private Roam? OnMessage(Association association, HandshakeFrame message)
    {
        StoredFrame frame = message.Frame;
        long now = frame.Ref.TimeMicroseconds;
        Roam? roam = association.LatestRoam();
        if (roam is null || (roam.Outcome != RoamOutcome.Success && message.Number == 1
            && (IsLongOver(roam, now)
            || (roam is { IsOver: true, Frames.Deauthentication: { } end } && association.Ending is null && now > end.TimeMicroseconds))))
        {
            roam = _attempts.Begin(association, frame); // what came before was not captured
        }

        // After success another handshake is rekeying; the same one may turn out not to have ended, or WPA came after an open association.
        bool belongs = !roam.IsOver
            || (roam.Outcome == RoamOutcome.Success
            && (roam.Handshake == association.Handshake || roam.Type == RoamType.Open || IsWithoutHandshake(roam)));
        if (!belongs || roam.IsSettled)
        {
            return roam;
        }

        bool isRepeated = roam.IsOver && association.Handshake is { IsComplete: true, M4: { Count: > 0 } sent }
            && (message.Number != 4 || sent.Count > 1);
        bool wasAskedAgain = isRepeated && message.Number == 4 && roam.Frames.M3 is [.., var asked]
            && asked.TimeMicroseconds > roam.End.TimeMicroseconds;
        roam.Handshake = association.Handshake;
        roam.Frames.AddMessage(message.Number, frame.Ref);
        if (isRepeated)
        {
            if (wasAskedAgain && roam.FirstDataAt is null)
            {
                roam.End = frame.Ref; // the AP had missed the one before
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
        GoOn(roam, association, frame);
        if (association.Handshake is { IsComplete: true })
        {
            _attempts.Succeed(roam, frame.Ref, now);
        }

        return roam;
    }

    /// <summary>The FT response was not acknowledged.</summary>
    public Roam? OnUnacknowledged(in FtResponseUnacknowledged e)
    {
        if (e.Association.LatestRoam() is { IsOver: false, IsAnswerLost: true } roam)
        {
            _attempts.Finish(roam, RoamOutcome.Failed, isCertain: true, e.Frame.Ref.TimeMicroseconds);
        }

        return e.Association.LatestRoam();
    }

    /// <summary>It has stopped before its 4-way handshake.</summary>
    public static Roam? OnStopped(in ConnectionStopped e) =>
        OnStopped(e.Association, e.Frame, isDecided: e.Stop is { IsCertain: true, Pending.Step: not ConnectionStep.Comeback });

    /// <summary>EAP-Failure.</summary>
    public static Roam? OnEapFailed(in EapFailureReceived e) => OnStopped(e.Association, e.Frame, isDecided: true);

    /// <summary>The attempt is over when the STA begins another one; until then it may go on all the same.</summary>
    private static Roam? OnStopped(Association association, StoredFrame frame, bool isDecided)
    {
        if (association.LatestRoam() is { IsOver: false } roam)
        {
            (roam.DecidedOn, roam.IsDecided) = (frame, isDecided);
        }

        return association.LatestRoam();
    }

    /// <summary>The 4-way handshake has failed.</summary>
    public Roam? OnHandshakeStopped(in HandshakeStopped e)
    {
        if (e.Ending is { } ending)
        {
            return OnEnded(e.Association, ending, e.Frame);
        }

        HandshakeEnd end = e.End;
        Roam? roam = e.Association.LatestRoam();
        if (roam is { IsOver: false } && end.By == HandshakeEndedBy.Silence)
        {
            _attempts.Finish(roam, end.IsCertain ? RoamOutcome.Failed : RoamOutcome.Incomplete, end.IsCertain,
                e.Frame.Ref.TimeMicroseconds);
        }

        return roam;
    }

    /// <summary>Encrypted frames of both sides: it succeeded, and the capture missed the frame that completed it.</summary>
    public Roam? OnKeysProven(in KeysProven e)
    {
        Roam? roam = e.Association.LatestRoam();
        if (roam is { IsOver: false, IsRefused: false })
        {
            roam.EndNotCaptured = true;
            _attempts.Succeed(roam, roam.End, e.Frame.Ref.TimeMicroseconds);
        }

        return roam;
    }

    /// <summary>A broadcast ended an association in which nothing ran.</summary>
    public Roam? OnSentAway(in SentAway e)
    {
        Association association = e.Association;
        _attempts.StationOf(association.Sta).Leave(association.Bss.Bssid, e.Frame.Ref.TimeMicroseconds, isSentAway: true);
        if (association.LatestRoam() is { IsOver: true } roam)
        {
            roam.IsPast = true;
        }

        return association.LatestRoam();
    }

    /// <summary>Deauthentication or Disassociation; whether it has ended the attempt is judged later.</summary>
    public Roam? OnDeauthentication(in DeauthenticationReceived e)
    {
        (StoredFrame frame, Association association) = (e.Frame, e.Association);
        long now = frame.Ref.TimeMicroseconds;
        Roam? roam = association.LatestRoam();
        if (frame.Header.Protected || !association.UsesManagementFrameProtection)
        {
            _attempts.StationOf(association.Sta).Leave(association.Bss.Bssid, now, e.FromAp);
        }

        if (roam is null or { IsOver: true })
        {
            if (roam is not null)
            {
                roam.IsPast = true;
            }

            return roam;
        }

        if (association.Ending?.Frame != frame)
        {
            return roam; // it repeats one that is yet to be judged
        }

        roam.WasRunning = now - roam.End.TimeMicroseconds <= RetryMicroseconds;
        roam.Frames.Deauthentication = frame.Ref;
        roam.End = frame.Ref;
        return roam;
    }

    /// <summary>The Deauthentication or Disassociation has ended the attempt.</summary>
    public Roam? OnEnded(in AttemptEnded e) => OnEnded(e.Association, e.Ending, e.Frame);

    private Roam? OnEnded(Association association, Ending ending, StoredFrame frame)
    {
        Roam? roam = association.LatestRoam();
        HandshakeEnd? end = ending.Handshake;
        bool isRefused = roam is { Outcome: RoamOutcome.Success, IsSettled: false, Handshake: null, FirstUpAt: null }
            && !ending.Frame.LooksForged
            && AfterSuccess.MayRefuseResponse(association, ending.Frame, ending.ByAp, ending.Reason);
        if (isRefused || (roam is { Outcome: RoamOutcome.Success, IsSettled: false, Handshake: { } completed }
            && completed == end?.Handshake))
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
            // who encrypts has keys: the end of a success was missed
            : ending.Frame.Header.Protected || (!ending.ByAp && ending.Reason is 3 or 8 or 36);
        // the handshake may have gone on in frames that were cut off
        bool isUnread = (association.UnreadFromAp ?? association.UnreadFromSta) is not null;
        bool hasWaitedInVain = end is null && roam is { IsDecided: true, IsCauseSevere: true }; // clients that give up say that they leave
        bool nobodyRefused = !roam.IsRefused && !isRefused && !hasWaitedInVain && (isLeaving || (isUnread && end is null));
        bool isCertain = (end?.IsCertain ?? roam.WasRunning) && !isUnread;
        _attempts.Finish(roam, nobodyRefused ? RoamOutcome.Incomplete : RoamOutcome.Failed, isCertain, frame.Ref.TimeMicroseconds);
        return roam;
    }

    private Roam GoOn(Roam roam, Association association, StoredFrame frame)
    {
        roam.SeeLinks();
        if (!roam.IsOver)
        {
            (roam.IsDecided, roam.DecidedOn) = (false, null);
            roam.IsCutOff |= frame.IsCutOff && !FilsSession.IsIn(frame.Elements); // what is encrypted does not end where an element does
            roam.End = frame.Ref;
            roam.Frames.Deauthentication = association.Ending?.Frame.Ref; // another one before has ended nothing
            RoamClassifier.Classify(roam, association, _keys);
        }

        return roam;
    }
}
