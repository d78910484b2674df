using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>The octets of SSIDs: keys are derived from them, not from their printable form.</summary>
internal static class SsidReader
{
    /// <summary>The SSID that the STA associates with: of its request, else of the BSS.</summary>
    public static bool Association(Association association, out ReadOnlySpan<byte> ssid) =>
        Frame(association.Request, out ssid) || Bss(association.Bss, out ssid);

    /// <summary>The SSID of the Beacon or Probe Response; false when it is hidden or none was captured.</summary>
    public static bool Bss(Bss bss, out ReadOnlySpan<byte> ssid)
    {
        ssid = bss.SsidOctets;
        return !ssid.IsEmpty;
    }

    /// <summary>The SSID element of a frame.</summary>
    public static bool Frame(StoredFrame? frame, out ReadOnlySpan<byte> ssid)
    {
        ssid = frame is not null && frame.Elements.TryFind(ElementId.Ssid, out Element element)
            && Ssid.TryParse(element.Body, out Ssid read, out _)
            ? read.Octets
            : default;
        return !ssid.IsEmpty;
    }
}
