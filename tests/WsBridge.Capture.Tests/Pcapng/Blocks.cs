using System.Buffers.Binary;

namespace WsBridge.Capture.Tests.Pcapng;

/// <summary>Composes pcapng blocks of either byte order, apart from the product's own writer.</summary>
internal sealed class Blocks(bool bigEndian)
{
    public const ushort Name = 2;
    public const ushort Description = 3;
    public const ushort TimeResolution = 9;
    public const ushort FcsLength = 13;
    public const ushort TimeOffset = 14;

    public static Blocks LittleEndian { get; } = new(false);

    public static Blocks BigEndian { get; } = new(true);

    public byte[] Section(ushort major = 1) =>
        Block(0x0A0D0D0A, [.. U32(0x1A2B3C4D), .. U16(major), .. U16(0), .. U64(ulong.MaxValue)]);

    public byte[] Interface(ushort linkType = LinkTypes.Ieee80211, uint snapLength = 0, params byte[][] options) =>
        Block(1, [.. U16(linkType), .. U16(0), .. U32(snapLength), .. options.SelectMany(option => option)]);

    public byte[] Option(ushort code, params byte[] value) => [.. U16(code), .. U16((ushort)value.Length), .. Padded(value)];

    public byte[] Enhanced(uint interfaceId, ulong time, byte[] octets, uint? captured = null, uint? original = null) => Block(6, [
        .. U32(interfaceId), .. U32((uint)(time >> 32)), .. U32((uint)time),
        .. U32(captured ?? (uint)octets.Length), .. U32(original ?? (uint)octets.Length), .. Padded(octets)]);

    public byte[] Obsolete(ushort interfaceId, ulong time, byte[] octets) => Block(2, [
        .. U16(interfaceId), .. U16(0xFFFF), .. U32((uint)(time >> 32)), .. U32((uint)time),
        .. U32((uint)octets.Length), .. U32((uint)octets.Length), .. Padded(octets)]);

    public byte[] Simple(uint original, byte[] octets) => Block(3, [.. U32(original), .. Padded(octets)]);

    public byte[] Block(uint type, params byte[] body) =>
        [.. U32(type), .. U32((uint)body.Length + 12), .. body, .. U32((uint)body.Length + 12)];

    public byte[] U16(ushort value)
    {
        byte[] octets = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(octets, bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        return octets;
    }

    public byte[] U32(uint value)
    {
        byte[] octets = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(octets, bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        return octets;
    }

    public byte[] U64(ulong value)
    {
        byte[] octets = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(octets, bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        return octets;
    }

    private static byte[] Padded(byte[] octets) => [.. octets, .. new byte[-octets.Length & 3]];
}
