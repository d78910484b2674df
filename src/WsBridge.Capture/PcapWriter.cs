using WsBridge.Capture.Pcap;

namespace WsBridge.Capture;

/// <summary>Writes a pcap file.</summary>
public sealed class PcapWriter : IDisposable
{
    private const int RecordHeaderLength = 16;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly BlockBuffer _buffer;
    private readonly ByteOrder _order;
    private readonly int _nanosecondsPerUnit;

    /// <summary>Begins the file; the stream is closed with the writer.</summary>
    public PcapWriter(Stream stream, int linkType, PcapWriterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)linkType, ushort.MaxValue, nameof(linkType));

        options ??= new PcapWriterOptions();
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)(options.FcsLength ?? 0), (uint)PcapHeader.GreatestFcsLength, nameof(options));

        _buffer = new BlockBuffer(stream);
        _order = new ByteOrder(options.BigEndian);
        _nanosecondsPerUnit = options.Nanoseconds ? 1 : 1000;
        new PcapHeader(options.BigEndian, options.Nanoseconds, options.SnapLength, linkType, options.FcsLength)
            .Write(_buffer.Append(PcapHeader.Length));
    }

    /// <summary>Writes a packet; the original length is that of the octets unless given.</summary>
    public void WritePacket(long timeNanoseconds, ReadOnlySpan<byte> octets, int? originalLength = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(timeNanoseconds);
        (long seconds, long nanoseconds) = Math.DivRem(timeNanoseconds, NanosecondsPerSecond);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, uint.MaxValue, nameof(timeNanoseconds));

        Span<byte> record = _buffer.Append(RecordHeaderLength + octets.Length);
        _order.WriteUInt32(record, (uint)seconds);
        _order.WriteUInt32(record[4..], (uint)(nanoseconds / _nanosecondsPerUnit));
        _order.WriteUInt32(record[8..], (uint)octets.Length);
        _order.WriteUInt32(record[12..], (uint)(originalLength ?? octets.Length));
        octets.CopyTo(record[RecordHeaderLength..]);
    }

    /// <summary>Hands everything written so far to the stream, and flushes it.</summary>
    public void Flush() => _buffer.Flush();

    /// <summary>Flushes and closes the stream.</summary>
    public void Dispose() => _buffer.Dispose();
}
