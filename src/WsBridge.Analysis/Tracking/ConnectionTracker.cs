using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>
/// Authentication, association and EAP up to the 4-way handshake: what each attempt waits for, and attempts that stop there. Whoever owes
/// the next frame is judged only when the STA starts over, either side ends it, enough time has passed, or the capture ends.
/// </summary>
/// <param name="history">What the capture has shown so far.</param>
/// <param name="events">Who is told of events.</param>
internal sealed class ConnectionTracker(CaptureHistory history, ExchangeEvents events)
{
    /// <summary>Longer than the longest pause after which an answer was seen to come in an attempt that succeeded.</summary>
    private const long AnswerMicroseconds = 2_000_000;

    /// <summary>A STA takes its time, and people take longer: they are asked for a certificate or a password within EAP.</summary>
    private const long StaMicroseconds = 5_000_000;
    private const long LongMicroseconds = 30_000_000;

    /// <summary>A STA that repeats its request so soon had not got the response yet.</summary>
    private const long CrossingMicroseconds = 1_000_000;

    /// <summary>What is left of a capture after the last question, or it cannot tell.</summary>
    private const long EndMicroseconds = 1_000_000;

    private const int MostListed = 64;
    private const byte MultiLink = 107;

    private readonly RecentTable<MacAddress, Association> _latest = new(4096);

    /// <summary>An Authentication request of the STA (transaction 1), of any algorithm but FT.</summary>
    public void OnAuthenticationRequest(Association association, StoredFrame frame, in Authentication authentication)
    {
        EndElsewhere(association, frame);
        if (authentication.Algorithm == Authentication.Sae)
        {
            OnStaCommit(association, frame, authentication);
            return;
        }

        if (association.Connecting is { Step: ConnectionStep.Authentication } waiting && IsRepeated(waiting, frame))
        {
            waiting.AskAgain(frame);
            return;
        }

        if (association.Connecting is { Step: ConnectionStep.OweGroup } refused && Apart(refused.First, frame) <= CrossingMicroseconds)
        {
            refused.Begin(ConnectionStep.Authentication, frame); // with another group
            return;
        }

        Stop(association, ConnectionStoppedBy.NewAttempt, frame);
        Start(association, frame).Begin(ConnectionStep.Authentication, frame);
    }

    /// <summary>The STA begins fast BSS transition, which has rules of its own.</summary>
    public void OnFtRequest(Association association, StoredFrame frame)
    {
        EndElsewhere(association, frame);
        Stop(association, ConnectionStoppedBy.NewAttempt, frame);
    }

    /// <summary>An encrypted Authentication frame of the STA: the third one of Shared Key.</summary>
    public void OnEncryptedAuthentication(Association association, StoredFrame frame, bool fromAp)
    {
        if (association.AuthenticationAlgorithm == Authentication.SharedKey && !fromAp)
        {
            Ask(association, ConnectionStep.SharedKey, frame);
        }
    }

    /// <summary>An SAE confirm of the STA.</summary>
    public void OnStaConfirm(Association association, StoredFrame frame)
    {
        if (association.Connecting is { ApConfirm: { } confirm } answered)
        {
            answered.Begin(ConnectionStep.SaeConfirmed, confirm);
        }
        else
        {
            Ask(association, ConnectionStep.SaeApConfirm, frame);
        }
    }

    /// <summary>An Authentication frame of the AP, of any algorithm but FT. The rules have looked at it.</summary>
    public static void OnAuthenticationResponse(Association association, StoredFrame frame, in Authentication authentication)
    {
        if (association.Connecting is not { } connecting)
        {
            return;
        }

        if (authentication.Algorithm == Authentication.Sae)
        {
            OnApSae(association, connecting, frame, authentication);
        }
        else if (connecting.Step is ConnectionStep.Authentication or ConnectionStep.SharedKey)
        {
            association.Connecting = null; // refused, or the STA owes the next frame
        }
    }

    /// <summary>A (Re)Association Request. What was known of an earlier one is still there.</summary>
    public void OnAssociationRequest(Association association, StoredFrame frame)
    {
        EndElsewhere(association, frame);
        if (association.IsAnsweredBefore(frame))
        {
            return;
        }

        switch (association.Connecting)
        {
            case { Step: ConnectionStep.Association } waiting when IsRepeated(waiting, frame):
                waiting.AskAgain(frame);
                break;
            case { Step: ConnectionStep.Message1 } accepted when Apart(accepted.First, frame) < CrossingMicroseconds:
                accepted.Begin(ConnectionStep.Association, frame);
                break;
            case { Step: ConnectionStep.Comeback } putOff when Apart(putOff.First, frame) >= putOff.ComebackMicroseconds * 9 / 10:
                putOff.Begin(ConnectionStep.Association, frame);
                break;
            case { Step: ConnectionStep.Association or ConnectionStep.Message1 or ConnectionStep.Eap or ConnectionStep.Comeback } ended:
                Stop(association, ConnectionStoppedBy.NewAttempt, frame);
                Start(association, frame, ended.SaeStatus).Begin(ConnectionStep.Association, frame);
                break;
            default:
                Start(association, frame).Begin(ConnectionStep.Association, frame);
                break;
        }
    }

