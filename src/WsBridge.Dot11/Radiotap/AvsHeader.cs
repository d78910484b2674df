using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>The AVS capture header; integers are most significant octet first.</summary>
internal static class AvsHeader
{
    private const uint Magic = 0x8021_1000;
    private const int FixedSize = 64;
    private const uint SignalIsDbm = 2;

    public static bool IsAvs(ReadOnlySpan<byte> packet) =>
        packet.Length >= 4 && (BinaryPrimitives.ReadUInt32BigEndian(packet) & 0xFFFF_F000) == Magic;

    public static bool TryParse(ReadOnlySpan<byte> packet, out LinkHeader header, out ParseError error)
    {
        header = default;
        if (ParseError.Missing(packet, FixedSize, "AVS header", 0, out error))
        {
            return false;
        }

        if (!IsAvs(packet))
        {
            error = new ParseError("AVS magic is not there", 0, 0, 0);
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
        if (length is < FixedSize or > 0xFFFF)
        {
            error = new ParseError($"AVS header length {length} cannot be", 4, 0, 0);
            return false;
        }

        if (ParseError.Missing(packet, (int)length, "AVS header", 0, out error))
        {
            return false;
        }

        var signal = BinaryPrimitives.ReadInt32BigEndian(packet[48..]);
        var isDbm = BinaryPrimitives.ReadUInt32BigEndian(packet[44..]) == SignalIsDbm;
        header = new LinkHeader
        {
            Length = (int)length,
            Tsf = BinaryPrimitives.ReadUInt64BigEndian(packet[8..]),
            FrequencyMHz = ChannelToMHz(BinaryPrimitives.ReadUInt32BigEndian(packet[28..])),
            SignalDbm = isDbm && signal is > -256 and < 256 ? signal : null,
        };
        return true;
    }

    /// <summary>A channel number, or already a frequency in MHz or kHz: drivers write all three into one field.</summary>
    public static int? ChannelToMHz(uint channel) => channel switch
    {
        >= 1 and <= 13 => 2407 + 5 * (int)channel,
        14 => 2484,
        >= 30 and <= 180 => 5000 + 5 * (int)channel,
        >= 2000 and < 10_000 => (int)channel,
        >= 2_000_000 and < 10_000_000 => (int)(channel / 1000),
        _ => null,
    };
}
