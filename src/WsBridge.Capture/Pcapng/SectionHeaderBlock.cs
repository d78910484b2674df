using System.Buffers.Binary;

namespace WsBridge.Capture.Pcapng;

/// <summary>Begins a section and says in which byte order it is. draft-ietf-opsawg-pcapng, section 4.1.</summary>
internal static class SectionHeaderBlock
{
    /// <summary>Where the octets end that tell the byte order: type, total length, byte-order magic.</summary>
    public const int OrderEnd = 12;

    /// <summary>The fixed part of the body: byte-order magic, two version numbers, section length.</summary>
    public const int FixedLength = 16;

    public const uint ByteOrderMagic = 0x1A2B3C4D;
    public const ushort MajorVersion = 1;

    /// <summary>Where the section's length stands in the block.</summary>
    private const int LengthOffset = 16;

    public static bool IsMagic(ReadOnlySpan<byte> octets) =>
        BinaryPrimitives.ReadUInt32LittleEndian(octets) == BlockType.SectionHeader;

    public static bool TryReadOrder(ReadOnlySpan<byte> octets, out ByteOrder order)
    {
        ReadOnlySpan<byte> magic = octets[8..];
        bool bigEndian = BinaryPrimitives.ReadUInt32BigEndian(magic) == ByteOrderMagic;
        order = new ByteOrder(bigEndian);

        return bigEndian || BinaryPrimitives.ReadUInt32LittleEndian(magic) == ByteOrderMagic;
    }

    public static ushort ReadMajorVersion(ReadOnlySpan<byte> body, ByteOrder order) => order.ReadUInt16(body[4..]);

    /// <summary>Says in a whole block that the section's length is not known, which reads the same in either byte order.</summary>
    public static void ForgetLength(Span<byte> block) => block.Slice(LengthOffset, sizeof(ulong)).Fill(0xFF);
}
