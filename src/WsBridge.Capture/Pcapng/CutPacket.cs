namespace WsBridge.Capture.Pcapng;

/// <summary>A packet's block, written again with fewer of its octets. Options that it has stay as they are.</summary>
internal static class CutPacket
{
    private const int HeaderLength = 8;
    private const int TrailerLength = 4;
    private const int CapturedLength = 20;
    private const ushort HashOption = 3;

    /// <summary>
    /// Whether the block can be cut: a Simple Packet Block says nowhere how long it is, and a hash of all octets would be wrong.
    /// </summary>
    public static bool CanCut(ReadOnlySpan<byte> block, scoped in CaptureRecord record, ByteOrder order)
    {
        if (order.ReadUInt32(block) == BlockType.SimplePacket)
        {
            return false;
        }

        BlockOptions options = new(block[OptionsStart(record.Octets.Length)..^TrailerLength], order);
        while (options.TryNext())
        {
            if (options.Code == HashOption)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes the block with the first octets of its packet.</summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="block">The block as it is in the file.</param>
    /// <param name="record">The packet in it.</param>
    /// <param name="order">The byte order of its section.</param>
    /// <param name="length">How many octets stay.</param>
    /// <returns>The block that was written.</returns>
    public static Span<byte> Write(BlockBuffer buffer, ReadOnlySpan<byte> block, scoped in CaptureRecord record, ByteOrder order,
        int length)
    {
        int after = OptionsStart(record.Octets.Length);
        Span<byte> copy = buffer.Append(block.Length - after + OptionsStart(length));
        block[..(OptionsStart(0) + length)].CopyTo(copy);
        block[after..].CopyTo(copy[OptionsStart(length)..]);
        order.WriteUInt32(copy[4..], (uint)copy.Length);
        order.WriteUInt32(copy[CapturedLength..], (uint)length);
        order.WriteUInt32(copy[^TrailerLength..], (uint)copy.Length);
        return copy;
    }

    // The obsolete Packet Block is as long up to its octets as the Enhanced Packet Block.
    private static int OptionsStart(int octets) => HeaderLength + EnhancedPacketBlock.FixedLength + PaddedLength.Of(octets);
}
