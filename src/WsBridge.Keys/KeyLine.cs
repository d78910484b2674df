using System.Security.Cryptography;
using System.Text;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Keys.Wireshark;

namespace WsBridge.Keys;

/// <summary>
/// One key as text: <c>TYPE:KEY</c> in words that Wireshark has for it, <c>wpa-pwd:PASSPHRASE[:SSID]</c>, <c>wpa-psk:HEX[:SSID]</c>,
/// <c>pmk:HEX</c>, <c>msk:HEX</c>, <c>pmk-r0:HEX</c> or <c>pmk-r1:HEX</c>, perhaps with <c>sta=aa:bb:cc:dd:ee:ff</c> as its last word; or
/// a row of Wireshark's own table.
/// </summary>
/// <remarks>Passphrase and SSID are percent-encoded as in Wireshark: parse_key_string in its epan/crypt/dot11decrypt.c.</remarks>
internal static class KeyLine
{
    /// <summary>Longer than the longest key with every character escaped.</summary>
    public const int MaxOctets = 1024;

    private const int HexDigitsOfPsk = 64;
    private const int MaxSsidOctets = 32;
    private const int MskOctets = 64;

    /// <summary>Reads a line that is neither empty nor a comment.</summary>
    /// <param name="line">The line.</param>
    /// <param name="source">Where it is from, for people.</param>
    public static LineReading Read(ReadOnlySpan<byte> line, string source)
    {
        if (line.Length > MaxOctets)
        {
            return new LineReading.Malformed("the line is too long to be a key");
        }

        if (line[0] == '"')
        {
            return ReadRow(line, source);
        }

        int colon = line.IndexOf((byte)':');
        if (colon < 0)
        {
            return NoType;
        }

        MacAddress? sta = null;
        int space = line.LastIndexOfAny(" \t"u8);
        if (space > colon && line[(space + 1)..] is var word && word.StartsWith("sta="u8))
        {
            if (!MacAddress.TryParse(Encoding.Latin1.GetString(word[4..]), out MacAddress address))
            {
                return new LineReading.Malformed("sta= is followed by no MAC address such as 02:00:00:00:01:00");
            }

            sta = address;
            line = line[..space].TrimEnd(" \t"u8);
        }

        return Read(line[..colon], line[(colon + 1)..], sta, source);
    }

    private static LineReading.Malformed NoType => new("it does not begin with wpa-pwd:, wpa-psk:, pmk:, msk:, pmk-r0: or pmk-r1:");

    private static LineReading ReadRow(ReadOnlySpan<byte> line, string source)
    {
        Span<byte> type = stackalloc byte[16];
        Span<byte> value = stackalloc byte[MaxOctets];
        try
        {
            return UatRow.TryRead(line, type, out int typeLength, value, out int valueLength)
                ? Read(type[..typeLength], value[..valueLength].Trim(" \t\n\v\f\r"u8), null, source)
                : new LineReading.Malformed("it is no row of Wireshark's key table, which has a type and a key, both in quotation marks");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(value);
        }
    }

    private static LineReading Read(ReadOnlySpan<byte> type, ReadOnlySpan<byte> value, MacAddress? sta, string source) =>
        Ascii.EqualsIgnoreCase(type, "wpa-pwd"u8) ? ReadPassphrase(value, sta, source)
        : Ascii.EqualsIgnoreCase(type, "wpa-psk"u8) ? ReadPsk(value, sta, source)
        : Ascii.EqualsIgnoreCase(type, "pmk"u8) ? ReadHex(KeyKind.Pmk, value, new KeyBinding { Sta = sta }, source)
        : Ascii.EqualsIgnoreCase(type, "msk"u8) ? ReadHex(KeyKind.Msk, value, new KeyBinding { Sta = sta }, source)
        : Ascii.EqualsIgnoreCase(type, "pmk-r0"u8) ? ReadHex(KeyKind.PmkR0, value, new KeyBinding { Sta = sta }, source)
        : Ascii.EqualsIgnoreCase(type, "pmk-r1"u8) ? ReadHex(KeyKind.PmkR1, value, new KeyBinding { Sta = sta }, source)
        : Ascii.EqualsIgnoreCase(type, "wep"u8) ? new LineReading.Useless("a WEP key verifies nothing")
        : Ascii.EqualsIgnoreCase(type, "tk"u8) ? new LineReading.Useless("a TK decrypts frames and verifies no handshake")
        : NoType;

