using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>
/// Authentication, association and EAP up to the 4-way handshake: which frame each attempt waits for next. SAE has a tracker of its own,
/// and <see cref="PendingConnections"/> tells of attempts that stop.
/// </summary>
internal sealed class ConnectionTracker(PendingConnections connections, SaeTracker sae, ExchangeEvents events)
{
    private const byte MultiLink = 107;

    /// <summary>An Authentication request of the STA (transaction 1), of any algorithm but FT.</summary>
    public void OnAuthenticationRequest(Association association, StoredFrame frame, in Authentication authentication)
    {
        connections.EndElsewhere(association, frame);
        if (authentication.Algorithm == Authentication.Sae)
        {
            sae.OnStaCommit(association, frame, authentication);
            return;
        }

        if (association.Pending is { Step: ConnectionStep.Authentication } waiting && waiting.IsRepeatedBy(frame))
        {
            waiting.AskAgain(frame);
            return;
        }

        if (association.Pending is { Step: ConnectionStep.OweGroup or ConnectionStep.EppkeGroup } refused
            && (refused.Step == ConnectionStep.OweGroup || authentication.Algorithm == Authentication.Eppke)
            && refused.IsFollowedSoonBy(frame)
            && !(PasnParameters.GroupOf(authentication.Elements, fromAp: false) is { } group && refused.HasRefused(group)))
        {
            refused.Begin(ConnectionStep.Authentication, frame); // with another group
            return;
        }

        connections.Stop(association, ConnectionStoppedBy.NewAttempt, frame);
        connections.Start(association, frame).Begin(ConnectionStep.Authentication, frame);
    }

    /// <summary>The STA begins fast BSS transition, which has rules of its own.</summary>
    public void OnFtRequest(Association association, StoredFrame frame)
    {
        connections.EndElsewhere(association, frame);
        connections.Stop(association, ConnectionStoppedBy.NewAttempt, frame);
    }

    /// <summary>An encrypted Authentication frame of the STA: the third one of Shared Key.</summary>
    public void OnEncryptedAuthentication(Association association, StoredFrame frame, bool fromAp)
    {
        if (association.AuthenticationAlgorithm == Authentication.SharedKey && !fromAp)
        {
            connections.Ask(association, ConnectionStep.SharedKey, frame);
        }
    }

    /// <summary>An Authentication frame of the AP, of any algorithm but FT. The rules have looked at it.</summary>
    public static void OnAuthenticationResponse(Association association, StoredFrame frame, in Authentication authentication)
    {
        if (association.Pending is not { } pending)
        {
            return;
        }

        if (authentication.Algorithm == Authentication.Sae)
        {
            SaeTracker.OnApFrame(association, pending, frame, authentication);
        }
        else if (authentication is { Algorithm: Authentication.Eppke, Status: StatusCodes.FiniteCyclicGroupNotSupported }
            && association.Eppke?.Group is { } group)
        {
            if (!pending.HasRefused(group))
            {
                (pending.RefusedGroups ??= []).Add(group);
            }

            if (pending.Step != ConnectionStep.EppkeGroup)
            {
                pending.Begin(ConnectionStep.EppkeGroup, frame);
            }
        }
        else if (pending.Step is ConnectionStep.Authentication or ConnectionStep.SharedKey)
        {
            association.Pending = null; // refused, or the STA owes the next frame
        }
    }

    /// <summary>A (Re)Association Request. What was known of an earlier one is still there.</summary>
    public void OnAssociationRequest(Association association, StoredFrame frame)
    {
        connections.EndElsewhere(association, frame);
        if (association.IsAnsweredBefore(frame))
        {
            return;
        }

        switch (association.Pending)
        {
            case { Step: ConnectionStep.Association } waiting when waiting.IsRepeatedBy(frame):
                waiting.AskAgain(frame);
                break;
            case { Step: ConnectionStep.Message1 } accepted when accepted.IsFollowedSoonBy(frame):
                accepted.Begin(ConnectionStep.Association, frame);
                break;
            case { Step: ConnectionStep.Comeback } putOff when putOff.HasWaitedUntil(frame):
                putOff.Begin(ConnectionStep.Association, frame);
                break;
            case { Step: ConnectionStep.Association or ConnectionStep.Message1 or ConnectionStep.Eap or ConnectionStep.Comeback } ended:
                connections.Stop(association, ConnectionStoppedBy.NewAttempt, frame);
                connections.Start(association, frame, ended.SaeStatus).Begin(ConnectionStep.Association, frame);
                break;
            default:
                connections.Start(association, frame).Begin(ConnectionStep.Association, frame);
                break;
        }
    }

