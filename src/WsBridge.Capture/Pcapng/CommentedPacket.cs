using System.Text;

namespace WsBridge.Capture.Pcapng;

/// <summary>A packet's block, written again with more comments. Options that it has stay as they are.</summary>
internal static class CommentedPacket
{
    private const int HeaderLength = 8;
    private const int TrailerLength = 4;
    private const int OptionHeaderLength = 4;

    /// <summary>Writes the block with these comments behind those that it has.</summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="block">The block as it is in the file.</param>
    /// <param name="record">The packet in it.</param>
    /// <param name="order">The byte order of its section.</param>
    /// <param name="comments">The comments.</param>
    /// <returns>The block that was written.</returns>
    public static Span<byte> Write(BlockBuffer buffer, ReadOnlySpan<byte> block, scoped in CaptureRecord record, ByteOrder order,
        ReadOnlySpan<string> comments)
    {
        uint type = order.ReadUInt32(block);
        if (type == BlockType.SimplePacket)
        {
            return WriteSimple(buffer, record, order, comments);
        }

        ReadOnlySpan<byte> options = block[OptionsStart(record)..^TrailerLength];
        int before = OptionsStart(record) + LengthOfComments(options, order);
        ReadOnlySpan<byte> after = block[before..^TrailerLength];
        int end = after.IsEmpty ? OptionHeaderLength : 0;
        Span<byte> copy = Begin(buffer, type, block.Length + LengthOf(comments) + end, order);
        block[HeaderLength..before].CopyTo(copy[HeaderLength..]);
        Span<byte> rest = WriteComments(copy[before..], order, comments);
        after.CopyTo(rest);

        return copy;
    }

    /// <summary>
    /// A Simple Packet Block has no options; what has is an Enhanced Packet Block of the first interface, whose time is 0 then.
    /// </summary>
    private static Span<byte> WriteSimple(BlockBuffer buffer, scoped in CaptureRecord record, ByteOrder order,
        ReadOnlySpan<string> comments)
    {
        int length = OptionsStart(record) + LengthOf(comments) + OptionHeaderLength + TrailerLength;
        Span<byte> block = Begin(buffer, BlockType.EnhancedPacket, length, order);
        order.WriteUInt32(block[(HeaderLength + 12)..], (uint)record.Octets.Length);
        order.WriteUInt32(block[(HeaderLength + 16)..], (uint)record.OriginalLength);
        record.Octets.CopyTo(block[(HeaderLength + EnhancedPacketBlock.FixedLength)..]);
        WriteComments(block[OptionsStart(record)..], order, comments);

        return block;
    }

    // The obsolete Packet Block is as long up to its octets as the Enhanced Packet Block.
    private static int OptionsStart(in CaptureRecord record) =>
        HeaderLength + EnhancedPacketBlock.FixedLength + PaddedLength.Of(record.Octets.Length);

    private static int LengthOfComments(ReadOnlySpan<byte> octets, ByteOrder order)
    {
        int length = 0;
        BlockOptions options = new(octets, order);
        while (options.TryNext() && options.Code == EnhancedPacketBlock.CommentOption)
        {
            length += BlockWriter.OptionLength(options.Value.Length);
        }

        return Math.Min(length, octets.Length);
    }

    private static int LengthOf(ReadOnlySpan<string> comments)
    {
        int length = 0;
        foreach (string comment in comments)
        {
            length += BlockWriter.OptionLength(comment);
        }

        return length;
    }

    private static Span<byte> Begin(BlockBuffer buffer, uint type, int length, ByteOrder order)
    {
        Span<byte> block = buffer.Append(length);
        order.WriteUInt32(block, type);
        order.WriteUInt32(block[4..], (uint)length);
        order.WriteUInt32(block[^TrailerLength..], (uint)length);

        return block;
    }

    /// <returns>What is left of the room.</returns>
    private static Span<byte> WriteComments(Span<byte> room, ByteOrder order, ReadOnlySpan<string> comments)
    {
        foreach (string comment in comments)
        {
            int length = Encoding.UTF8.GetBytes(comment, room[OptionHeaderLength..]);
            order.WriteUInt16(room, EnhancedPacketBlock.CommentOption);
            order.WriteUInt16(room[2..], (ushort)length);
            room = room[BlockWriter.OptionLength(length)..];
        }

        return room;
    }
}
