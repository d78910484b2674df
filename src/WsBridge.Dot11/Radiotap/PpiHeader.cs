using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>The Per-Packet Information header; integers are least significant octet first.</summary>
internal static class PpiHeader
{
    private const int FixedSize = 8;
    private const int Common = 2;
    private const int CommonSize = 20;

    public static bool TryParse(ReadOnlySpan<byte> packet, out LinkHeader header, out ParseError error)
    {
        header = default;
        if (ParseError.Missing(packet, FixedSize, "PPI header", 0, out error))
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(packet[2..]);
        if (length < FixedSize)
        {
            error = new ParseError($"PPI length {length} is less than its own {FixedSize} octets", 2, 0, 0);
            return false;
        }

        if (ParseError.Missing(packet, length, "PPI header", 0, out error))
        {
            return false;
        }

        var dlt = BinaryPrimitives.ReadUInt32LittleEndian(packet[4..]);
        if (dlt != LinkTypes.Ieee80211)
        {
            error = new ParseError($"PPI around link type {dlt} carries no 802.11 frames", 4, 0, 0);
            return false;
        }

        return TryReadFields(packet[..length], (packet[1] & 1) != 0, out header, out error);
    }

    private static bool TryReadFields(ReadOnlySpan<byte> octets, bool aligned, out LinkHeader header, out ParseError error)
    {
        header = new LinkHeader { Length = octets.Length };
        error = default;
        var offset = FixedSize;
        while (offset < octets.Length)
        {
            var rest = octets[offset..];
            if (ParseError.Missing(rest, 4, "PPI field header", offset, out error))
            {
                return false;
            }

            var type = BinaryPrimitives.ReadUInt16LittleEndian(rest);
            int size = BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]);
            if (ParseError.Missing(rest[4..], size, "PPI field", offset + 4, out error))
            {
                return false;
            }

            if (type == Common && size >= CommonSize)
            {
                header = ReadCommon(header, rest[4..]);
            }

            offset += 4 + size;
            offset = aligned ? (offset + 3) & -4 : offset;
        }

        return true;
    }

    private static LinkHeader ReadCommon(LinkHeader header, ReadOnlySpan<byte> field)
    {
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(field[8..]);
        var tsf = BinaryPrimitives.ReadUInt64LittleEndian(field);
        var frequency = BinaryPrimitives.ReadUInt16LittleEndian(field[12..]);
        var signal = (sbyte)field[18];
        return header with
        {
            HasFcs = (flags & 1) != 0,
            BadFcs = (flags & 4) != 0,
            Tsf = (flags & 2) != 0 ? unchecked(tsf * 1000) : tsf,
            Rate = BinaryPrimitives.ReadUInt16LittleEndian(field[10..]),
            FrequencyMHz = frequency == 0 ? null : frequency,
            SignalDbm = signal == sbyte.MinValue ? null : signal,
        };
    }
}
