using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>
/// Follows an attempt up to its keys: authentication, (re)association, EAP. Repeated requests to the same BSSID are one attempt as long as
/// they follow each other.
/// </summary>
internal sealed class RoamRequests(RoamAttempts attempts, CurrentAp currentAp)
{
    /// <summary>A client that has its FT response goes on at once; one that asks again later has been elsewhere meanwhile.</summary>
    private const long AnsweredMicroseconds = 1_000_000;

    /// <summary>A request repeated so soon after a response was sent before that response arrived.</summary>
    private const long CrossingMicroseconds = 1_000_000;

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
        Roam roam = repeats ? association.LatestRoam()! : attempts.Begin(association, frame);
        roam.Algorithm = association.AuthenticationAlgorithm;
        roam.IsOverTheDs = overTheDs;
        roam.Frames.AuthenticationRequest ??= frame.Ref;
        roam.Unanswered++;
        return attempts.Continue(roam, association, frame);
    }

    /// <summary>Authentication frame of the AP, of another algorithm than FT.</summary>
    public Roam? OnAuthenticationResponse(in AuthenticationResponseReceived e) => OnAuthenticationResponse(e.Association, e.Frame);

    /// <summary>FT response, over the air or over the DS.</summary>
    public Roam? OnFtResponse(in FtResponseReceived e) => OnAuthenticationResponse(e.Association, e.Frame);

    private Roam? OnAuthenticationResponse(Association association, StoredFrame frame)
    {
        Roam? roam = association.LatestRoam()
            ?? (attempts.StationOf(association.Sta).Current is null ? attempts.Begin(association, frame) : null);
        if (roam is { IsRefused: true, Frames.AssociationRequest: not null } && association.Request is null)
        {
            roam = attempts.Begin(association, frame); // its request was not captured
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

        attempts.Continue(roam, association, frame);
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
            { IsOver: false } => before is { IsDecided: false, Frames.HasHandshake: false }
                && now - before.End.TimeMicroseconds <= RoamAttempts.RetryMicroseconds,
            { Outcome: RoamOutcome.Success, Frames: { HasHandshake: false, AssociationRequest: not null }, FirstDataAt: null } =>
                now - before.End.TimeMicroseconds <= CrossingMicroseconds && attempts.StationOf(association.Sta).Current == before,
            _ => false,
        };
        Roam roam = goesOn ? before! : attempts.Begin(association, frame);
        if (roam is { IsOverTheDs: true, Frames.AssociationRequest: null } && roam.Outage.First == roam.Start)
        {
            roam.Outage.BeginNow(attempts.StationOf(roam.Sta).StopOfService(now));
        }

        roam.Frames.AssociationRequest ??= frame.Ref;
        roam.Unanswered += isAnswered ? 0 : 1;
        currentAp.Use(roam, association, frame);
        attempts.Continue(roam, association, frame);
        if (isAnswered && roam is { IsOver: false, IsRefused: false } && IsCompletedByResponse(roam))
        {
            attempts.Succeed(roam, frame.Ref, now);
        }

        return roam;
    }

    /// <summary>(Re)Association Response.</summary>
    public Roam? OnAssociationResponse(in AssociationResponseReceived e)
    {
        (StoredFrame frame, Association association) = (e.Frame, e.Association);
        long now = frame.Ref.TimeMicroseconds;
        Roam? roam = association.LatestRoam();
        RoamingStation station = attempts.StationOf(association.Sta);
        if (RoamAttempts.IsLongOver(roam, now) && station.Current is null or { IsOver: true })
        {
            roam = attempts.Begin(association, frame); // its request was not captured
        }

        if (association.Eppke?.Response == frame && roam is { IsOver: false })
        {
            roam.Frames.AssociationResponse ??= frame.Ref;
            roam.Unanswered = 0;
            roam.AwaitsData = true;
            return attempts.Continue(roam, association, frame);
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
        attempts.Continue(roam, association, frame);
        roam.DecidedOn = roam.IsRefused ? frame : null;
        if (status == 0 && IsCompletedByResponse(roam))
        {
            attempts.Succeed(roam, frame.Ref, now);
        }

        return roam;
    }

    /// <summary>Encrypted data after EPPKE: the response, which nobody can read without keys, has accepted.</summary>
    public Roam? OnEppkeCompleted(in EppkeCompleted e)
    {
        Roam? roam = e.Association.LatestRoam();
        if (roam is { IsOver: false, IsRefused: false, AwaitsData: true })
        {
            FrameRef response = e.Association.Eppke!.Response!.Ref; // of several, the one that the data follows
            roam.Frames.AssociationResponse = response;
            attempts.Succeed(roam, response, e.Frame.Ref.TimeMicroseconds);
        }

        return roam;
    }

    /// <summary>The first EAP packet of an association.</summary>
    public Roam? OnEap(in EapStarted e) =>
        attempts.Continue(e.Association.LatestRoam() ?? attempts.Begin(e.Association, e.Frame), e.Association, e.Frame);

    private static bool IsCompletedByResponse(Roam roam) =>
        roam.Type is RoamType.FtOverTheAir or RoamType.FtOverTheDs or RoamType.Open || IsByFils(roam) || roam.NeedsNoHandshake;

    /// <summary>
    /// FILS authentication makes the keys; a client that offers a FILS AKM and authenticates by Open System has a 4-way handshake to come.
    /// </summary>
    private static bool IsByFils(Roam roam) =>
        roam.Authentication == RoamAuthentication.Fils && roam.Algorithm is not Authentication.OpenSystem;

    private static long PatienceOf(Roam running) => running.FtAnswer is null ? RoamAttempts.RetryMicroseconds : AnsweredMicroseconds;
}
