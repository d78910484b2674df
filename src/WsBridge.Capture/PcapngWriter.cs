using System.Buffers.Binary;
using WsBridge.Capture.Pcapng;

namespace WsBridge.Capture;

/// <summary>Writes a pcapng file of one section, little-endian.</summary>
/// <remarks>Only whole blocks reach the stream, so a file is readable wherever writing ended between two calls.</remarks>
public sealed class PcapngWriter : IDisposable
{
    private const ushort ApplicationOption = 4;
    private const int EndOfOptionsLength = 4;

    private readonly BlockBuffer _buffer;
    private readonly List<TimeResolution> _resolutions = [];

    /// <summary>Begins the file with its section header.</summary>
    /// <param name="stream">Where to write; it need not seek.</param>
    /// <param name="application">What wrote the file, such as "WsBridge 0.1.0".</param>
    /// <param name="leaveOpen">The stream stays open when the writer is closed.</param>
    public PcapngWriter(Stream stream, string? application = null, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);

        _buffer = new BlockBuffer(stream, leaveOpen);
        int options = WithEnd(BlockWriter.OptionLength(application));
        BlockWriter block = Begin(BlockType.SectionHeader, SectionHeaderBlock.FixedLength + options);
        block.UInt32(SectionHeaderBlock.ByteOrderMagic);
        block.UInt16(SectionHeaderBlock.MajorVersion);
        block.UInt16(0);
        block.UInt32(uint.MaxValue); // The section's length, all ones: not known.
        block.UInt32(uint.MaxValue);
        block.Option(ApplicationOption, application);
    }

    /// <summary>Describes an interface that counts nanoseconds and returns the number by which packets name it, from 0.</summary>
    public int AddInterface(int linkType, string? name = null, string? description = null, uint snapLength = 0) =>
        AddInterface(new CaptureInterface
        {
            LinkType = linkType,
            Name = name,
            Description = description,
            SnapLength = snapLength,
            TimeResolution = TimeResolution.Nanoseconds,
        });

    /// <summary>
    /// Describes an interface like this one, but for an offset of its time and its place in a file, and returns the number by which packets
    /// name it.
    /// </summary>
    public int AddInterface(CaptureInterface like)
    {
        ArgumentNullException.ThrowIfNull(like);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)like.LinkType, ushort.MaxValue, nameof(like));

        ReadOnlySpan<byte> resolution = [like.TimeResolution.ToOption()];
        int options = WithEnd(
            BlockWriter.OptionLength(like.Name) + BlockWriter.OptionLength(like.Description)
            + BlockWriter.OptionLength(resolution.Length) + (like.FcsLength is null ? 0 : BlockWriter.OptionLength(sizeof(byte))));
        BlockWriter block = Begin(BlockType.InterfaceDescription, InterfaceDescriptionBlock.FixedLength + options);
        block.UInt16((ushort)like.LinkType);
        block.UInt16(0); // Reserved.
        block.UInt32(like.SnapLength);
        block.Option(InterfaceDescriptionBlock.NameOption, like.Name);
        block.Option(InterfaceDescriptionBlock.DescriptionOption, like.Description);
        block.Option(InterfaceDescriptionBlock.TimeResolutionOption, resolution);
        if (like.FcsLength is { } fcs)
        {
            block.Option(InterfaceDescriptionBlock.FcsLengthOption, [(byte)fcs]); // In octets, as Wireshark writes and reads it.
        }

        _resolutions.Add(like.TimeResolution);

        return _resolutions.Count - 1;
    }

    /// <summary>Writes a packet as an Enhanced Packet Block.</summary>
    /// <param name="interfaceIndex">What <c>AddInterface</c> returned.</param>
    /// <param name="timeNanoseconds">Nanoseconds since the Unix epoch, not negative; written in the unit of the interface.</param>
    /// <param name="octets">What was captured.</param>
    /// <param name="originalLength">The length on the medium, that of the octets unless given.</param>
    /// <param name="flags">The epb_flags word; left out when null.</param>
    /// <param name="comments">Packet comments, one option each.</param>
    public void WritePacket(
        int interfaceIndex,
        long timeNanoseconds,
        ReadOnlySpan<byte> octets,
        int? originalLength = null,
        uint? flags = null,
        params ReadOnlySpan<string> comments)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)interfaceIndex, (uint)_resolutions.Count, nameof(interfaceIndex));
        ArgumentOutOfRangeException.ThrowIfNegative(timeNanoseconds);

        ulong time = _resolutions[interfaceIndex].FromNanoseconds(timeNanoseconds);
        int options = WithEnd((flags is null ? 0 : BlockWriter.OptionLength(sizeof(uint))) + LengthOf(comments));
        int content = EnhancedPacketBlock.FixedLength + PaddedLength.Of(octets.Length) + options;
        BlockWriter block = Begin(BlockType.EnhancedPacket, content);
        block.UInt32((uint)interfaceIndex);
        block.UInt32((uint)(time >> 32));
        block.UInt32((uint)time);
        block.UInt32((uint)octets.Length);
        block.UInt32((uint)(originalLength ?? octets.Length));
        block.Octets(octets);

        foreach (string comment in comments)
        {
            block.Option(EnhancedPacketBlock.CommentOption, comment);
        }

        if (flags is { } word)
        {
            Span<byte> value = stackalloc byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32LittleEndian(value, word);
            block.Option(EnhancedPacketBlock.FlagsOption, value);
        }
    }

    /// <summary>Hands everything written so far to the stream, and flushes it.</summary>
    public void Flush() => _buffer.Flush();

    /// <summary>Flushes and closes the stream, unless it is to stay open.</summary>
    public void Dispose() => _buffer.Dispose();

    // The end-of-options mark is four zero octets, which the block has there already.
    private static int WithEnd(int optionsLength) => optionsLength == 0 ? 0 : optionsLength + EndOfOptionsLength;

    private static int LengthOf(ReadOnlySpan<string> comments)
    {
        int length = 0;
        foreach (string comment in comments)
        {
            length += BlockWriter.OptionLength(comment);
        }

        return length;
    }

    private BlockWriter Begin(uint type, int contentLength) =>
        new(_buffer.Append(BlockWriter.FrameLength + contentLength), type);
}
