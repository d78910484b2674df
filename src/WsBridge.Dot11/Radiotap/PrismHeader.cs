using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>The Prism monitor header: integers in the order of the machine that recorded, which the message length gives away.</summary>
internal static class PrismHeader
{
    private const int FixedSize = 24;
    private const int ItemSize = 12;

    public static bool TryParse(ReadOnlySpan<byte> packet, out LinkHeader header, out ParseError error)
    {
        header = default;
        if (ParseError.Missing(packet, FixedSize, "Prism header", 0, out error))
        {
            return false;
        }

        var bigEndian = BinaryPrimitives.ReadUInt32LittleEndian(packet[4..]) > 0xFFFF;
        var length = Read32(packet[4..], bigEndian);
        if (length is < FixedSize or > 0xFFFF)
        {
            error = new ParseError($"Prism message length {length} cannot be", 4, 0, 0);
            return false;
        }

        if (ParseError.Missing(packet, (int)length, "Prism header", 0, out error))
        {
            return false;
        }

        header = new LinkHeader { Length = (int)length };
        for (var items = packet[FixedSize..(int)length]; items.Length >= ItemSize; items = items[ItemSize..])
        {
            header = ReadItem(header, items, bigEndian);
        }

        return true;
    }

    private static LinkHeader ReadItem(LinkHeader header, ReadOnlySpan<byte> item, bool bigEndian)
    {
        var status = bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(item[4..]) : BinaryPrimitives.ReadUInt16LittleEndian(item[4..]);
        if (status != 0)
        {
            return header;
        }

        // Two numberings exist: n × 10000h + 44h (wlan-ng) and n × 1000h + 41h.
        var id = Read32(item, bigEndian);
        var number = (id & 0xFFFF) == 0x44 ? id >> 16 : (id & 0xFFF) == 0x41 ? id >> 12 : 0;
        var data = Read32(item[8..], bigEndian);
        return number switch
        {
            2 => header with { Tsf = data },
            3 => header with { FrequencyMHz = AvsHeader.ChannelToMHz(data) },
            // Drivers differ in what the number means; a negative one can only be dBm.
            6 when (int)data is < 0 and > -128 => header with { SignalDbm = (int)data },
            8 => header with { Rate = (int)(data & 0xFFFF) },
            _ => header,
        };
    }

    private static uint Read32(ReadOnlySpan<byte> octets, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(octets) : BinaryPrimitives.ReadUInt32LittleEndian(octets);
}
