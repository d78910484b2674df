using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>What a client checks of an FT Reassociation Response, in the order in which wpa_supplicant does.</summary>
internal static class FtResponseCheck
{
    private const string OciWords = "the OCI is missing or names another channel";

    /// <summary>What is not as it should be: the element, and a part of a sentence.</summary>
    public static List<(string Element, string What)> Of(Association association, StoredFrame response)
    {
        var wrong = new List<(string, string)>();
        Elements elements = response.Elements;
        if (association.Request is not { } request || !FtFrames.IsWhole(response) || !FtFrames.IsWhole(request))
        {
            return wrong;
        }

        AgainstRequest(association, request, elements, wrong);
        if (association.Bss.Beacon is { } beacon && FtFrames.IsWhole(beacon))
        {
            AgainstBeacon(beacon, elements, wrong);
        }

        if (IsOciWrong(association, response))
        {
            wrong.Add(("OCI", OciWords));
        }

        if (association.Keys is { ResponseMic: MicState.Invalid })
        {
            wrong.Add(("FTE", "the MIC of the FTE is wrong"));
        }

        return wrong;
    }

    /// <summary>The same of a FILS (Re)Association Response, as far as a key has decrypted it.</summary>
    public static List<(string Element, string What)> OfFils(Association association) =>
        association is { Keys.Fils.Response: { } clear, Response: { } response }
            && ChannelInformation.AreBothCapable(association, null, out _)
            && (clear.Oci.Length == 0 || ChannelInformation.IsOtherChannel(association, clear.Oci, response, out _))
            ? [("OCI", OciWords)]
            : [];

    private static bool IsOciWrong(Association association, StoredFrame response)
    {
        if (!ChannelInformation.AreBothCapable(association, null, out _)
            || !FtExchange.TryGetFte(response.Elements, association.Akm, out _, out Fte fte))
        {
            return false;
        }

        return !fte.TryGetOci(out ReadOnlySpan<byte> oci) || ChannelInformation.IsOtherChannel(association, oci, response, out _);
    }

    private static void AgainstRequest(Association association, StoredFrame request, scoped in Elements elements,
        List<(string, string)> wrong)
    {
        if (request.Elements.TryFind(ElementId.Mde, out Element asked)
            && !(elements.TryFind(ElementId.Mde, out Element mde) && mde.Body.SequenceEqual(asked.Body)))
        {
            wrong.Add(("MDE", "the MDE is not that of the request"));
        }

        Rsne sent = elements.TryFind(ElementId.Rsne, out Element rsne) ? Rsne.ReadLenient(rsne.Body) : default;
        Rsne requested = request.Elements.TryFind(ElementId.Rsne, out Element askedRsne) ? Rsne.ReadLenient(askedRsne.Body) : default;
        if (requested.PmkidsThere > 0 && !(sent.PmkidsThere == 1 && sent.Pmkid(0).SequenceEqual(requested.Pmkid(0))))
        {
            wrong.Add(("PMKR1Name", "PMKR1Name is not that of the request"));
        }

        if (!FtExchange.TryGetFte(elements, association.Akm, out _, out Fte fte))
        {
            wrong.Add(("FTE", "there is no FTE"));
            return;
        }

        if (FtExchange.TryGetFte(request.Elements, association.Akm, out _, out Fte before))
        {
            if (!fte.SNonce.SequenceEqual(before.SNonce) || !fte.ANonce.SequenceEqual(before.ANonce))
            {
                wrong.Add(("FTE", "the nonces are not those of the request"));
            }

            if (!FtFrames.SameR0kh(fte, before) || !FtFrames.SameR1kh(fte, before))
            {
                wrong.Add(("FTE", "the key holders are not those of the request"));
            }
        }

        if (fte.RsnxeUsed && !elements.TryFind(ElementId.Rsnxe, out _))
        {
            wrong.Add(("RSNXE", "the FTE says that the AP uses the RSNXE, and there is none"));
        }
    }

    /// <summary>With RSN overriding or multi-link an AP shows several RSNEs, and which one it repeats is not known of all.</summary>
    private static void AgainstBeacon(StoredFrame beacon, scoped in Elements elements, List<(string, string)> wrong)
    {
        string kind = BeaconFrames.Word(beacon);
        if (BeaconFrames.HasOverride(beacon.Elements) || elements.TryFindExtension(MultiLink.ExtensionId, out _))
        {
            return;
        }

        if (beacon.Elements.TryFind(ElementId.Rsne, out Element offered) && elements.TryFind(ElementId.Rsne, out Element rsne)
            && BeaconFrames.Differences(Rsne.ReadLenient(rsne.Body), Rsne.ReadLenient(offered.Body), beacon.Elements) != RsneFields.None)
        {
            wrong.Add(("RSNE", $"the RSNE is not that of the {kind}"));
        }

        bool isAnnounced = beacon.Elements.TryFind(ElementId.Rsnxe, out Element announced);
        bool isThere = elements.TryFind(ElementId.Rsnxe, out Element rsnxe);
        if (isThere && !(isAnnounced && announced.Body.SequenceEqual(rsnxe.Body)))
        {
            string before = isAnnounced ? Convert.ToHexStringLower(announced.Body) : "none";
            wrong.Add(("RSNXE", $"the RSNXE ({Convert.ToHexStringLower(rsnxe.Body)}) is not that of the {kind} ({before})"));
        }
        else if (isAnnounced && !isThere)
        {
            wrong.Add(("RSNXE", $"there is no RSNXE, and the {kind} has one"));
        }
    }
}
