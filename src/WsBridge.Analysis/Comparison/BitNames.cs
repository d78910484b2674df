namespace WsBridge.Analysis.Comparison;

/// <summary>
/// Names of bits, from bit 0 on; null is a bit without a name, an empty one belongs to a number and is no bit of its own.
/// </summary>
internal static class BitNames
{
    /// <summary>Capability Information. IEEE Std 802.11-2020, 9.4.1.4.</summary>
    public static readonly string?[] CapabilityInformation =
    [
        "ESS", "IBSS", null, null, "Privacy", "Short Preamble", null, null,
        "Spectrum Management", "QoS", "Short Slot Time", "APSD", "Radio Measurement", "EPD", null, null,
    ];

    /// <summary>RSN Capabilities. IEEE Std 802.11-2020, 9.4.2.24.</summary>
    public static readonly string?[] RsnCapabilities =
    [
        "Preauthentication", "No Pairwise", "", "", "", "", "Management Frame Protection Required", "Management Frame Protection Capable",
        "Joint Multi-band RSNA", "PeerKey Enabled", "SPP A-MSDU Capable", "SPP A-MSDU Required", "PBAC", "Extended Key ID", "OCVC", null,
    ];

    /// <summary>Extended RSN Capabilities.</summary>
    public static readonly string?[] Rsnxe =
    [
        "",
        "",
        "",
        "",
        "Protected TWT",
        "SAE Hash-to-element",
        "SAE-PK",
        null,
        "Secure LTF",
        "Secure RTT",
    ];

    /// <summary>Key Information, its two octets as a number. IEEE Std 802.11-2020, 12.7.2.</summary>
    public static readonly string?[] KeyInformation =
    [
        "", "", "", "Pairwise", "", "", "Install", "Key Ack", "Key MIC", "Secure", "Error", "Request", "Encrypted Key Data", "SMK Message",
        null, null,
    ];
}
