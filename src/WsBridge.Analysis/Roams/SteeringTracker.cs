using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>Follows how APs steer STAs: BSS Transition Management Requests, what is answered, and who is sent away after one.</summary>
internal sealed class SteeringTracker(RoamAttempts attempts)
{
    /// <summary>The AP asks the STA to move.</summary>
    public void OnRequest(Association association, StoredFrame frame)
    {
        if (ActionFrame.TryParse(frame.Header, out ActionFrame action, out _) && BtmRequest.TryParse(action, out BtmRequest request, out _))
        {
            Steering how = request.DisassociationImminent ? Steering.DisassociationImminent : Steering.Btm;
            attempts.StationOf(association.Sta).Steering = new SteeringRequest(frame.Ref, association.Bss.Bssid, how, request.DialogToken);
        }
    }

    /// <summary>The STA answers.</summary>
    /// <returns>The request that it answers; null when that was not captured.</returns>
    public SteeringRequest? OnResponse(Association association, StoredFrame frame)
    {
        if (attempts.StationOf(association.Sta).Steering is { } steering && steering.Bssid == association.Bss.Bssid
            && ActionFrame.TryParse(frame.Header, out ActionFrame action, out _)
            && BtmResponse.TryParse(action, out BtmResponse response, out _)
            && response.DialogToken == steering.DialogToken)
        {
            steering.Status ??= response.Status;
            return steering;
        }

        return null;
    }

    /// <summary>A STA is sent away or leaves.</summary>
    /// <returns>The request to move that came before; null when it was not sent away, or nobody asked it to.</returns>
    public SteeringRequest? OnDeauthentication(Association association, bool fromAp)
    {
        RoamingStation station = attempts.StationOf(association.Sta);
        bool isSentAway = fromAp && station.AssociatedWith == association.Bss && station.Current is null or { IsOver: true };
        return isSentAway && station.Steering?.Bssid == association.Bss.Bssid ? station.Steering : null;
    }
}
