using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>
/// A cipher suite selector: OUI in the upper three octets of Value, suite type in the lowest. IEEE Std 802.11-2020, 9.4.2.24.
/// </summary>
public readonly record struct CipherSuite(uint Value)
{
    /// <summary>The 00-0F-AC suite of this type.</summary>
    public static CipherSuite Rsn(byte type) => new(SuiteSelector.RsnOui | type);

    /// <summary>TKIP, 00-0F-AC:2.</summary>
    public static CipherSuite Tkip => Rsn(2);

    /// <summary>CCMP-128, 00-0F-AC:4.</summary>
    public static CipherSuite Ccmp128 => Rsn(4);

    /// <summary>CCMP-256.</summary>
    public static CipherSuite Ccmp256 => Rsn(10);

    /// <summary>GCMP-128.</summary>
    public static CipherSuite Gcmp128 => Rsn(8);

    /// <summary>GCMP-256.</summary>
    public static CipherSuite Gcmp256 => Rsn(9);

    /// <summary>CCMP-128 as WPA names it.</summary>
    public static CipherSuite WpaCcmp => new(SuiteSelector.WpaOui | 4);

    /// <summary>BIP-CMAC-128, 00-0F-AC:6.</summary>
    public static CipherSuite BipCmac128 => Rsn(6);

    /// <summary>TKIP of RSN or of WPA.</summary>
    public bool IsTkip => Value is (SuiteSelector.RsnOui | 2) or (SuiteSelector.WpaOui | 2);

    /// <summary>The standard's name, null where it has none.</summary>
    public string? Name => Value switch
    {
        SuiteSelector.RsnOui | 0 => "Use group cipher suite",
        SuiteSelector.RsnOui | 1 => "WEP-40",
        SuiteSelector.RsnOui | 2 => "TKIP",
        SuiteSelector.RsnOui | 4 => "CCMP-128",
        SuiteSelector.RsnOui | 5 => "WEP-104",
        SuiteSelector.RsnOui | 6 => "BIP-CMAC-128",
        SuiteSelector.RsnOui | 7 => "Group addressed traffic not allowed",
        SuiteSelector.RsnOui | 8 => "GCMP-128",
        SuiteSelector.RsnOui | 9 => "GCMP-256",
        SuiteSelector.RsnOui | 10 => "CCMP-256",
        SuiteSelector.RsnOui | 11 => "BIP-GMAC-128",
        SuiteSelector.RsnOui | 12 => "BIP-GMAC-256",
        SuiteSelector.RsnOui | 13 => "BIP-CMAC-256",
        SuiteSelector.WpaOui | 0 => "None",
        SuiteSelector.WpaOui | 1 => "WEP-40",
        SuiteSelector.WpaOui | 2 => "TKIP",
        SuiteSelector.WpaOui | 4 => "CCMP-128",
        SuiteSelector.WpaOui | 5 => "WEP-104",
        _ => null,
    };

    /// <summary>Octets of the temporal key this cipher takes, null where it is not a pairwise cipher we know.</summary>
    public int? TemporalKeyLength => Value switch
    {
        SuiteSelector.RsnOui | 2 or SuiteSelector.WpaOui | 2 => 32,
        SuiteSelector.RsnOui | 4 or SuiteSelector.RsnOui | 8 or SuiteSelector.WpaOui | 4 => 16,
        SuiteSelector.RsnOui | 9 or SuiteSelector.RsnOui | 10 => 32,
        _ => null,
    };

    /// <summary>The selector as <c>00-0F-AC:4</c>.</summary>
    public string Selector => SuiteSelector.Format(Value);

    /// <summary>Reads the first four octets, which the caller has seen to be there.</summary>
    public static CipherSuite Read(ReadOnlySpan<byte> octets) => new(BinaryPrimitives.ReadUInt32BigEndian(octets));

    /// <summary>The name, or the selector where there is none.</summary>
    public override string ToString() => Name ?? Selector;
}

internal static class SuiteSelector
{
    public const uint RsnOui = 0x000F_AC00;

    public const uint WpaOui = 0x0050_F200;

    public static string Format(uint value) => $"{value >> 24:X2}-{value >> 16 & 0xFF:X2}-{value >> 8 & 0xFF:X2}:{value & 0xFF}";
}
