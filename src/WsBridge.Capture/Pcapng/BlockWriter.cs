using System.Buffers.Binary;
using System.Text;

namespace WsBridge.Capture.Pcapng;

/// <summary>Fills one block from its start, in little-endian order; padding is zero already.</summary>
internal ref struct BlockWriter
{
    /// <summary>Type, total length, and the total length again.</summary>
    public const int FrameLength = 12;

    private const int HeaderLength = 8;
    private const int OptionHeaderLength = 4;

    private Span<byte> _rest;

    public BlockWriter(Span<byte> block, uint type)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(block, type);
        BinaryPrimitives.WriteUInt32LittleEndian(block[4..], (uint)block.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(block[^4..], (uint)block.Length);
        _rest = block[HeaderLength..];
    }

    /// <summary>The room that an option with text takes; none when there is no text.</summary>
    public static int OptionLength(string? text) => text is null ? 0 : OptionLength(Encoding.UTF8.GetByteCount(text));

    /// <summary>The room that an option takes with a value of this length.</summary>
    public static int OptionLength(int valueLength)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(valueLength, ushort.MaxValue);

        return OptionHeaderLength + PaddedLength.Of(valueLength);
    }

    public void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_rest, value);
        _rest = _rest[2..];
    }

    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_rest, value);
        _rest = _rest[4..];
    }

    public void Octets(scoped ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_rest);
        _rest = _rest[PaddedLength.Of(octets.Length)..];
    }

    public void Option(ushort code, scoped ReadOnlySpan<byte> value)
    {
        UInt16(code);
        UInt16((ushort)value.Length);
        Octets(value);
    }

    public void Option(ushort code, string? text)
    {
        if (text is not null)
        {
            Option(code, Encoding.UTF8.GetBytes(text));
        }
    }
}
