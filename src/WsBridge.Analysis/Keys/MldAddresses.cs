using WsBridge.Dot11;

namespace WsBridge.Analysis.Keys;

/// <summary>Multi-link operation: keys are made with the MLD addresses of both sides, which the Basic Multi-Link elements name.</summary>
internal static class MldAddresses
{
    private const byte MultiLink = 107;

    /// <summary>Puts MLD addresses in the place of link addresses when both sides use multi-link.</summary>
    public static void Replace(Elements request, Elements response, ref PtkInputs inputs)
    {
        if (TryGet(request, out MacAddress sta) && TryGet(response, out MacAddress ap))
        {
            inputs.Sta = sta;
            inputs.Ap = ap;
        }
    }

    /// <summary>The MLD address of a Basic Multi-Link element: Multi-Link Control (2, type in bits 0 to 2), Common Info Length (1), MLD MAC Address.</summary>
    public static bool TryGet(Elements elements, out MacAddress address)
    {
        address = default;
        if (!elements.TryFindExtension(MultiLink, out Element element) || element.Body is not [var control, _, _, .. var rest] || (control & 7) != 0 || rest.Length < MacAddress.Size)
        {
            return false;
        }

        address = MacAddress.Read(rest);
        return true;
    }
}
