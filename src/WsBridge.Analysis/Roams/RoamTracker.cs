using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>
/// Turns the moments of exchanges into one <see cref="Roam"/> per association attempt. Repeated requests to the same BSSID are one
/// attempt as long as they follow each other; an attempt ends with success, a refusal that stands, Deauthentication, silence, or the
/// STA beginning another one. Memory is bounded: STAs and pairs not heard of for the longest time are forgotten first.
/// </summary>
internal sealed class RoamTracker(RuleContext context, IFindingSink sink, Func<MacAddress, Bss?> find)
{
    /// <summary>A request this long after the last frame of an attempt begins another one.</summary>
    private const long RetryMicroseconds = 5_000_000;

    /// <summary>A request repeated so soon after a response was sent before that response arrived.</summary>
    private const long CrossingMicroseconds = 1_000_000;

    /// <summary>An attempt that begins so soon after another one stands in for it.</summary>
    private const long FallbackMicroseconds = 2_000_000;

    /// <summary>A roam that begins this soon after the last data frame interrupted it.</summary>
    private const long AtOnceMicroseconds = 200_000;

    private readonly RecentTable<MacAddress, RoamingStation> _stations = new(12288);
    private readonly RecentTable<(MacAddress Bssid, MacAddress Sta), Roam> _attempts = new(12288);
    private readonly RoamQueue _queue = new(sink.RoamSettled);
    private readonly List<Roam> _failed = [];
    private MacAddress _lastDataSta;
    private RoamingStation? _lastData;
    private int _count;

    /// <summary>The attempts that the latest moment has shown to have failed.</summary>
    public IReadOnlyList<Roam> Failed => _failed;

    private long Now => context.Frame.Ref.TimeMicroseconds;

    /// <summary>Follows the exchange and names the attempt in <see cref="RuleContext.Roam"/>.</summary>
    /// <returns>The attempt has just succeeded, for the first time.</returns>
    public bool OnMoment(Moments moment)
    {
        _queue.SettleUntil(Now);
        context.Roam = null;
        context.Steering = null;
        _failed.Clear();
        if (context.Association is not { } association)
        {
            return false;
        }

        bool hadSucceeded = AttemptOf(association) is { Outcome: RoamOutcome.Success };
        Roam? roam = moment switch
        {
            Moments.AuthenticationRequest or Moments.FtRequest => OnAuthenticationRequest(association),
            Moments.AuthenticationResponse or Moments.FtResponse => OnAuthenticationResponse(association),
            Moments.AssociationRequest => OnAssociationRequest(association),
            Moments.AssociationResponse => OnAssociationResponse(association),
            Moments.EapStarted => OnEap(association),
            Moments.Message1 or Moments.Message2 or Moments.Message3 or Moments.Message4 => OnMessage(association, context.Message!),
            Moments.HandshakeFailed => OnHandshakeFailed(association, context.End!),
            Moments.Deauthentication => OnDeauthentication(association),
            Moments.BtmRequest => OnBtmRequest(association),
            Moments.BtmResponse => OnBtmResponse(association),
            _ => AttemptOf(association),
        };
        if (roam is null || !RoamQueue.IsRecent(roam, Now))
        {
            return false;
        }

        context.Roam = roam;
        return !hadSucceeded && roam.Outcome == RoamOutcome.Success && !roam.Findings.Contains(Rules.Roaming.RoamSummary.Id);
    }

    /// <summary>A protected data frame between a STA and its AP.</summary>
    /// <returns>The attempt after whose success it is the first one; mostly null.</returns>
    public Roam? OnData(long time, MacAddress receiver, MacAddress transmitter, bool fromAp)
    {
        (MacAddress bssid, MacAddress sta) = fromAp ? (transmitter, receiver) : (receiver, transmitter);
        if (sta.IsGroup)
        {
            return null;
        }

        if (_lastData is not { } station || _lastDataSta != sta)
        {
            _lastData = station = StationOf(sta);
            _lastDataSta = sta;
        }

        Roam? begins = null;
        if (station.Current is { FirstDataAt: null, IsSettled: false } roam && roam.To == bssid)
        {
            if (!roam.IsOver && fromAp && MustHaveSucceeded(roam))
            {
                roam.EndNotCaptured = true;
                Succeed(roam, station, roam.End, time);
            }

            if (!roam.IsOver || (roam.Outcome == RoamOutcome.Success && RoamingStation.IsLate(time, roam.End.TimeMicroseconds)))
            {
                return null; // ciphertext of an association that does not stand yet
            }

            if (roam.Outcome == RoamOutcome.Success && time > roam.End.TimeMicroseconds)
            {
                roam.FirstDataAt = time;
                EndOutage(roam, station);
                begins = roam;
            }
        }

        station.Hear(bssid, time);
        return begins;
    }

