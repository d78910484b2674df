using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>Who is the AP and who the STA of a frame.</summary>
internal sealed class PartyFinder(BssTable bsses, AssociationTable associations, MultiLinkExchanges multiLink)
{
    /// <summary>A frame with four addresses does not say: its EAPOL does, or what was heard of the two before.</summary>
    public bool TryGet(StoredFrame frame, in MacHeader header, out Parties parties)
    {
        bool areThere = TryGet(header, out MacAddress bssid, out MacAddress sta);
        parties = areThere ? multiLink.Resolve(frame, header, new Parties(bssid, sta, header.Ta == bssid)) : default;
        return areThere;
    }

    private bool TryGet(in MacHeader header, out MacAddress bssid, out MacAddress sta)
    {
        (bssid, sta) = (header.Bssid ?? default, header.StationAddress ?? default);
        if (header is { Bssid: not null, StationAddress: not null })
        {
            return !bssid.IsGroup;
        }

        if (header is not { Type: FrameType.Data, ToDs: true, FromDs: true, Ta: { } transmitter }
            || header.Ra is not { IsGroup: false } receiver)
        {
            return false;
        }

        bool? fromAp = FourAddress.IsFromAp(header);
        if (fromAp is null && (associations.TryGet(receiver, transmitter, out _) || bsses.Find(receiver)?.Beacon is not null))
        {
            fromAp = false;
        }
        else if (fromAp is null && (associations.TryGet(transmitter, receiver, out _) || bsses.Find(transmitter)?.Beacon is not null))
        {
            fromAp = true;
        }

        (bssid, sta) = fromAp == true ? (transmitter, receiver) : (receiver, transmitter);
        return fromAp is not null;
    }
}
