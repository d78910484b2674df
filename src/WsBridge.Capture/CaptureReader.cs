using WsBridge.Capture.CommView;
using WsBridge.Capture.Pcap;
using WsBridge.Capture.Pcapng;

namespace WsBridge.Capture;

/// <summary>Reads the packets of a pcap, pcapng or CommView file, compressed (gzip, zstd, LZ4) or not, once from start to end.</summary>
/// <remarks>It has its own buffer: open a FileStream with a buffer size of 0. The stream need not seek.</remarks>
public sealed class CaptureReader : IRecordSource, IDisposable
{
    private const int MagicLength = 4;

    /// <summary>A packet of CommView with the header of the next one is no longer.</summary>
    private const int HeadLength = 128 * 1024;

    /// <summary>By how much captures shrink when they are compressed.</summary>
    private const int UsualCompression = 8;

    private readonly RecordReader _reader;

    private CaptureReader(RecordReader reader) => _reader = reader;

    /// <summary>The interfaces seen so far, those of all sections in the order of the file.</summary>
    /// <remarks>A pcapng file describes an interface anywhere before its first packet, so the list grows while reading.</remarks>
    public IReadOnlyList<CaptureInterface> Interfaces => _reader.Interfaces;

    /// <summary>Where and why reading stopped early; null while reading, and after a clean end.</summary>
    public CaptureProblem? Problem => _reader.Problem;

    /// <summary>What reads the format.</summary>
    internal RecordReader Format => _reader;

    /// <summary>Begins to read; the stream is closed with the reader, or left alone when this throws.</summary>
    /// <param name="stream">The file from its start.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="readsAhead">Reads on, on another thread, while packets are looked at: of a file, which can seek.</param>
    /// <exception cref="CaptureFormatException">The octets are no capture at all.</exception>
    public static CaptureReader Open(Stream stream, string name, bool readsAhead = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);

        byte[] head = new byte[MagicLength];
        int length = ReadHead(stream, head, name);
        HeadedStream file = new(head.AsMemory(0, length), stream);

        readsAhead &= stream.CanSeek;
        long? size = stream.CanSeek ? stream.Length : null;
        OctetSource source = Compression.Of(head.AsSpan(0, length)) is { } compression
            ? new OctetSource(new EvenStream(compression.Open(file)), compression, () => file.Ended, readsAhead, size * UsualCompression)
            : new OctetSource(file, readsAhead: readsAhead, expected: size);

        try
        {
            return new CaptureReader(OpenFormat(source, name));
        }
        catch (CaptureFormatException)
        {
            source.Leave();
            throw;
        }
    }

    /// <summary>
    /// Whether the octets of a file begin like a capture that is read here; of one that is compressed it is not known before it is opened.
    /// </summary>
    /// <param name="stream">The file, which can seek; its position is where it was.</param>
    /// <param name="name">What messages call it.</param>
    public static bool Knows(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);

        long start = stream.Position;
        Stream file = stream;
        bool isKnown = Knows(ref file, name, out _);
        stream.Position = start;
        return isKnown;
    }

    /// <summary>The same of a stream that cannot seek, of which no more is waited for than it takes to tell.</summary>
    /// <param name="stream">The octets; afterwards these give what was read of them again.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="head">What was read.</param>
    public static bool Knows(ref Stream stream, string name, out ReadOnlyMemory<byte> head)
    {
        ArgumentNullException.ThrowIfNull(stream);

        byte[] octets = new byte[MagicLength];
        int length = ReadHead(stream, octets, name);
        bool isKnown = HasMagic(octets.AsSpan(0, length));
        if (!isKnown)
        {
            Array.Resize(ref octets, HeadLength);
            length += ReadHead(stream, octets.AsMemory(length), name, Math.Max(0, NcfHeader.Length - length));
            if (NcfHeader.TryRead(octets.AsSpan(0, length), out _))
            {
                length += ReadHead(stream, octets.AsMemory(length), name);
                isKnown = NcfRecordReader.IsStart(new OctetSource(new MemoryStream(octets, 0, length)));
            }
        }

        head = octets.AsMemory(0, length);
        stream = new HeadedStream(head, stream);
        return isKnown;
    }

    /// <summary>Reads the next packet; false at the end, and at a <see cref="Problem"/>.</summary>
    public bool TryRead(out CaptureRecord record) => _reader.TryRead(out record);

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private static bool HasMagic(ReadOnlySpan<byte> octets) => octets.Length < MagicLength || PcapHeader.IsMagic(octets)
        || SectionHeaderBlock.IsMagic(octets) || Compression.Of(octets[..MagicLength]) is not null;

    private static int ReadHead(Stream stream, Memory<byte> head, string name) => ReadHead(stream, head, name, head.Length);

    /// <summary>Reads what is there, and waits for no more than <paramref name="least"/> octets.</summary>
    private static int ReadHead(Stream stream, Memory<byte> head, string name, int least)
    {
        try
        {
            return stream.ReadAtLeast(head.Span, least, throwOnEndOfStream: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CaptureFormatException($"{name} cannot be read: {SystemMessage.Of(error)}.");
        }
    }

    private static RecordReader OpenFormat(OctetSource source, string name)
    {
        if (!source.TryPeek(MagicLength, out ReadOnlySpan<byte> magic))
        {
            throw new CaptureFormatException(Describe(magic, source, name));
        }

        if (PcapHeader.IsMagic(magic))
        {
            return new PcapRecordReader(source, name);
        }

        if (SectionHeaderBlock.IsMagic(magic)
            && (!source.TryPeek(SectionHeaderBlock.OrderEnd, out ReadOnlySpan<byte> start)
            || SectionHeaderBlock.TryReadOrder(start, out _)))
        {
            return new PcapngRecordReader(source, name);
        }

        if (NcfRecordReader.IsStart(source))
        {
            return new NcfRecordReader(source, name);
        }

        throw new CaptureFormatException(Describe(magic, source, name));
    }

    private static string Describe(ReadOnlySpan<byte> start, OctetSource source, string name) => start switch
    {
        { Length: < MagicLength }
            when source.Fault is { Kind: CaptureProblemKind.Unreadable } fault => $"{name} cannot be read: {fault.What}.",
        { Length: < MagicLength }
            when source.Fault is { } fault => $"{name} begins like {source.CompressedBy} but cannot be decompressed ({fault.What}).",
        [] => $"{name} is empty: it holds no capture, not even the header of one.",
        { Length: < MagicLength } => $"{name} is too short to be a capture: a pcap file has at least 24 octets, this has {start.Length}.",
        [0xFD, (byte)'7', (byte)'z', (byte)'X'] => $"{name} is compressed with xz, which is not read here; decompress it first.",
        [(byte)'P', (byte)'K', 3, 4] => $"{name} is a ZIP archive, which is not read here; unpack it first.",
        _ => $"{name} is neither pcap nor pcapng: it begins with {Convert.ToHexString(start)}.",
    };
}