    /// <summary>A (Re)Association Response. The rules have looked at it.</summary>
    public static void OnAssociationResponse(Association association, StoredFrame frame)
    {
        if (association.Connecting is not { } connecting || connecting.Step is ConnectionStep.Message1 or ConnectionStep.Eap)
        {
            return;
        }

        if (association.ResponseStatus == StatusCodes.Success && OwesMessage1(association))
        {
            connecting.Begin(ConnectionStep.Message1, frame);
        }
        else if (association is { ResponseStatus: StatusCodes.FiniteCyclicGroupNotSupported, Akm.RsnType: 18 })
        {
            if (Connecting.OweGroupOf(association.Request) is { } group)
            {
                (connecting.RefusedGroups ??= []).Add(group);
            }

            connecting.Begin(ConnectionStep.OweGroup, frame);
        }
        else if (association.ResponseStatus == StatusCodes.RefusedTemporarily && AssociationComeback.TryGet(frame, out uint units))
        {
            connecting.Begin(ConnectionStep.Comeback, frame);
            connecting.ComebackMicroseconds = 1024L * units;
        }
        else
        {
            association.Connecting = null;
        }
    }

    /// <summary>An EAP packet.</summary>
    public void OnEap(Association association, StoredFrame frame, ReadOnlySpan<byte> packet, bool fromAp)
    {
        if (association.Handshake is not null)
        {
            return; // authentication anew under keys
        }

        Connecting connecting = association.Connecting ?? Start(association, frame);
        connecting.Eap ??= new EapExchange();
        switch (connecting.Eap.Take(frame, packet, fromSta: !fromAp))
        {
            case EapCode.Success when fromAp:
                connecting.Begin(ConnectionStep.Message1, frame);
                break;
            case EapCode.Failure when fromAp:
                association.Connecting = null;
                events.EapFailure(new EapFailureReceived(frame, association, connecting.Eap));
                break;
            default:
                connecting.Begin(ConnectionStep.Eap, frame);
                break;
        }
    }

    /// <summary>EAPOL-Start: the STA asks for EAP.</summary>
    public static void OnEapolStart(Association association, StoredFrame frame)
    {
        if (association.Connecting is { Step: ConnectionStep.Message1, Eap: null } waiting)
        {
            waiting.AskAgain(frame);
        }
    }

    /// <summary>The 4-way handshake has begun: what comes now is told elsewhere.</summary>
    public static void OnKeys(Association association) => association.Connecting = null;

    /// <summary>
    /// A frame that only who has keys sends, or one that cannot be read: the handshake that was waited for has begun, or may have. Before
    /// that, old keys may still be in use.
    /// </summary>
    public static void OnSecured(Association association)
    {
        if (association.Connecting is { Step: ConnectionStep.Message1 or ConnectionStep.Eap })
        {
            association.Connecting = null;
        }
    }

    /// <summary>A Deauthentication or Disassociation has ended the attempt.</summary>
    /// <param name="association">Whose it is.</param>
    /// <param name="ending">What ended it.</param>
    /// <param name="frame">The frame where that became clear, perhaps a later one.</param>
    public void OnEnded(Association association, Ending ending, StoredFrame frame)
    {
        if (ending.Frame.Header.Protected)
        {
            association.Connecting = null; // who encrypts has keys
            return;
        }

        ConnectionStoppedBy by = ending.ByAp ? ConnectionStoppedBy.Ap : ConnectionStoppedBy.Sta;
        Stop(association, by, ending.Frame, new Occasion { Frame = frame, Ending = ending });
    }

