using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>The links that a (Re)Association Response sets up.</summary>
internal static class AcceptedLinks
{
    /// <summary>Their Link IDs, in order; null where it is not multi-link or cut off.</summary>
    public static List<int>? Of(StoredFrame response)
    {
        if (response.IsCutOff || !MultiLink.TryFindBasic(response.Elements, out MultiLink multiLink) || multiLink.LinkId is not { } own)
        {
            return null;
        }

        List<int> links = [own];
        foreach (PerStaProfile profile in multiLink.Profiles)
        {
            if (profile.ResponseStatus is StatusCodes.Success)
            {
                links.Add(profile.LinkId);
            }
        }

        links.Sort();
        return links;
    }
}
