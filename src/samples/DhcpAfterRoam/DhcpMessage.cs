using System.Buffers.Binary;

namespace DhcpAfterRoam;

/// <summary>What matters here of a DHCP message. RFC 2131, 2; RFC 2132, 9.6.</summary>
/// <param name="Type">DHCP message type.</param>
/// <param name="Client">Hardware address of the client, 48 bits.</param>
/// <param name="IsRenewal">The client has an address already and uses it (ciaddr).</param>
internal readonly record struct DhcpMessage(DhcpType Type, ulong Client, bool IsRenewal)
{
    private const int OptionsAt = 240;
    private const uint Cookie = 0x63825363;
    private const byte Pad = 0;
    private const byte End = 255;
    private const byte MessageType = 53;

    /// <summary>Reads it from the data of UDP.</summary>
    /// <returns>False when it is none, is cut off, or is not about Ethernet or Wi-Fi.</returns>
    public static bool TryRead(ReadOnlySpan<byte> octets, out DhcpMessage message)
    {
        message = default;
        if (octets.Length < OptionsAt || octets[1] != 1 || octets[2] != 6 || BinaryPrimitives.ReadUInt32BigEndian(octets[236..]) != Cookie)
        {
            return false;
        }

        ReadOnlySpan<byte> options = octets[OptionsAt..];
        while (options.Length > 0 && options[0] != End)
        {
            if (options[0] == Pad)
            {
                options = options[1..];
                continue;
            }

            if (options.Length < 2 || options.Length < 2 + options[1])
            {
                return false;
            }

            if (options[0] == MessageType && options[1] == 1)
            {
                ulong client = BinaryPrimitives.ReadUInt64BigEndian(octets[26..]) & 0xFFFF_FFFF_FFFF;
                message = new DhcpMessage((DhcpType)options[2], client, BinaryPrimitives.ReadUInt32BigEndian(octets[12..]) != 0);
                return true;
            }

            options = options[(2 + options[1])..];
        }

        return false;
    }
}