    /// <summary>The capture has ended.</summary>
    public void End() => _queue.SettleAll();

    /// <summary>An AP sends encrypted data to a STA only when keys are set; the monitor missed the frame that completed it.</summary>
    private static bool MustHaveSucceeded(Roam roam) =>
        !roam.IsRefused && (roam.Type is RoamType.FtOverTheAir or RoamType.FtOverTheDs ? roam.Frames.AssociationRequest is not null : roam.Frames.M2.Count > 0);

    /// <summary>Data flows again: since when it did not, and what the STA did until now.</summary>
    private static void EndOutage(Roam roam, RoamingStation station)
    {
        roam.ReturningSince = station.Returning.First ?? roam.Start;
        roam.ReturnAttempts = station.Returning.Count;
        if (station.LastData is not { } before || (before.Bssid != roam.From && (roam.From is not null || station.Returning.First is null)))
        {
            return;
        }

        roam.LastDataBefore = before.Time;
        roam.WasBusy = station.Rhythm is { IsBusy: true } && roam.ReturningSince.TimeMicroseconds - before.Time <= AtOnceMicroseconds;
    }

    private RoamingStation StationOf(MacAddress sta) => _stations.GetOrAdd(sta, static _ => new RoamingStation());

    private bool IsLongOver(Roam? roam) => roam is null or { IsOver: true } && (roam is null || Now - roam.OverAt > RetryMicroseconds);

    private Roam? AttemptOf(Association association) => _attempts.TryGet((association.Bss.Bssid, association.Sta), out Roam? roam) ? roam : null;

    private Roam? OnAuthenticationRequest(Association association)
    {
        bool overTheDs = FtExchange.IsOverTheDs(context.Frame);
        bool repeats = AttemptOf(association) is { IsOver: false, Frames: { AssociationRequest: null, HasHandshake: false } } running
            && running.Algorithm == association.AuthenticationAlgorithm && running.IsOverTheDs == overTheDs && Now - running.End.TimeMicroseconds <= RetryMicroseconds;
        Roam roam = repeats ? AttemptOf(association)! : Begin(association);
        roam.Algorithm = association.AuthenticationAlgorithm;
        roam.IsOverTheDs = overTheDs;
        roam.Frames.AuthenticationRequest ??= context.Frame.Ref;
        roam.Unanswered++;
        return GoOn(roam, association);
    }

    private Roam? OnAuthenticationResponse(Association association)
    {
        Roam? roam = AttemptOf(association) ?? (StationOf(association.Sta).Current is null ? Begin(association) : null);
        if (roam is null || (roam.IsOver && roam.Frames.AuthenticationResponse is not null) || roam.Frames.AssociationRequest is not null)
        {
            return roam;
        }

        roam.Frames.AuthenticationResponse = context.Frame.Ref;
        roam.Unanswered = 0;
        roam.IsRefused = AuthenticationAnswer.IsRefusal(context.Frame);
        roam.Algorithm ??= AuthenticationAnswer.AlgorithmOf(context.Frame);
        if (roam is { IsOver: true, IsRefused: true })
        {
            roam.Outcome = RoamOutcome.Failed;
        }

        return GoOn(roam, association);
    }

    private Roam? OnAssociationRequest(Association association)
    {
        Roam? before = AttemptOf(association);
        bool goesOn = before switch
        {
            { IsOver: false } => !before.Frames.HasHandshake && Now - before.End.TimeMicroseconds <= RetryMicroseconds,
            { Outcome: RoamOutcome.Success, Frames: { HasHandshake: false, AssociationRequest: not null }, FirstDataAt: null } => Now - before.End.TimeMicroseconds <= CrossingMicroseconds,
            _ => false,
        };
        Roam roam = goesOn ? before! : Begin(association);
        roam.Frames.AssociationRequest ??= context.Frame.Ref;
        roam.Unanswered++;
        UseCurrentAp(roam);
        return GoOn(roam, association);
    }

