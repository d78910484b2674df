using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>Finds the links of an exchange.</summary>
internal static class MultiLinkSetups
{
    /// <summary>The links of an exchange; null where it is not multi-link.</summary>
    public static MultiLinkSetup? Of(Association association)
    {
        if (association.Client is not { } client
            || association is { Request: { IsCutOff: false } request, IsRequestEncrypted: false }
            && !request.Elements.TryFindExtension(MultiLink.ExtensionId, out _))
        {
            return null;
        }

        Mld? ap = association.Ap;
        MacAddress bssid = association.Bss.Bssid;
        var own = new SetupLink(ap?.LinkIdOf(bssid) ?? client.LinkIdOf(association.LinkSta), association.LinkSta, bssid);
        bool isLatest = client.Associations is [var latest, ..] && latest == association;
        List<SetupLink> links = isLatest && own.Id is { } first && client.Reconfigured(first) == false ? [] : [own];
        foreach (MldLink link in client.Links)
        {
            if (link.Address != association.LinkSta && link.Id is { } id && id != own.Id
                && ((isLatest && client.Reconfigured(id) == true) || !IsRefused(association.Response, id)))
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