    /// <summary>A (Re)Association Response. The rules have looked at it.</summary>
    public static void OnAssociationResponse(Association association, StoredFrame frame)
    {
        if (association.Pending is not { } pending || pending.Step is ConnectionStep.Message1 or ConnectionStep.Eap)
        {
            return;
        }

        if (association.ResponseStatus == StatusCodes.Success && OwesMessage1(association))
        {
            pending.Begin(ConnectionStep.Message1, frame);
        }
        else if (association is { ResponseStatus: StatusCodes.FiniteCyclicGroupNotSupported, Akm.RsnType: 18 })
        {
            if (PendingConnection.OweGroupOf(association.Request) is { } group)
            {
                (pending.RefusedGroups ??= []).Add(group);
            }

            pending.Begin(ConnectionStep.OweGroup, frame);
        }
        else if (association.ResponseStatus == StatusCodes.RefusedTemporarily && AssociationComeback.TryGet(frame, out uint units))
        {
            pending.Begin(ConnectionStep.Comeback, frame);
            pending.ComebackMicroseconds = 1024L * units;
        }
        else
        {
            association.Pending = null;
        }
    }

    /// <summary>An EAP packet.</summary>
    public void OnEap(Association association, StoredFrame frame, ReadOnlySpan<byte> packet, bool fromAp)
    {
        if (association.Handshake is not null)
        {
            return; // authentication anew under keys
        }

        PendingConnection pending = association.Pending ?? connections.Start(association, frame);
        pending.Eap ??= new EapExchange();
        switch (pending.Eap.Take(frame, packet, fromSta: !fromAp))
        {
            case EapCode.Success when fromAp:
                pending.Begin(ConnectionStep.Message1, frame);
                break;
            case EapCode.Failure when fromAp:
                association.Pending = null;
                events.EapFailure(new EapFailureReceived(frame, association, pending.Eap));
                break;
            default:
                pending.Begin(ConnectionStep.Eap, frame);
                break;
        }
    }

    /// <summary>EAPOL-Start: the STA asks for EAP.</summary>
    public static void OnEapolStart(Association association, StoredFrame frame)
    {
        if (association.Pending is { Step: ConnectionStep.Message1, Eap: null } waiting)
        {
            waiting.AskAgain(frame);
        }
    }

    /// <summary>The 4-way handshake has begun: what comes now is told elsewhere.</summary>
    public static void OnKeys(Association association) => (association.Pending, association.HadNoMessage1) = (null, false);

    /// <summary>
    /// A frame that only who has keys sends, or one that cannot be read: the handshake that was waited for has begun, or may have. Before
    /// that, old keys may still be in use.
    /// </summary>
    public static void OnSecured(Association association)
    {
        if (association.Pending is { Step: ConnectionStep.Message1 or ConnectionStep.Eap })
        {
            association.Pending = null;
        }
    }

    /// <summary>
    /// After a success: under FT, FILS and EPPKE the keys are there, and in Multi-Link operation message 1 may come over another link.
    /// </summary>
    private static bool OwesMessage1(Association association) =>
        association is { Handshake: null, IsFtProtocol: false, Akm: { } akm, Request: { } request }
        && (akm is { IsPsk: true } or { IsSae: true } or { Is8021X: true } or { RsnType: 18 })
        && association.AuthenticationAlgorithm
            is not (Authentication.Fils or Authentication.FilsPfs or Authentication.FilsPublicKey or Authentication.Eppke)
        && !request.Elements.TryFindExtension(MultiLink, out _);
}
