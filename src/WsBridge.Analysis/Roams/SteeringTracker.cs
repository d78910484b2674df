using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>Follows how APs steer STAs: BSS Transition Management Requests, what is answered, and who is sent away after one.</summary>
internal sealed class SteeringTracker(RuleContext context, RoamAttempts attempts)
{
    /// <summary>The AP asks the STA to move.</summary>
    public void OnRequest(Association association)
    {
        if (ActionFrame.TryParse(context.Frame.Header, out ActionFrame action, out _) && BtmRequest.TryParse(action, out BtmRequest request, out _))
        {
            Steering how = request.DisassociationImminent ? Steering.DisassociationImminent : Steering.Btm;
            attempts.StationOf(association.Sta).Steering = new SteeringRequest(context.Frame.Ref, association.Bss.Bssid, how, request.DialogToken);
        }
    }

    /// <summary>The STA answers.</summary>
    public void OnResponse(Association association)
    {
        if (attempts.StationOf(association.Sta).Steering is { } steering && steering.Bssid == association.Bss.Bssid
            && ActionFrame.TryParse(context.Frame.Header, out ActionFrame action, out _) && BtmResponse.TryParse(action, out BtmResponse response, out _) && response.DialogToken == steering.DialogToken)
        {
            steering.Status ??= response.Status;
            context.Steering = steering;
        }
    }

    /// <summary>A STA is sent away or leaves.</summary>
    public void OnDeauthentication(Association association)
    {
        RoamingStation station = attempts.StationOf(association.Sta);
        bool isSentAway = context.FromAp && station.AssociatedWith == association.Bss && station.Current is null or { IsOver: true };
        context.Steering = isSentAway && station.Steering?.Bssid == association.Bss.Bssid ? station.Steering : null;
    }
}
