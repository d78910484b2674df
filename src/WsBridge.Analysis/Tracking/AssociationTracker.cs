using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>(Re)Association Requests and Responses.</summary>
internal sealed class AssociationTracker(
    BssTable bsses, ExchangeEnds ends, OpenExchanges exchanges, HandshakeTracker handshakes, ConnectionTracker connections,
    InitialAssociations initials, KeyedExchanges? keys, FactReporter facts, CaptureHistory history, ExchangeEvents events)
{
    /// <summary>A (Re)Association Request.</summary>
    public void OnRequest(Association association, StoredFrame frame)
    {
        ends.OnNewAttemptElsewhere(association, frame);
        if (association is { Request: null, Ending: { Handshake: null } ending }
            && frame.Ref.TimeMicroseconds > ending.Frame.Ref.TimeMicroseconds)
        {
            EndingWithdrawal.Withdraw(association); // who starts over begins with authentication; this one goes on
        }

        ends.OnNewAttempt(association, frame);
        exchanges.Close(association);
        connections.OnAssociationRequest(association, frame);
        association.BeginAssociation(frame);
        if (association.Bss is { Ssid: null } or { IsNamedByOthers: true } && frame.Elements.TryFind(ElementId.Ssid, out Element element)
            && Ssid.TryParse(element.Body, out Ssid ssid, out _) && !ssid.IsWildcard)
        {
            bsses.Name(association.Bss, ssid);
        }

        association.Initial = initials.Of(association.Sta, frame);
        keys?.OnAssociationRequest(association, frame);
        facts.Tell(frame, association);
        events.AssociationRequest(new AssociationRequestReceived(frame, association, history));
    }

    /// <summary>A (Re)Association Response.</summary>
    public void OnResponse(Association association, StoredFrame frame)
    {
        Accept(association, frame);
        association.Response = frame;
        association.Eppke?.OnAssociationResponse(frame);
        association.Comebacks.OnResponse(frame, association.ResponseStatus);
        association.Ft.Unanswered = 0; // whoever answers an association has answered the authentication before it
        keys?.OnAssociationResponse(association, frame);
        facts.Tell(frame, association);
        events.AssociationResponse(new AssociationResponseReceived(frame, association));
        ConnectionTracker.OnAssociationResponse(association, frame);
        RememberPmkids(frame, association);
        initials.OnResponse(association);
    }

    private void Accept(Association association, StoredFrame frame)
    {
        ends.OnAnswer(association, frame, null);
        if (association.Ending is not null && association is { Request: not null, Response: null })
        {
            EndingWithdrawal.Withdraw(association); // the AP answers all the same
        }

        bool wasRefused = association.ResponseStatus is not (null or StatusCodes.Success);
        if (!AssociationResponse.TryParse(frame.Header, out AssociationResponse response, out _) || response.Status != StatusCodes.Success)
        {
            return;
        }

        association.HasRestarted |= association.ResponseStatus == StatusCodes.Success;
        handshakes.OnAccepted(association, frame);
        association.Accept(frame);
        if (wasRefused)
        {
            association.BeginAuthentication(association.AuthenticationAlgorithm); // the request that this one answers was not captured
        }
    }

    private void RememberPmkids(StoredFrame response, Association association)
    {
        if (association.ResponseStatus == StatusCodes.InvalidPmkid)
        {
            history.Pmkids.RememberRefused(association);
        }
        else if (association.ResponseStatus == StatusCodes.Success)
        {
            history.Pmkids.RememberAccepted(association, response);
        }
    }
}