    private Roam? OnAssociationResponse(Association association)
    {
        Roam? roam = AttemptOf(association);
        RoamingStation station = StationOf(association.Sta);
        if (IsLongOver(roam) && station.Current is null or { IsOver: true })
        {
            roam = Begin(association); // its request was not captured
        }

        if (roam is null or { Outcome: RoamOutcome.Success } || association.ResponseStatus is not { } status)
        {
            return roam;
        }

        bool decides = roam.Frames.AssociationResponse is null || (roam.IsRefused && !roam.IsOver);
        if (decides)
        {
            roam.Frames.AssociationResponse = context.Frame.Ref;
        }

        if (roam.IsOver)
        {
            return roam; // too late: the STA has given up
        }

        roam.Unanswered = 0;
        roam.IsRefused = status != 0;
        GoOn(roam, association);
        if (status == 0 && roam.Type is RoamType.FtOverTheAir or RoamType.FtOverTheDs or RoamType.Fils or RoamType.Open)
        {
            Succeed(roam, station, context.Frame.Ref, Now);
        }

        return roam;
    }

    private Roam OnEap(Association association) => GoOn(AttemptOf(association) ?? Begin(association), association);

    private Roam OnMessage(Association association, HandshakeFrame message)
    {
        Roam? roam = AttemptOf(association);
        if (roam is null || (roam.Outcome != RoamOutcome.Success && message.Number == 1 && IsLongOver(roam)))
        {
            roam = Begin(association); // what came before was not captured
        }

        // After success another handshake is rekeying; the same one may turn out not to have ended, or WPA came after an open association.
        bool belongs = !roam.IsOver || (roam.Outcome == RoamOutcome.Success && (roam.Handshake == association.Handshake || roam.Type == RoamType.Open));
        if (!belongs || roam.IsSettled)
        {
            return roam;
        }

        bool again = roam.IsOver && message.Number == 4;
        roam.Handshake = association.Handshake;
        roam.Frames.AddMessage(message.Number, context.Frame.Ref);
        if (again)
        {
            return roam;
        }

        if (roam.IsOver)
        {
            StationOf(association.Sta).Retract();
        }

        roam.IsOver = false;
        roam.Outcome = RoamOutcome.Incomplete;
        roam.FirstDataAt = null;
        roam.Unanswered = 0;
        GoOn(roam, association);
        if (association.Handshake is { IsComplete: true })
        {
            Succeed(roam, StationOf(association.Sta), context.Frame.Ref, Now);
        }

        return roam;
    }

    private Roam? OnHandshakeFailed(Association association, HandshakeEnd end)
    {
        Roam? roam = AttemptOf(association);
        if (roam is { IsOver: false } && end.By == HandshakeEndedBy.Silence)
        {
            Finish(roam, end.IsCertain ? RoamOutcome.Failed : RoamOutcome.Incomplete, end.IsCertain);
        }

        return roam;
    }

    private Roam? OnDeauthentication(Association association)
    {
        Roam? roam = AttemptOf(association);
        RoamingStation station = StationOf(association.Sta);
        bool isSentAway = context.FromAp && station.AssociatedWith == association.Bss && station.Current is null or { IsOver: true };
        context.Steering = isSentAway && station.Steering?.Bssid == association.Bss.Bssid ? station.Steering : null;
        station.Leave(association.Bss.Bssid, Now);
        if (roam is null or { IsOver: true })
        {
            if (roam is not null)
            {
                roam.IsPast = true;
            }

            return roam;
        }

        bool isCertain = context.End?.IsCertain ?? Now - roam.End.TimeMicroseconds <= RetryMicroseconds;
        roam.Frames.Deauthentication = context.Frame.Ref;
        roam.End = context.Frame.Ref;
        bool isLeaving = context.End is { } end
            ? end is { IsLeaving: true, IsCertain: false }
            : context.Frame.Header.Protected || (!context.FromAp && context.Reason is 3 or 8 or 36); // who encrypts has keys: the end of a success was missed
        bool nobodyRefused = !roam.IsRefused && isLeaving;
        Finish(roam, nobodyRefused ? RoamOutcome.Incomplete : RoamOutcome.Failed, isCertain);
        return roam;
    }

    private Roam? OnBtmRequest(Association association)
    {
        if (ActionFrame.TryParse(context.Frame.Header, out ActionFrame action, out _) && BtmRequest.TryParse(action, out BtmRequest request, out _))
        {
            Steering how = request.DisassociationImminent ? Steering.DisassociationImminent : Steering.Btm;
            StationOf(association.Sta).Steering = new SteeringRequest(context.Frame.Ref, association.Bss.Bssid, how, request.DialogToken);
        }

        return AttemptOf(association);
    }

