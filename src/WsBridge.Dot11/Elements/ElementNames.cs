namespace WsBridge.Dot11;

/// <summary>Names of elements. IEEE Std 802.11-2020, 9.4.2.1.</summary>
public static class ElementNames
{
    /// <summary>The name of an element, or its numbers: "element 200", "element 255:88", "Vendor Specific 00-17-F2:10".</summary>
    public static string Of(scoped in Element element) => element switch
    {
        { ExtensionId: { } extension } => OfExtension(extension) ?? $"element 255:{extension}",
        { Id: ElementId.VendorSpecific } => OfVendor(element.Body),
        _ => Of(element.Id) ?? $"element {element.Id}",
    };

    private static string? Of(byte id) => id switch
    {
        0 => "SSID",
        1 => "Supported Rates",
        3 => "DSSS Parameter Set",
        5 => "TIM",
        7 => "Country",
        11 => "BSS Load",
        32 => "Power Constraint",
        33 => "Power Capability",
        36 => "Supported Channels",
        37 => "Channel Switch Announcement",
        42 => "ERP",
        45 => "HT Capabilities",
        46 => "QoS Capability",
        48 => "RSNE",
        50 => "Extended Supported Rates",
        51 => "AP Channel Report",
        52 => "Neighbor Report",
        54 => "MDE",
        55 => "FTE",
        56 => "TIE",
        57 => "RDE",
        59 => "Supported Operating Classes",
        60 => "Extended Channel Switch Announcement",
        61 => "HT Operation",
        70 => "RM Enabled Capabilities",
        71 => "Multiple BSSID",
        74 => "Overlapping BSS Scan Parameters",
        76 => "MME",
        101 => "Link Identifier",
        107 => "Interworking",
        108 => "Advertisement Protocol",
        111 => "Roaming Consortium",
        127 => "Extended Capabilities",
        191 => "VHT Capabilities",
        192 => "VHT Operation",
        195 => "Transmit Power Envelope",
        199 => "Operating Mode Notification",
        201 => "Reduced Neighbor Report",
        242 => "Fragment",
        244 => "RSNXE",
        _ => null,
    };

    private static string? OfExtension(byte id) => id switch
    {
        32 => "OWE Diffie-Hellman Parameter",
        35 => "HE Capabilities",
        36 => "HE Operation",
        38 => "MU EDCA Parameter Set",
        39 => "Spatial Reuse Parameter Set",
        59 => "HE 6 GHz Band Capabilities",
        92 => "Rejected Groups",
        93 => "Anti-Clogging Token Container",
        106 => "EHT Operation",
        107 => "Multi-Link",
        108 => "EHT Capabilities",
        _ => null,
    };

    private static string OfVendor(ReadOnlySpan<byte> body) => body switch
    {
        [0x00, 0x50, 0xF2, 1, ..] => "WPA",
        [0x00, 0x50, 0xF2, 2, ..] => "WMM",
        [0x00, 0x50, 0xF2, 4, ..] => "WPS",
        [0x50, 0x6F, 0x9A, 16, ..] => "Hotspot 2.0 Indication",
        [0x50, 0x6F, 0x9A, 22, ..] => "MBO",
        [0x50, 0x6F, 0x9A, 28, ..] => "OWE Transition Mode",
        [var a, var b, var c, var type, ..] => $"Vendor Specific {a:X2}-{b:X2}-{c:X2}:{type}",
        _ => "Vendor Specific",
    };
}
