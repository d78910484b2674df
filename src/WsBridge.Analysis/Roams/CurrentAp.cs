using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Tracking;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>The Current AP of a Reassociation Request says where the STA comes from when the capture missed it.</summary>
internal sealed class CurrentAp(RoamAttempts attempts, BssTable bsses)
{
    /// <summary>Takes it from a (Re)Association Request of this attempt.</summary>
    public void Use(Roam roam, Association association, StoredFrame frame)
    {
        if (AssociationRequest.TryParse(frame.Header, out AssociationRequest request, out _)
            && OnTheAir(request.CurrentAp, association, frame) is { IsGroup: false, Value: not 0 } current && current != roam.From
            && (roam.From is null ? attempts.StationOf(roam.Sta).AssociatedWith is null : current != roam.To))
        {
            roam.FromBssid = current;
            roam.FromBss = bsses.IsKnown(current) ? bsses.Of(current) : null;
            roam.WithOldApSince = null;
        }
    }

    /// <summary>
    /// Current AP of a multi-link device is the MLD MAC address of the AP: that link of it on which the STA was, else one that was heard,
    /// or that a Reduced Neighbor Report names. Null when there is none.
    /// </summary>
    private MacAddress? OnTheAir(MacAddress? current, Association association, StoredFrame frame)
    {
        if (current is not { } address || attempts.Mlds.ApOf(address) is not { } ap || bsses.Find(address) is { Beacon: not null })
        {
            return current is { } named && MultiLink.TryFindBasic(frame.Elements, out _) && bsses.Find(named) is null ? null : current;
        }

        MacAddress? before = attempts.StationOf(association.Sta).AssociatedWith?.Bssid;
        return before is { } link && ap.Has(link) ? link
            : ap.Links.Where(known => bsses.IsKnown(known.Address)).Select(known => (MacAddress?)known.Address).FirstOrDefault();
    }
}
