using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Roams;

/// <summary>Ends an attempt that did not succeed: by Deauthentication, a handshake that failed, or an answer that never came.</summary>
internal sealed class RoamEnds(RoamAttempts attempts)
{
    /// <summary>The FT response was not acknowledged.</summary>
    public Roam? OnUnacknowledged(in FtResponseUnacknowledged e)
    {
        if (e.Association.LatestRoam() is { IsOver: false, IsAnswerLost: true } roam)
        {
            attempts.Finish(roam, RoamOutcome.Failed, isCertain: true, e.Frame.Ref.TimeMicroseconds);
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
            attempts.Finish(roam, end.IsCertain ? RoamOutcome.Failed : RoamOutcome.Incomplete, end.IsCertain,
                e.Frame.Ref.TimeMicroseconds);
        }

        return roam;
    }

    /// <summary>A broadcast ended an association in which nothing ran.</summary>
    public Roam? OnSentAway(in SentAway e)
    {
        Association association = e.Association;
        attempts.StationOf(association.Sta).Leave(association.Bss.Bssid, e.Frame.Ref.TimeMicroseconds, isSentAway: true);
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
            attempts.StationOf(association.Sta).Leave(association.Bss.Bssid, now, e.FromAp);
        }

        if (roam is null or { IsOver: true })
        {
            if (roam is not null)
            {
                roam.IsPast = true;
                roam.HasMovedOn |= association.Ending?.Frame == frame && attempts.StationOf(association.Sta).IsElsewhere(association, now);
            }

            return roam;
        }

        if (association.Ending?.Frame != frame)
        {
            return roam; // it repeats one that is yet to be judged
        }

        roam.WasRunning = now - roam.End.TimeMicroseconds <= RoamAttempts.RetryMicroseconds;
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
        bool isRefused = roam is { Outcome: RoamOutcome.Success, IsSettled: false, HasMovedOn: false, Handshake: null, FirstUpAt: null }
            && !ending.Frame.LooksForged
            && AfterSuccess.MayRefuseResponse(association, ending.Frame, ending.ByAp, ending.Reason);
        if (isRefused || (roam is { Outcome: RoamOutcome.Success, IsSettled: false, Handshake: { } completed }
            && completed == end?.Handshake))
        {
            // The AP has not taken message 4, or the client not the response.
            attempts.StationOf(association.Sta).Retract(association);
            (roam!.IsOver, roam.Outcome, roam.WasRunning) = (false, RoamOutcome.Incomplete, true);
            roam.ClearData();
        }

        if (roam is null or { IsOver: true } or { IsSettled: true })
        {
            return roam;
        }

        roam.Frames.Deauthentication = ending.Frame.Ref;
        roam.End = ending.Frame.Ref;
        bool isLeaving = end is not null
            ? end is { IsLeaving: true, IsCertain: false } or { MayHaveCompleted: true } || (end.AnswersNothing && ending.StaHasKeys)
            // under EPPKE there are keys before the association stands
            : association.Eppke is { Response: not null } eppke ? !eppke.MayBeRefusedBy(ending)
            // who encrypts has keys: the end of a success was missed
            : ending.Frame.Header.Protected || HadKeys(roam, ending) || (!ending.ByAp && ending.Reason is 3 or 8 or 36);
        // the handshake may have gone on in frames that were cut off
        bool isUnread = (association.Unread.FromAp ?? association.Unread.FromSta) is not null;
        bool hasWaitedInVain = end is null && roam is { IsDecided: true, IsCauseSevere: true }; // clients that give up say that they leave
        bool nobodyRefused = !roam.IsRefused && !isRefused && !hasWaitedInVain && (isLeaving || (isUnread && end is null));
        bool isCertain = (end?.IsCertain ?? roam.WasRunning) && !isUnread && !roam.AwaitsData;
        attempts.Finish(roam, nobodyRefused ? RoamOutcome.Incomplete : RoamOutcome.Failed, isCertain, frame.Ref.TimeMicroseconds);
        return roam;
    }

    /// <summary>
    /// Both sides have encrypted, or the STA alone has, and the AP has refused it nothing: one that has not taken message 4 says so to the
    /// STA itself.
    /// </summary>
    private static bool HadKeys(Roam roam, Ending ending) => roam.Encrypted is (true, true)
        || ((roam.Encrypted.Up || ending.StaHasKeys) && (!ending.ByAp || ending.Frame.Header.Ra.IsGroup));
}
