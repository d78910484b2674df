using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace WsBridge.Capture;

/// <summary>Reads and writes numbers in the byte order of a file or section.</summary>
internal readonly struct ByteOrder(bool bigEndian)
{
    private readonly bool _bigEndian = bigEndian;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ushort ReadUInt16(ReadOnlySpan<byte> octets) => _bigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(octets)
        : BinaryPrimitives.ReadUInt16LittleEndian(octets);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadUInt32(ReadOnlySpan<byte> octets) => _bigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(octets)
        : BinaryPrimitives.ReadUInt32LittleEndian(octets);

    public long ReadInt64(ReadOnlySpan<byte> octets) => _bigEndian
        ? BinaryPrimitives.ReadInt64BigEndian(octets)
        : BinaryPrimitives.ReadInt64LittleEndian(octets);

    public void WriteUInt16(Span<byte> octets, ushort value)
    {
        if (_bigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(octets, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(octets, value);
        }
    }

    public void WriteUInt32(Span<byte> octets, uint value)
    {
        if (_bigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(octets, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(octets, value);
        }
    }
}
