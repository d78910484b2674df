using System.Buffers.Binary;

namespace WsBridge.Capture.Pcap;

/// <summary>The header of a pcap file. draft-ietf-opsawg-pcap, section 4.</summary>
internal readonly record struct PcapHeader(bool BigEndian, bool Nanoseconds, uint SnapLength, int LinkType, int? FcsLength)
{
    /// <summary>Octets in front of each packet.</summary>
    public const int RecordHeaderLength = 16;

    /// <summary>
    /// The same with interface index, protocol and packet type behind the lengths: "modified" pcap, which the libpcap of old Linux
    /// distributions wrote.
    /// </summary>
    public const int ModifiedRecordHeaderLength = 24;

    public const int Length = 24;
    public const ushort MajorVersion = 2;
    public const ushort MinorVersion = 4;
    public const int GreatestFcsLength = 30;

    private const uint MicrosecondMagic = 0xA1B2C3D4;
    private const uint NanosecondMagic = 0xA1B23C4D;
    private const uint ModifiedMagic = 0xA1B2CD34;
    private const uint FcsLengthPresent = 0x0400_0000;

    /// <summary>The packets have longer headers (<see cref="ModifiedRecordHeaderLength"/>). Such files are read, never written.</summary>
    public bool IsModified { get; init; }

    public static bool IsMagic(ReadOnlySpan<byte> octets) => TryReadMagic(octets, out _, out _, out _);

    /// <summary>Reads the header; octets that begin with the magic must be given, and all of <see cref="Length"/>.</summary>
    public static PcapHeader Read(ReadOnlySpan<byte> octets, out ushort majorVersion)
    {
        TryReadMagic(octets, out bool bigEndian, out bool nanoseconds, out bool isModified);
        ByteOrder order = new(bigEndian);
        majorVersion = order.ReadUInt16(octets[4..]);
        uint network = order.ReadUInt32(octets[20..]);

        // The upper half tells the FCS length in units of 16 bits, when it tells it.
        int? fcsLength = (network & FcsLengthPresent) != 0 ? (int)(network >> 28) * 2 : null;

        return new PcapHeader(bigEndian, nanoseconds, order.ReadUInt32(octets[16..]), (int)(network & 0xFFFF),
            fcsLength)
        { IsModified = isModified };
    }

    public void Write(Span<byte> octets)
    {
        ByteOrder order = new(BigEndian);
        octets[..Length].Clear();
        order.WriteUInt32(octets, Nanoseconds ? NanosecondMagic : MicrosecondMagic);
        order.WriteUInt16(octets[4..], MajorVersion);
        order.WriteUInt16(octets[6..], MinorVersion);
        order.WriteUInt32(octets[16..], SnapLength);
        uint fcs = FcsLength is { } length ? FcsLengthPresent | ((uint)length / 2 << 28) : 0;
        order.WriteUInt32(octets[20..], (uint)LinkType | fcs);
    }

    private static bool TryReadMagic(ReadOnlySpan<byte> octets, out bool bigEndian, out bool nanoseconds, out bool isModified)
    {
        uint little = BinaryPrimitives.ReadUInt32LittleEndian(octets);
        uint big = BinaryPrimitives.ReadUInt32BigEndian(octets);
        bigEndian = big is MicrosecondMagic or NanosecondMagic or ModifiedMagic;
        nanoseconds = little == NanosecondMagic || big == NanosecondMagic;
        isModified = little == ModifiedMagic || big == ModifiedMagic;

        return bigEndian || little is MicrosecondMagic or NanosecondMagic or ModifiedMagic;
    }
}
