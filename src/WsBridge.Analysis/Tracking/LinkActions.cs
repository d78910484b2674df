using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>
/// Action frames of multi-link devices. Link reconfiguration, TID-to-link mapping and EMLSR: a client stays where it is and changes its
/// links there. FT over the DS: it names MLDs, and goes on over one of their links.
/// </summary>
internal sealed class LinkActions(MldTable mlds, BssTable bsses, ExchangeEvents events)
{
    /// <summary>An FT Request of a client MLD to another AP than its own, whose addresses are not those of its link.</summary>
    public bool IsBetweenMlds(Association current, in FtAction action) => current.Client?.Address == action.StaAddress
        && !action.TargetAp.IsGroup && !mlds.AreSameAp(action.TargetAp, current.Bss.Bssid);

    /// <summary>
    /// The BSSID that FT over the DS is laid to. Where the target is an AP MLD it is a link of that: the one to which the client has asked
    /// already, else one in the band of the AP through which it asks, else one that was heard. The reassociation may show another one.
    /// </summary>
    /// <param name="action">The FT Request, Response, Confirm or Ack.</param>
    /// <param name="through">The AP through which it travels.</param>
    public MacAddress TargetOf(in FtAction action, Bss through)
    {
        MacAddress target = action.TargetAp;
        if (mlds.ApOf(target) is not { } ap || ap.Address != target || bsses.Find(target) is { Beacon: not null })
        {
            return target;
        }

        foreach (Association asked in mlds.ClientOf(action.StaAddress)?.Associations ?? [])
        {
            if (asked is { Request: null, Ft: { Through: not null, Requests.Count: > 0 } } && ap.Has(asked.Bss.Bssid))
            {
                return asked.Bss.Bssid;
            }
        }

        MacAddress? chosen = null;
        foreach (MldLink link in ap.Links)
        {
            Bss? bss = link.Address == target ? null : bsses.Find(link.Address);
            if (bss?.FrequencyMHz is { } frequency && frequency / 1000 == through.FrequencyMHz / 1000)
            {
                return link.Address;
            }

            chosen ??= bss?.Bssid;
        }

        return chosen ?? target;
    }

    /// <summary>The exchange of FT over the DS is one of the client MLD.</summary>
    public void Enter(Association target)
    {
        if (mlds.ClientOf(target.Sta) is { } client)
        {
            target.Client = client;
            target.Ap = mlds.ApOf(target.Bss.Bssid);
            client.Enter(target);
        }
    }

    /// <summary>A Protected EHT Action frame that a known key has decrypted.</summary>
    /// <param name="association">The STA at its AP.</param>
    /// <param name="clear">The frame in the clear.</param>
    /// <param name="action">The same.</param>
    /// <param name="fromAp">The AP sent it.</param>
    public void OnAction(Association association, StoredFrame clear, in EhtAction action, bool fromAp)
    {
        if (association.Client is not { } client)
        {
            return;
        }

        StoredFrame? asked = null;
        IReadOnlyList<LinkChange> changes = [];
        if (action.Kind is EhtActionKind.LinkRequest or EhtActionKind.MappingRequest && !fromAp)
        {
            client.LinkRequest = clear;
        }
        else if (action.Kind is EhtActionKind.LinkResponse or EhtActionKind.MappingResponse && fromAp)
        {
            asked = client.LinkRequest;
            asked = asked is not null && TryRead(asked, out EhtAction request) && request.DialogToken == action.DialogToken
                && request.Kind == action.Kind - 1 ? asked : null;
            client.LinkRequest = null;
            changes = action.Kind == EhtActionKind.LinkResponse && asked is not null ? Apply(client, asked, action) : [];
        }

        events.LinkAction(new LinkActionReceived(clear, association, fromAp, asked, changes));
    }

    /// <summary>What a client has asked for each link, with the answers; what was granted changes its links.</summary>
    private List<LinkChange> Apply(Mld client, StoredFrame asked, in EhtAction response)
    {
        var changes = new List<LinkChange>();
        if (!TryRead(asked, out EhtAction request)
            || !MultiLink.TryFind(request.Elements, MultiLinkType.Reconfiguration, out MultiLink multiLink))
        {
            return changes;
        }

        foreach (PerStaProfile profile in multiLink.Profiles)
        {
            if (profile.Operation is not (LinkOperation.AddLink or LinkOperation.DeleteLink)
                || StatusOf(response, profile) is not { } status)
            {
                continue;
            }

            bool adds = profile.Operation == LinkOperation.AddLink;
            changes.Add(new LinkChange(profile.LinkId, adds, status));
            if (status == StatusCodes.Success && adds && profile.Address is { } address)
            {
                mlds.AddClientLink(client, profile.LinkId, address);
                client.Reconfigure(profile.LinkId, isThere: true);
            }
            else if (status == StatusCodes.Success && !adds)
            {
                client.Reconfigure(profile.LinkId, isThere: false);
            }
        }

        return changes;
    }

    private static bool TryRead(StoredFrame clear, out EhtAction action)
    {
        action = default;
        return ActionFrame.TryParse(clear.Header, out ActionFrame read, out _) && EhtAction.TryParse(read, out action, out _);
    }

    private static ushort? StatusOf(in EhtAction response, in PerStaProfile profile)
    {
        for (int i = 0; i < response.StatusCount; i++)
        {
            (int link, ushort status) = response.StatusOf(i);
            if (link == profile.LinkId)
            {
                return status;
            }
        }

        return null;
    }
}
