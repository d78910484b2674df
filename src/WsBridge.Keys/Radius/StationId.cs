using WsBridge.Dot11;

namespace WsBridge.Keys.Radius;

/// <summary>
/// Calling-Station-Id and Called-Station-Id: an address as <c>02-00-00-00-02-00</c> (RFC 3580, 3.20 and 3.21) or in any other usual
/// spelling (<c>02:00:…</c>, <c>0200.0000.0200</c>, <c>020000000200</c>), behind which Called-Station-Id has <c>:SSID</c>.
/// </summary>
/// <param name="Address">The address.</param>
/// <param name="Ssid">Octets of the SSID; empty when it names none.</param>
internal readonly record struct StationId(MacAddress Address, ReadOnlyMemory<byte> Ssid)
{
    private const int MaxSsidOctets = 32;

    /// <summary>Reads it; null when it does not begin with an address and nothing but an SSID follows.</summary>
    public static StationId? Read(ReadOnlySpan<byte> text)
    {
        ulong value = 0;
        for (int i = 0; i < MacAddress.Size; i++)
        {
            // A separator stands before an octet, never within one.
            if (i > 0 && text is [(byte)':' or (byte)'-' or (byte)'.' or (byte)' ', ..])
            {
                text = text[1..];
            }

            if (text.Length < 2 || !TextOctets.TryReadDigits(text, out byte octet))
            {
                return null;
            }

            value = (value << 8) | octet;
            text = text[2..];
        }

        return text switch
        {
            [] => new StationId(new MacAddress(value), default),
            [(byte)':', .. { Length: <= MaxSsidOctets } ssid] => new StationId(new MacAddress(value), ssid.ToArray()),
            _ => null,
        };
    }
}