    /// <summary>Ends the attempts of the BSS in which nothing has happened for long.</summary>
    public void EndSilent(Bss bss, StoredFrame frame)
    {
        long now = frame.Ref.TimeMicroseconds;
        if (now < bss.NextConnectionDue)
        {
            return;
        }

        long next = long.MaxValue;
        for (int i = bss.Connecting.Count - 1; i >= 0; i--)
        {
            Association association = bss.Connecting[i];
            if (association.Connecting is not { } connecting)
            {
                bss.Connecting.RemoveAt(i);
                association.IsConnecting = false;
                continue;
            }

            long due = connecting.Last.Ref.TimeMicroseconds + PatienceOf(connecting);
            if (now > due)
            {
                bss.Connecting.RemoveAt(i);
                association.IsConnecting = false;
                Stop(association, ConnectionStoppedBy.Silence, frame);
            }
            else
            {
                next = Math.Min(next, due);
            }
        }

        bss.NextConnectionDue = bss.Connecting.Count > 0 ? Math.Min(next, now + AnswerMicroseconds) : long.MaxValue;
    }

    /// <summary>The capture has ended: attempts that the AP has let wait while it was heard are told of.</summary>
    /// <returns>The last frame of the latest one that was told of; null when there was none.</returns>
    public StoredFrame? End()
    {
        StoredFrame? latest = null;
        foreach (Association association in _latest.Values)
        {
            if (association.Connecting is { } connecting
                && (connecting.Step == ConnectionStep.Comeback
                || association.Bss.LastHeard >= connecting.Last.Ref.TimeMicroseconds + EndMicroseconds))
            {
                latest = connecting.Last;
                Stop(association, ConnectionStoppedBy.CaptureEnd, latest);
            }
        }

        return latest;
    }

    private static long PatienceOf(Connecting connecting) => connecting.Step switch
    {
        ConnectionStep.SaeToken or ConnectionStep.SaeGroup or ConnectionStep.OweGroup => StaMicroseconds,
        ConnectionStep.SaeStaConfirm or ConnectionStep.SaeConfirmed => StaMicroseconds,
        ConnectionStep.Comeback => connecting.ComebackMicroseconds + StaMicroseconds,
        ConnectionStep.Message1 or ConnectionStep.Eap => LongMicroseconds,
        _ => AnswerMicroseconds,
    };

    private static bool IsRepeated(Connecting waiting, StoredFrame frame) => Apart(waiting.Last, frame) <= AnswerMicroseconds;

    private static long Apart(StoredFrame before, StoredFrame after) => after.Ref.TimeMicroseconds - before.Ref.TimeMicroseconds;

    /// <summary>
    /// After a success: under FT and FILS the keys are there, and in Multi-Link operation message 1 may come over another link.
    /// </summary>
    private static bool OwesMessage1(Association association) =>
        association is { Handshake: null, IsFtProtocol: false, Akm: { } akm, Request: { } request }
        && (akm is { IsPsk: true } or { IsSae: true } or { Is8021X: true } or { RsnType: 18 })
        && association.AuthenticationAlgorithm is not (Authentication.Fils or Authentication.FilsPfs or Authentication.FilsPublicKey)
        && !request.Elements.TryFindExtension(MultiLink, out _);

    private void OnStaCommit(Association association, StoredFrame frame, in Authentication authentication)
    {
        Connecting? running = association.Connecting;
        bool goesOn = running switch
        {
            { Step: ConnectionStep.SaeCommit } => IsRepeated(running, frame),
            { Step: ConnectionStep.SaeStaConfirm } => running.SaeCommit is { } before && BodyOf(before).SequenceEqual(BodyOf(frame)),
            { Step: ConnectionStep.SaeToken } => ReturnsToken(running.First, frame, authentication),
            { Step: ConnectionStep.SaeGroup } => Apart(running.First, frame) <= CrossingMicroseconds
                && (authentication.SaeGroup is not { } group || running.RefusedGroups?.Contains(group) != true),
            _ => false,
        };
        if (!goesOn)
        {
            Stop(association, ConnectionStoppedBy.NewAttempt, frame);
            running = Start(association, frame);
        }

        if (goesOn && running!.Step is ConnectionStep.SaeCommit)
        {
            running.AskAgain(frame);
        }
        else if (running!.Step != ConnectionStep.SaeStaConfirm || !goesOn)
        {
            running.Begin(ConnectionStep.SaeCommit, frame);
        }

        running.SaeCommit = frame;
        running.SaeStatus = authentication.Status;
    }

