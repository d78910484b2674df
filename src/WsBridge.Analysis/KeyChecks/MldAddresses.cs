using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>
/// Multi-link operation: keys are made with the MLD MAC addresses of both sides (IEEE Std 802.11be-2024, 12.7.1.3), without it with those
/// on the air.
/// </summary>
internal static class MldAddresses
{
    /// <summary>The addresses of AP and STA that PTK, PMKID and FTE MIC of this attempt are made with.</summary>
    /// <param name="association">STA and AP.</param>
    /// <param name="message2">A message 2, which names the MLD of the STA where no request was captured; null when there is none.</param>
    public static (MacAddress Ap, MacAddress Sta) Of(Association association, HandshakeFrame? message2) =>
        TryGet(association, message2, out MacAddress ap, out MacAddress sta) ? (ap, sta) : (association.Bss.Bssid, association.LinkSta);

    /// <summary>The MLD MAC address of the Basic Multi-Link element.</summary>
    public static bool TryGet(Elements elements, out MacAddress address)
    {
        bool isThere = MultiLink.TryFindBasic(elements, out MultiLink multiLink);
        address = isThere ? multiLink.MldAddress!.Value : default;
        return isThere;
    }

    /// <summary>
    /// Both sides use multi-link: request and response say so, else what was captured of the handshake and what is known of the AP.
    /// </summary>
    private static bool TryGet(Association association, HandshakeFrame? message2, out MacAddress ap, out MacAddress sta)
    {
        ap = sta = default;
        if (association.Client is not { } client)
        {
            return false;
        }

        sta = client.Address;
        bool staSaysSo = association.Request is { IsCutOff: false } request
            ? TryGet(request.Elements, out sta)
            : message2 is null || NamesMld(message2);
        if (!staSaysSo)
        {
            return false;
        }

        if (association.Response is { IsCutOff: false } response)
        {
            return TryGet(response.Elements, out ap);
        }

        ap = association.Ap?.Address ?? default;
        return association.Ap is not null;
    }

    /// <summary>A message 2 without multi-link has no MAC Address KDE; one that is encrypted or cut off does not tell.</summary>
    private static bool NamesMld(HandshakeFrame message2) => message2.PresenceOf(KdeType.MacAddress) != Presence.Absent;
}
