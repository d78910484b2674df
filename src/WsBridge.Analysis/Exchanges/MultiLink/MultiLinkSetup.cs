using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>A link of a multi-link association.</summary>
/// <param name="Id">Link ID; null where no frame has told it.</param>
/// <param name="Sta">The address of the client on it; null where no frame has told it.</param>
/// <param name="Bssid">The BSSID of the AP on it; null where no frame has told it.</param>
public readonly record struct SetupLink(int? Id, MacAddress? Sta, MacAddress? Bssid);

/// <summary>A client and an AP that associate by multi-link, and their links.</summary>
/// <param name="Client">MLD MAC address of the client.</param>
/// <param name="Ap">MLD MAC address of the AP; null where no frame has told it.</param>
/// <param name="Link">The link on which the client associates.</param>
/// <param name="Links">All that are set up, as far as known: those that the AP refused are left out.</param>
public sealed record MultiLinkSetup(MacAddress Client, MacAddress? Ap, SetupLink Link, IReadOnlyList<SetupLink> Links)
{
    /// <summary>The links of an exchange; null where it is not multi-link.</summary>
    internal static MultiLinkSetup? Of(Association association)
    {
        if (association.Client is not { } client || association.Request is { IsCutOff: false } request && !request.Elements.TryFindExtension(MultiLink.ExtensionId, out _))
        {
            return null;
        }

        Mld? ap = association.Ap;
        MacAddress bssid = association.Bss.Bssid;
        var own = new SetupLink(ap?.LinkIdOf(bssid) ?? client.LinkIdOf(association.LinkSta), association.LinkSta, bssid);
        List<SetupLink> links = [own];
        foreach (MldLink link in client.Links)
        {
            if (link.Address != association.LinkSta && link.Id is { } id && id != own.Id && !IsRefused(association.Response, id))
            {
                links.Add(new SetupLink(id, link.Address, ap?.LinkOf(id)?.Address));
            }
        }

        links.Sort(static (one, other) => (one.Id ?? int.MaxValue).CompareTo(other.Id ?? int.MaxValue));
        return new MultiLinkSetup(client.Address, ap?.Address, own, links);
    }

    private static bool IsRefused(StoredFrame? response, int linkId)
    {
        if (response is null || !MultiLink.TryFindBasic(response.Elements, out MultiLink multiLink))
        {
            return false;
        }

        foreach (PerStaProfile profile in multiLink.Profiles)
        {
            if (profile.LinkId == linkId)
            {
                return profile.ResponseStatus is not (null or StatusCodes.Success);
            }
        }

        return !response.IsCutOff; // the AP says nothing of that link
    }
}
