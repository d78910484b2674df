using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>What the rules on Beacons and Probe Responses read and print alike.</summary>
internal static class BeaconFrames
{
    /// <summary>OUI of Cisco's own elements.</summary>
    private const int Cisco = 0x004096;

    /// <summary>The RSNE, when the frame is whole and the RSNE can be read to its end.</summary>
    public static bool TryGetRsne(StoredFrame frame, out Element element, out Rsne rsne)
    {
        rsne = default;
        return frame.Elements.TryFind(ElementId.Rsne, out element) && !frame.IsCutOff && Rsne.TryParse(element.Body, out rsne, out _);
    }

    /// <summary>The MDE of a BSS that offers an FT AKM.</summary>
    public static bool TryGetFt(Bss bss, out Element element, out Mde mde)
    {
        element = default;
        mde = default;
        return bss.Beacon is { } beacon && beacon.Elements.TryFind(ElementId.Mde, out element) && Mde.TryParse(element.Body, out mde, out _)
            && TryGetRsne(beacon, out _, out Rsne rsne) && rsne.Akms.ContainsFt;
    }

    /// <summary>RSNE Override elements: new clients find their AKMs there and not in the RSNE.</summary>
    public static bool HasOverride(Elements elements) =>
        elements.TryFindVendor(VendorOui.WifiAlliance, 0x29, out _) || elements.TryFindVendor(VendorOui.WifiAlliance, 0x2A, out _);

    /// <summary>
    /// Cisco's adaptive 802.11r: an MDE, no FT AKM in the RSNE, and an element of Cisco that tells clients which know it that the AP takes
    /// the FT AKM all the same. What such an AP and its client say to each other names an AKM that the Beacon does not.
    /// </summary>
    public static bool IsAdaptiveFt(Elements elements) =>
        elements.TryFind(ElementId.Mde, out _) && elements.TryFind(ElementId.Rsne, out Element element)
        && !Rsne.ReadLenient(element.Body).Akms.ContainsFt && HasElementOf(elements, Cisco);

    /// <summary>
    /// The fields in which an RSNE of the AP differs from the one of its Beacon, PMKIDs aside and with adaptive 802.11r the AKMs too.
    /// </summary>
    public static RsneFields Differences(in Rsne sent, in Rsne announced, Elements beacon)
    {
        RsneFields fields = Rsne.Differences(sent, announced, ignorePmkids: true);
        return (fields & RsneFields.Akms) != 0 && sent.Akms.ContainsFt && IsAdaptiveFt(beacon) ? fields & ~RsneFields.Akms : fields;
    }

    /// <summary>The AP advertises management frame protection; false when that was not captured.</summary>
    public static bool IsMfpCapable(Bss bss) =>
        bss.Beacon is { } beacon && TryGetRsne(beacon, out _, out Rsne rsne) && rsne.Capabilities is { Mfpc: true };

    private static bool HasElementOf(Elements elements, int oui)
    {
        foreach (Element element in elements)
        {
            if (element.Id == ElementId.VendorSpecific && element.Body is [var a, var b, var c, ..] && (a << 16 | b << 8 | c) == oui)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Which of the two it is.</summary>
    public static string Word(StoredFrame frame) => frame.Kind == FrameKind.ProbeResponse ? "Probe Response" : "Beacon";

    /// <summary>The AKMs in one line, no more than five.</summary>
    public static string Words(AkmSuiteList akms)
    {
        const int most = 5;
        var words = new List<string>();
        for (int i = 0; i < akms.Count && i < most; i++)
        {
            words.Add(akms[i].ToString());
        }

        return string.Join(", ", words) + (akms.Count > most ? ", …" : "");
    }

    /// <summary>The cipher suites in one line, no more than five.</summary>
    public static string Words(CipherSuiteList suites)
    {
        const int most = 5;
        var words = new List<string>();
        for (int i = 0; i < suites.Count && i < most; i++)
        {
            words.Add(suites[i].ToString());
        }

        return string.Join(", ", words) + (suites.Count > most ? ", …" : "");
    }
}