    private Roam? OnBtmResponse(Association association)
    {
        if (StationOf(association.Sta).Steering is { } steering && steering.Bssid == association.Bss.Bssid
            && ActionFrame.TryParse(context.Frame.Header, out ActionFrame action, out _) && BtmResponse.TryParse(action, out BtmResponse response, out _) && response.DialogToken == steering.DialogToken)
        {
            steering.Status ??= response.Status;
            context.Steering = steering;
        }

        return AttemptOf(association);
    }

    private Roam Begin(Association association)
    {
        RoamingStation station = StationOf(association.Sta);
        if (station.Current is { } before)
        {
            EndByNext(before);
        }

        Bss? from = station.ComesFrom(association.Bss, Now);
        Roam? failed = station.Current is { Outcome: RoamOutcome.Failed } latest && Now - latest.End.TimeMicroseconds is >= 0 and <= FallbackMicroseconds ? latest : null;
        var roam = new Roam(++_count, association, context.Frame.Ref)
        {
            WasHere = AttemptOf(association) is { } earlier && (earlier.WasHere || earlier.Outcome == RoamOutcome.Success),
            HadEap = station.HadEap,
            FromBssid = from?.Bssid,
            FromBss = from,
            WithOldApSince = from is null ? null : station.AssociatedAt,
            Steering = station.Steering is { } steering && steering.Explains(Now) ? steering : null,
            FailedFt = failed is null ? null : FailedFt.Of(failed),
        };
        if (failed is not null)
        {
            failed.Follower = roam;
        }

        if (station.Steering is not null)
        {
            station.Steering.IsSpent = true;
        }

        station.Returning.Add(roam.Start, comesFromThere: from is not null);
        station.Current = roam;
        _attempts.Set((association.Bss.Bssid, association.Sta), roam);
        _queue.Add(roam);
        return roam;
    }

    private void EndByNext(Roam before)
    {
        before.IsPast = true;
        if (!before.IsOver)
        {
            bool gaveUp = before is { IsRefused: true } or { Unanswered: >= 2 } || Now - before.End.TimeMicroseconds <= FallbackMicroseconds;
            bool inVain = before.Unanswered >= 2 && before.Bss.LastHeard > before.End.TimeMicroseconds;
            Finish(before, gaveUp ? RoamOutcome.Failed : RoamOutcome.Incomplete, before.IsRefused || inVain);
        }
    }

    /// <summary>The Current AP of a Reassociation Request says where the STA comes from when the capture missed it.</summary>
    private void UseCurrentAp(Roam roam)
    {
        if (AssociationRequest.TryParse(context.Frame.Header, out AssociationRequest request, out _)
            && request.CurrentAp is { IsGroup: false, Value: not 0 } current && current != roam.From && (roam.From is null ? StationOf(roam.Sta).AssociatedWith is null : current != roam.To))
        {
            roam.FromBssid = current;
            roam.FromBss = find(current);
            roam.WithOldApSince = null;
        }
    }

    private Roam GoOn(Roam roam, Association association)
    {
        if (!roam.IsOver)
        {
            roam.End = context.Frame.Ref;
            RoamClassifier.Classify(roam, association);
        }

        return roam;
    }

    private void Succeed(Roam roam, RoamingStation station, FrameRef end, long now)
    {
        roam.End = end;
        roam.Outcome = RoamOutcome.Success;
        roam.IsOver = true;
        roam.OverAt = now;
        station.Associate(roam.Bss, now);
        if (roam is { IsMove: true, MovesBackAndForth: 0 })
        {
            BackAndForth moves = station.Move(roam);
            (roam.MovesBackAndForth, roam.BackAndForthSince) = (moves.Moves, moves.First);
        }

        station.HadEap |= roam.Authentication == RoamAuthentication.Eap;
        sink.RoamEnded(roam);
    }

    private void Finish(Roam roam, RoamOutcome outcome, bool isCertain)
    {
        roam.Outcome = roam.IsRefused ? RoamOutcome.Failed : outcome;
        roam.IsOver = true;
        roam.OverAt = Now;
        if (roam.Outcome == RoamOutcome.Failed)
        {
            roam.IsFailureCertain = isCertain || roam.IsRefused;
            _failed.Add(roam);
        }

        sink.RoamEnded(roam);
    }
}
