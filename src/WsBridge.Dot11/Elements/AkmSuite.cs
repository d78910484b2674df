using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>
/// An AKM suite selector: OUI in the upper three octets of Value, suite type in the lowest. IEEE Std 802.11-2020, 9.4.2.24.
/// </summary>
public readonly record struct AkmSuite(uint Value)
{
    /// <summary>The 00-0F-AC suite of this type.</summary>
    public static AkmSuite Rsn(byte type) => new(SuiteSelector.RsnOui | type);

    /// <summary>The suite type under 00-0F-AC, null under another OUI.</summary>
    public byte? RsnType => (Value & 0xFFFF_FF00) == SuiteSelector.RsnOui ? (byte)Value : null;

    /// <summary>IEEE 802.1X under WPA, 00-50-F2:1.</summary>
    public static AkmSuite Wpa8021X => new(SuiteSelector.WpaOui | 1);

    /// <summary>Preshared key under WPA, 00-50-F2:2.</summary>
    public static AkmSuite WpaPsk => new(SuiteSelector.WpaOui | 2);

    /// <summary>The suite is one of the WPA element (00-50-F2), from before RSN.</summary>
    public bool IsWpa => (Value & 0xFFFF_FF00) == SuiteSelector.WpaOui;

    /// <summary>What the suite is, in the standard's words; null where it is not known.</summary>
    public string? Name => this == WpaPsk ? "WPA PSK" : this == Wpa8021X ? "WPA with IEEE 802.1X" : RsnType switch
    {
        1 => "IEEE 802.1X",
        2 => "PSK",
        3 => "FT over IEEE 802.1X",
        4 => "FT using PSK",
        5 => "IEEE 802.1X with SHA-256",
        6 => "PSK with SHA-256",
        7 => "TDLS",
        8 => "SAE",
        9 => "FT over SAE",
        10 => "APPeerKey with SHA-256",
        11 => "IEEE 802.1X with Suite B EAP, SHA-256",
        12 => "IEEE 802.1X with CNSA Suite EAP, SHA-384",
        13 => "FT over IEEE 802.1X with SHA-384",
        14 => "FILS with SHA-256 and AES-SIV-256",
        15 => "FILS with SHA-384 and AES-SIV-512",
        16 => "FT over FILS with SHA-256 and AES-SIV-256",
        17 => "FT over FILS with SHA-384 and AES-SIV-512",
        18 => "OWE",
        19 => "FT using PSK with SHA-384",
        20 => "PSK with SHA-384",
        21 => "PASN",
        22 => "FT over IEEE 802.1X with SHA-384, unrestricted",
        23 => "IEEE 802.1X with SHA-384, unrestricted",
        24 => "SAE with group-dependent hash",
        25 => "FT over SAE with group-dependent hash",
        29 => "EPPKE without a base AKM",
        _ => null,
    };

    /// <summary>The name engineers use, such as FT-PSK; null where it is not known.</summary>
    public string? ShortName => this == WpaPsk ? "WPA-PSK" : this == Wpa8021X ? "WPA-EAP" : RsnType switch
    {
        1 => "EAP",
        2 => "PSK",
        3 => "FT-EAP",
        4 => "FT-PSK",
        5 => "EAP-SHA256",
        6 => "PSK-SHA256",
        7 => "TDLS",
        8 => "SAE",
        9 => "FT-SAE",
        10 => "AP-PEERKEY",
        11 => "EAP-SUITE-B",
        12 => "EAP-SUITE-B-192",
        13 => "FT-EAP-SHA384",
        14 => "FILS-SHA256",
        15 => "FILS-SHA384",
        16 => "FT-FILS-SHA256",
        17 => "FT-FILS-SHA384",
        18 => "OWE",
        19 => "FT-PSK-SHA384",
        20 => "PSK-SHA384",
        21 => "PASN",
        22 => "FT-EAP-SHA384-UNRESTRICTED",
        23 => "EAP-SHA384-UNRESTRICTED",
        24 => "SAE-EXT-KEY",
        25 => "FT-SAE-EXT-KEY",
        29 => "EPPKE",
        _ => null,
    };

    /// <summary>Fast BSS transition: PMK-R0, PMK-R1 and PMKR1Name are in use.</summary>
    public bool IsFt => RsnType is 3 or 4 or 9 or 13 or 16 or 17 or 19 or 22 or 25;

    /// <summary>The key comes from an IEEE 802.1X (EAP) authentication after the association.</summary>
    public bool Is8021X => RsnType is 1 or 3 or 5 or 11 or 12 or 13 or 22 or 23 || this == Wpa8021X;

    /// <summary>The key is a preshared key.</summary>
    public bool IsPsk => RsnType is 2 or 4 or 6 or 19 or 20 || this == WpaPsk;

    /// <summary>The key comes from SAE.</summary>
    public bool IsSae => RsnType is 8 or 9 or 24 or 25;

    /// <summary>The key comes from FILS.</summary>
    public bool IsFils => RsnType is 14 or 15 or 16 or 17;

    /// <summary>Octets of the Key MIC in EAPOL-Key frames: 24 with SHA-384, none (0) with FILS, otherwise 16.</summary>
    /// <remarks>
    /// Where the group or the suite leaves it open (<see cref="IsMicLengthKnown"/>), 16 is the usual case and not a fact.
    /// </remarks>
    public int EapolMicLength => RsnType switch
    {
        12 or 13 or 19 or 20 or 22 or 23 => 24,
        14 or 15 or 16 or 17 => 0,
        _ => 16,
    };

    /// <summary>
    /// The suite alone fixes the MIC length. OWE and SAE with group-dependent hash (18, 24, 25) do not, nor does an unknown suite.
    /// </summary>
    public bool IsMicLengthKnown => RsnType is >= 1 and <= 23 and not 18 || this == WpaPsk || this == Wpa8021X;

    /// <summary>
    /// Octets of the MIC in the FTE, null where this is not an FT suite; the same reservation as for EAPOL-Key holds for suite 25.
    /// </summary>
    public int? FteMicLength => RsnType switch
    {
        3 or 4 or 9 or 16 or 25 => 16,
        13 or 17 or 19 or 22 => 24,
        _ => null,
    };

    /// <summary>The selector as <c>00-0F-AC:4</c>.</summary>
    public string Selector => SuiteSelector.Format(Value);

    /// <summary>Reads the first four octets, which the caller has seen to be there.</summary>
    public static AkmSuite Read(ReadOnlySpan<byte> octets) => new(BinaryPrimitives.ReadUInt32BigEndian(octets));

    /// <summary>The Key Descriptor Version that EAPOL-Key frames carry, null where the suite is not known.</summary>
    public int? ExpectedKeyDescriptorVersion(CipherSuite pairwise) => RsnType switch
    {
        1 or 2 => pairwise == CipherSuite.Tkip ? 1 : 2,
        3 or 4 or 5 or 6 => 3,
        8 or 9 or (>= 11 and <= 20) or (>= 22 and <= 25) => 0,
        _ => null,
    };

    /// <summary>The short name, or the selector where there is none.</summary>
    public override string ToString() => ShortName ?? Selector;
}
