using System.Buffers.Binary;
using System.Text;

namespace WsBridge.Extcap.Capturing;

/// <summary>
/// A packet that is no frame and only says something, for a mark after which no frame came: an exported PDU that Wireshark shows as a line
/// of syslog, so that its text stands in the Info column.
/// </summary>
/// <remarks>Wireshark's epan/exported_pdu.h: tags of type and length, big-endian, padded to four octets; then the PDU.</remarks>
internal static class MarkRecord
{
    private const ushort DissectorName = 12;
    private const int Padding = 4;

    /// <summary>The packet, of link type 252 (exported PDU).</summary>
    public static byte[] Write(string text)
    {
        ReadOnlySpan<byte> name = "syslog\0\0"u8; // a multiple of four octets
        byte[] packet = new byte[Padding + name.Length + Padding + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteUInt16BigEndian(packet, DissectorName);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)name.Length);
        name.CopyTo(packet.AsSpan(Padding));
        Encoding.UTF8.GetBytes(text, packet.AsSpan(Padding + name.Length + Padding)); // behind the end of the tags, four octets of zero
        return packet;
    }
}
