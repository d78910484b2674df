using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>Finds the exchange that a frame belongs to where its client is an MLD: one, whichever link or address the frame uses.</summary>
/// <param name="mlds">Who is known.</param>
/// <param name="find">The exchange of a BSSID and an address of a client; null when there is none.</param>
internal sealed class MultiLinkExchanges(MldTable mlds, Func<MacAddress, MacAddress, Association?> find)
{
    private readonly MldReader _reader = new(mlds);

    /// <inheritdoc cref="MldReader.OnBeacon"/>
    public Mld? OnBeacon(Bss bss, StoredFrame frame) => _reader.OnBeacon(bss.Bssid, frame);

    /// <summary>Reads what a frame tells of MLDs and finds the exchange that it belongs to.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="header">Its header.</param>
    /// <param name="parties">Who talks to whom by the header.</param>
    public Parties Resolve(StoredFrame frame, in MacHeader header, Parties parties)
    {
        Learn(frame, header, parties);
        if (mlds.ClientOf(parties.LinkSta) is not { } client)
        {
            return parties;
        }

        if (!TakeEarly(client, parties.LinkBssid, parties.LinkSta) && client.Associations.Count == 0)
        {
            FindEarly(client, parties.LinkBssid);
        }

        bool begins = Begins(header.Kind);
        foreach (Association association in client.Associations)
        {
            if (begins ? association.Bss.Bssid == parties.LinkBssid : mlds.AreSameAp(association.Bss.Bssid, parties.LinkBssid))
            {
                return parties with { Bssid = association.Bss.Bssid, Sta = association.Sta };
            }
        }

        // One Deauthentication, which anybody may send, or an Action frame does not show that two BSSIDs are one AP; data and its keys do.
        if (header.Type == FrameType.Data && client.Associations is [{ } latest, ..] && IsOtherLink(client, latest, parties))
        {
            mlds.AddApLink(mlds.ApOf(latest.Bss.Bssid)!, client.LinkIdOf(parties.LinkSta), parties.LinkBssid);
            return parties with { Bssid = latest.Bss.Bssid, Sta = latest.Sta };
        }

        return parties with { Sta = client.Address };
    }

    /// <summary>A frame belongs to this exchange: where the client is an MLD, it is the latest one of it.</summary>
    /// <param name="association">The exchange.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="parties">Who talks to whom in it.</param>
    public void Enter(Association association, StoredFrame frame, Parties parties)
    {
        if (mlds.ClientOf(parties.LinkSta) is { } client)
        {
            association.Client = client;
            association.Ap = mlds.ApOf(association.Bss.Bssid);
            if (frame.Kind == FrameKind.ReassociationRequest && association.Ft.Requests.Count == 0
                && frame.PresenceOf(ElementId.Fte) != Presence.Absent)
            {
                OverTheDs(client, association)?.MoveFtTo(association);
            }

            client.Enter(association);
            association.LinkSta = Begins(frame.Kind) ? parties.LinkSta : association.LinkSta;
        }
    }

    /// <summary>
    /// The exchange of FT over the DS with the same AP MLD, laid to another link, that this reassociation ends. A client that has
    /// authenticated over this link since does not go on with it.
    /// </summary>
    private Association? OverTheDs(Mld client, Association association)
    {
        foreach (Association other in client.Associations)
        {
            if (other != association
                && other is { Request: null, Ft: { Through: not null, Requests: [.., { } asked] }, Attempt: { IsOver: false } }
                && !(association.Attempt is { IsOver: false } running && running.Start.Id > asked.Ref.Id)
                && mlds.AreSameAp(other.Bss.Bssid, association.Bss.Bssid))
            {
                return other;
            }
        }

        return null;
    }

    /// <summary>What began over another link before the client was known to be an MLD.</summary>
    private void FindEarly(Mld client, MacAddress bssid)
    {
        foreach (MldLink link in mlds.ApOf(bssid)?.Links ?? [])
        {
            foreach (MldLink own in client.Links)
            {
                if (TakeEarly(client, link.Address, own.Address))
                {
                    return;
                }
            }
        }
    }

    /// <summary>What began between these two before the client was known to be an MLD is of that.</summary>
    private bool TakeEarly(Mld client, MacAddress bssid, MacAddress link)
    {
        bool isThere = link != client.Address && find(bssid, link) is { Client: null };
        if (isThere)
        {
            Association early = find(bssid, link)!;
            early.Client = client;
            client.Enter(early);
        }

        return isThere;
    }

    private static bool Begins(FrameKind kind) => kind is FrameKind.Authentication
        or FrameKind.AssociationRequest or FrameKind.ReassociationRequest or FrameKind.AssociationResponse
        or FrameKind.ReassociationResponse;

    private void Learn(StoredFrame frame, in MacHeader header, Parties parties)
    {
        if (header.Protected)
        {
            return;
        }

        if (header.Kind == FrameKind.Authentication)
        {
            _reader.OnAuthentication(parties, frame, header);
        }
        else if (Begins(header.Kind))
        {
            _reader.OnAssociation(parties, frame);
        }
        else if (header.Type == FrameType.Data)
        {
            _reader.OnData(parties, frame, header);
        }
    }

    /// <summary>
    /// A link of the same AP MLD that no frame has told of: the client uses another address there than where it associated.
    /// </summary>
    private bool IsOtherLink(Mld client, Association latest, Parties parties) =>
        client.LinkIdOf(parties.LinkSta) is not null && parties.LinkSta != latest.LinkSta && mlds.ApOf(parties.LinkBssid) is null
        && mlds.ApOf(latest.Bss.Bssid) is not null && find(parties.LinkBssid, client.Address) is null;
}