    private static LineReading ReadPassphrase(ReadOnlySpan<byte> value, MacAddress? sta, string source)
    {
        int colon = value.IndexOf((byte)':');
        ReadOnlySpan<byte> passphrase = colon < 0 ? value : value[..colon];
        ReadOnlySpan<byte> ssid = colon < 0 ? [] : value[(colon + 1)..];
        if (ssid.Contains((byte)':'))
        {
            return new LineReading.Malformed("one colon stands between passphrase and SSID; any other is written %3a");
        }

        Span<byte> octets = stackalloc byte[MaxOctets];
        try
        {
            int length = TextOctets.ReadPercentEncoded(passphrase, octets);
            return length < 0 ? BadPercent
                : !KnownKey.HasLength(KeyKind.Passphrase, length)
                    ? new LineReading.Malformed($"a passphrase has 8 to 63 octets, this one {length}")
                : WithSsid(KeyKind.Passphrase, octets[..length], ssid, sta, source);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(octets);
        }
    }

    private static LineReading ReadPsk(ReadOnlySpan<byte> value, MacAddress? sta, string source)
    {
        if (value.Length <= HexDigitsOfPsk || value[HexDigitsOfPsk] != ':')
        {
            // Wireshark takes any PMK under this name, that of SAE or OWE too.
            return ReadHex(KeyKind.Pmk, value, new KeyBinding { Sta = sta }, source);
        }

        Span<byte> octets = stackalloc byte[HexDigitsOfPsk / 2];
        try
        {
            int length = TextOctets.ReadHex(value[..HexDigitsOfPsk], octets);
            return length == octets.Length
                ? WithSsid(KeyKind.Psk, octets, value[(HexDigitsOfPsk + 1)..], sta, source)
                : NoHex;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(octets);
        }
    }

    private static LineReading ReadHex(KeyKind kind, ReadOnlySpan<byte> value, KeyBinding binding, string source)
    {
        Span<byte> octets = stackalloc byte[MaxOctets / 2];
        try
        {
            int length = TextOctets.ReadHex(value, octets);
            if (kind == KeyKind.Msk && length > MskOctets)
            {
                length = MskOctets; // Some EAP methods make more; PMK and XXKey are within the first 64.
            }

            return length < 0 ? NoHex
                : !KnownKey.HasLength(kind, length) ? new LineReading.Malformed($"such a key has 32, 48 or 64 octets, this one {length}")
                : new LineReading.Key(new KnownKey(kind, octets[..length], source, binding));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(octets);
        }
    }

    private static LineReading WithSsid(KeyKind kind, ReadOnlySpan<byte> material, ReadOnlySpan<byte> ssidText, MacAddress? sta,
        string source)
    {
        byte[] ssid = new byte[ssidText.Length];
        int length = TextOctets.ReadPercentEncoded(ssidText, ssid);
        return length switch
        {
            < 0 => BadPercent,
            > MaxSsidOctets => new LineReading.Malformed($"an SSID has at most {MaxSsidOctets} octets, this one {length}"),
            _ => new LineReading.Key(new KnownKey(kind, material, source, new KeyBinding { Sta = sta, Ssid = ssid.AsMemory(0, length) })),
        };
    }

    private static LineReading.Malformed BadPercent =>
        new("two hexadecimal digits follow a percent sign; a percent sign itself is written %25");

    private static LineReading.Malformed NoHex => new("the key is not written in pairs of hexadecimal digits");
}
