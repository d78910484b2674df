using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>Reads from frames in the clear which addresses belong to which MLD.</summary>
internal sealed class MldReader(MldTable mlds)
{
    private readonly AskedMlds _asked = new();

    /// <summary>A MAC Address KDE: without one, an EAPOL-Key frame names no MLD.</summary>
    private static ReadOnlySpan<byte> MacAddressKde => [ElementId.VendorSpecific, 10, 0x00, 0x0F, 0xAC, 3];

    /// <summary>A Beacon or Probe Response that is not like the one before it.</summary>
    /// <returns>The AP MLD; null where it tells of none.</returns>
    public Mld? OnBeacon(MacAddress bssid, StoredFrame frame)
    {
        if (!MultiLink.TryFindBasic(frame.Elements, out MultiLink own))
        {
            return null;
        }

        Mld ap = mlds.LearnAp(own.MldAddress!.Value, bssid, own.LinkId, frame);
        foreach (Element element in frame.Elements)
        {
            if (element.Id != ReducedNeighborReport.ElementId)
            {
                continue;
            }

            foreach (NeighborAp neighbor in new ReducedNeighborReport(element.Body))
            {
                if (neighbor is { MldId: 0, LinkId: { } link })
                {
                    mlds.AddApLink(ap, link, neighbor.Bssid);
                }
            }
        }

        return ap;
    }

    /// <summary>The links of which the frame is the first to announce that they go; mostly none.</summary>
    /// <param name="ap">The AP MLD.</param>
    /// <param name="frame">A Beacon or Probe Response of one of its links.</param>
    public static IReadOnlyList<LinkRemoval> RemovalsIn(Mld ap, StoredFrame frame)
    {
        const int TimeUnitMicroseconds = 1024;
        if (!MultiLink.TryFind(frame.Elements, MultiLinkType.Reconfiguration, out MultiLink multiLink)
            || !Beacon.TryParse(frame.Header, out Beacon beacon, out _))
        {
            return [];
        }

        List<LinkRemoval> removals = [];
        long now = frame.Ref.TimeMicroseconds;
        foreach (PerStaProfile profile in multiLink.Profiles)
        {
            if (profile is { Operation: LinkOperation.ApRemoval, RemovalTimer: { } intervals })
            {
                long due = now + (long)intervals * beacon.BeaconInterval * TimeUnitMicroseconds;
                var removal = new LinkRemoval(profile.LinkId, ap.LinkOf(profile.LinkId)?.Address, intervals, due, frame.Ref);
                if (ap.Announce(removal, now))
                {
                    removals.Add(removal);
                }
            }
        }

        return removals;
    }

    /// <summary>An Authentication frame.</summary>
    public void OnAuthentication(Parties parties, StoredFrame frame, in MacHeader header)
    {
        if (!Authentication.TryParse(header, out Authentication authentication, out _)
            || !AuthenticationElements.TryFindMultiLink(authentication, out MultiLink multiLink))
        {
            return;
        }

        MacAddress mld = multiLink.MldAddress!.Value;
        if (parties.FromAp)
        {
            mlds.LearnAp(mld, parties.LinkBssid, multiLink.LinkId, frame);
        }
        else
        {
            if (mlds.ClientOf(parties.LinkSta)?.Address != mld && mlds.ClientOf(mld) is { } known && authentication.Transaction == 1)
            {
                known.ClearLinks();
            }

            mlds.LearnClient(mld, parties.LinkSta, mlds.ApOf(parties.LinkBssid)?.LinkIdOf(parties.LinkBssid), frame);
        }
    }

    /// <summary>A (Re)Association Request or Response: it has a profile for each other link.</summary>
    public void OnAssociation(Parties parties, StoredFrame frame)
    {
        if (!MultiLink.TryFindBasic(frame.Elements, out MultiLink multiLink))
        {
            return;
        }

        MacAddress mld = multiLink.MldAddress!.Value;
        Mld device;
        if (parties.FromAp)
        {
            device = mlds.LearnAp(mld, parties.LinkBssid, multiLink.LinkId, frame);
            if (multiLink.LinkId is { } own && mlds.ClientOf(parties.LinkSta) is { } client && client.Address != parties.LinkSta)
            {
                mlds.AddClientLink(client, own, parties.LinkSta);
            }
        }
        else
        {
            mlds.ClientOf(mld)?.ClearLinks();
            device = mlds.LearnClient(mld, parties.LinkSta, mlds.ApOf(parties.LinkBssid)?.LinkIdOf(parties.LinkBssid), frame);
        }

        foreach (PerStaProfile profile in multiLink.Profiles)
        {
            if (profile.Address is { } address)
            {
                if (parties.FromAp)
                {
                    mlds.AddApLink(device, profile.LinkId, address);
                }
                else
                {
                    mlds.AddClientLink(device, profile.LinkId, address);
                }
            }
        }
    }

    /// <summary>An unencrypted data frame: perhaps an EAPOL-Key frame that names the MLD of its sender, and its links.</summary>
    public void OnData(Parties parties, StoredFrame frame, in MacHeader header)
    {
        if (header.Body.IndexOf(MacAddressKde) < 0)
        {
            return;
        }

        foreach (Msdu msdu in new Msdus(header))
        {
            if (msdu.TryGetEapol(out ReadOnlySpan<byte> octets, out _) && Eapol.TryReadLenient(octets, out Eapol eapol, out _)
                && eapol.Type == EapolType.Key
                && EapolKey.TryReadLenient(eapol, EapolKey.GuessMicLength(eapol) ?? 16, out EapolKey key, out _)
                && !key.HasEncryptedKeyData)
            {
                OnKeyData(key.Kdes(0), parties, frame, key.ReplayCounter);
            }
        }
    }

    private void OnKeyData(in Kdes kdes, Parties parties, StoredFrame frame, ulong replayCounter)
    {
        if (!kdes.TryFind(KdeType.MacAddress, out Kde told) || told.Data.Length < MacAddress.Size
            || MacAddress.Read(told.Data) is not { IsGroup: false, Value: not 0 } mld)
        {
            return;
        }

        Mld device = parties.FromAp
            ? mlds.LearnAp(mld, parties.LinkBssid, null, frame)
            : mlds.LearnClient(mld, parties.LinkSta, mlds.ApOf(parties.LinkBssid)?.LinkIdOf(parties.LinkBssid), frame);
        if (parties.FromAp && mlds.ClientOf(parties.LinkSta) is null)
        {
            _asked.Add(new AskedMld(device, parties.LinkSta, replayCounter, frame.Ref.TimeMicroseconds));
        }
        else if (device.ToldBy == frame && _asked.AnsweredBy(replayCounter, frame, mlds.ApOf(parties.LinkBssid)) is { } asked)
        {
            mlds.AddClientLink(device, null, asked.Link);
            mlds.AddApLink(asked.Ap, null, parties.LinkBssid);
        }

        foreach (Kde kde in kdes)
        {
            if (kde.Type == KdeType.MloLink && MloLinkKde.TryParse(kde.Data, kde.DataOffset, out MloLinkKde link, out _))
            {
                if (parties.FromAp)
                {
                    mlds.AddApLink(device, link.LinkId, link.Address);
                }
                else
                {
                    mlds.AddClientLink(device, link.LinkId, link.Address);
                }
            }
        }
    }
}
