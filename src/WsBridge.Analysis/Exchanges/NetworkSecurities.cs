using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>Tells what protects an association where its request names no AKM.</summary>
internal static class NetworkSecurities
{
    private const byte Wps = 4;
    private const byte Osen = 18;
    private const ushort Privacy = 0x10;

    /// <summary>From the request, the Privacy bits of request, response and Beacon, and the authentication algorithm.</summary>
    public static NetworkSecurity Of(Association association)
    {
        if (association.Request is not { } request)
        {
            return NetworkSecurity.Unknown;
        }

        if (association.IsRequestEncrypted)
        {
            return NetworkSecurity.Rsn;
        }

        Elements elements = request.Elements;
        if (SecurityElement.TryFind(elements, out Element element, out _))
        {
            return element.Id == ElementId.Rsne ? NetworkSecurity.Rsn : NetworkSecurity.Wpa;
        }

        if (elements.TryFind(ElementId.Wapi, out _))
        {
            return NetworkSecurity.Wapi;
        }

        if (elements.TryFindVendor(VendorOui.WifiAlliance, Osen, out _))
        {
            return NetworkSecurity.Osen;
        }

        if (request.IsCutOff || !elements.AreWhole)
        {
            return NetworkSecurity.Unknown; // what was cut off was perhaps the RSNE
        }

        if (elements.TryFindVendor(VendorOui.Microsoft, Wps, out _))
        {
            return NetworkSecurity.Wps;
        }

        bool isShared = association.AuthenticationAlgorithm == Authentication.SharedKey;
        bool? offersSuites = OffersSuites(association.Bss.Beacon);
        return !isShared && !HasPrivacy(association, request) ? NetworkSecurity.Open
            : isShared || offersSuites != true ? NetworkSecurity.Wep
            : NetworkSecurity.Unknown;
    }

    private static bool HasPrivacy(Association association, StoredFrame request) =>
        (AssociationRequest.TryParse(request.Header, out AssociationRequest asked, out _) && (asked.Capabilities & Privacy) != 0)
        || (association.Response is { } response && AssociationResponse.TryParse(response.Header, out AssociationResponse answered, out _)
        && (answered.Capabilities & Privacy) != 0)
        || (association.Bss.Beacon is { } beacon && Beacon.TryParse(beacon.Header, out Beacon announced, out _) && announced.Privacy);

    /// <summary>The BSS offers AKMs; null when no Beacon or Probe Response was captured whole.</summary>
    private static bool? OffersSuites(StoredFrame? beacon)
    {
        if (beacon is null)
        {
            return null;
        }

        Elements elements = beacon.Elements;
        bool offers = SecurityElement.TryFind(elements, out _, out _) || elements.TryFind(ElementId.Wapi, out _)
            || elements.TryFindVendor(VendorOui.WifiAlliance, Osen, out _);
        return offers ? true : beacon.IsCutOff || !elements.AreWhole ? null : false;
    }
}