    private static void OnApSae(Association association, Connecting connecting, StoredFrame frame, in Authentication authentication)
    {
        bool isConfirm = authentication.Transaction == 2;
        switch (authentication.Status)
        {
            case StatusCodes.AntiCloggingTokenRequired when !isConfirm:
                connecting.Begin(ConnectionStep.SaeToken, frame);
                break;
            case StatusCodes.FiniteCyclicGroupNotSupported when !isConfirm:
                if (Connecting.GroupOf(connecting.SaeCommit) is { } group)
                {
                    (connecting.RefusedGroups ??= []).Add(group);
                }

                connecting.Begin(ConnectionStep.SaeGroup, frame);
                break;
            case StatusCodes.Success or StatusCodes.SaeHashToElement or StatusCodes.SaePk when !isConfirm:
                if (connecting.Step is ConnectionStep.SaeCommit or ConnectionStep.SaeToken or ConnectionStep.SaeGroup)
                {
                    connecting.Begin(ConnectionStep.SaeStaConfirm, frame);
                }
                else if (connecting.Step == ConnectionStep.SaeStaConfirm)
                {
                    connecting.AskAgain(frame);
                }

                break;
            case StatusCodes.Success:
                connecting.ApConfirm = frame;
                if (connecting.Step == ConnectionStep.SaeApConfirm)
                {
                    connecting.Begin(ConnectionStep.SaeConfirmed, frame);
                }

                break;
            default:
                association.Connecting = null;
                break;
        }
    }

    /// <summary>
    /// The commit has the token of the AP's answer in it: under hash-to-element in an element at its end, else after the group.
    /// </summary>
    private static bool ReturnsToken(StoredFrame answer, StoredFrame frame, in Authentication commit)
    {
        ReadOnlySpan<byte> token = SaeToken.In(answer);
        return token.IsEmpty || answer.IsCutOff || frame.IsCutOff || commit.AlgorithmBody.IndexOf(token) >= 0;
    }

    private static ReadOnlySpan<byte> BodyOf(StoredFrame frame) => frame.Octets[frame.Header.BodyOffset..];

    private Connecting Start(Association association, StoredFrame frame, ushort? saeStatus = null)
    {
        Connecting connecting = association.Connecting ??= new Connecting();
        connecting.SaeStatus ??= saeStatus;
        _latest.Set(association.Sta, association);
        if (!association.IsConnecting && association.Bss.Connecting.Count < MostListed)
        {
            association.IsConnecting = true;
            association.Bss.Connecting.Add(association);
        }

        association.Bss.NextConnectionDue = Math.Min(association.Bss.NextConnectionDue, frame.Ref.TimeMicroseconds + AnswerMicroseconds);
        return connecting;
    }

    private void Ask(Association association, ConnectionStep step, StoredFrame frame)
    {
        Connecting connecting = Start(association, frame);
        if (connecting.Step == step && connecting.First is not null)
        {
            connecting.AskAgain(frame);
        }
        else
        {
            connecting.Begin(step, frame);
        }
    }

    private void EndElsewhere(Association here, StoredFrame frame)
    {
        if (_latest.TryGet(here.Sta, out Association? there) && there != here && there.Connecting is not null)
        {
            Stop(there, ConnectionStoppedBy.NewAttempt, frame, elsewhere: true);
        }
    }

    private void Stop(Association association, ConnectionStoppedBy by, StoredFrame frame, bool elsewhere = false) =>
        Stop(association, by, frame, new Occasion { Frame = frame, Elsewhere = elsewhere });

    private void Stop(Association association, ConnectionStoppedBy by, StoredFrame frame, Occasion occasion)
    {
        if (association.Connecting is not { } connecting)
        {
            return;
        }

        association.Connecting = null;
        bool apOwes = connecting.IsApDue;
        long heard = apOwes ? association.Bss.LastHeard : association.StaLastHeard;
        long until = by == ConnectionStoppedBy.CaptureEnd ? association.Bss.LastHeard : frame.Ref.TimeMicroseconds;
        bool wasHeard = by == (apOwes ? ConnectionStoppedBy.Ap : ConnectionStoppedBy.Sta)
            || heard > connecting.First.Ref.TimeMicroseconds || connecting.Acknowledged > 0;
        var stop = new ConnectionStop(connecting, by, frame, occasion.Ending?.Reason, occasion.Elsewhere, wasHeard,
            association.HadNoMessage1)
        {
            Until = until,
        };
        association.HadNoMessage1 |= connecting.Step == ConnectionStep.Message1 && stop.IsCertain;
        events.ConnectionStopped(new ConnectionStopped(occasion.Frame, association, stop, occasion.Ending, history));
    }

    /// <summary>The circumstances in which an attempt is known to have stopped.</summary>
    private readonly ref struct Occasion
    {
        /// <summary>The frame where that became clear.</summary>
        public required StoredFrame Frame { get; init; }

        /// <summary>The STA has begun at another BSS.</summary>
        public bool Elsewhere { get; init; }

        /// <summary>The Deauthentication or Disassociation that ended it; null where something else did.</summary>
        public Ending? Ending { get; init; }
    }
}
