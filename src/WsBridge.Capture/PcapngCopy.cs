using WsBridge.Capture.Pcapng;

namespace WsBridge.Capture;

/// <summary>
/// Copies packets of a capture into a pcapng file. From pcapng every block is copied as it is, in its byte order, with all its options
/// and in its unit of time; from pcap the file gets the one interface.
/// </summary>
/// <remarks>Only whole blocks reach the stream. What it does not copy of pcapng: the section's length, which would be wrong.</remarks>
public sealed class PcapngCopy : IDisposable
{
    private readonly CaptureReader _reader;
    private readonly IPacketCopy _packets;

    /// <summary>Begins a copy; the reader is not closed with it.</summary>
    /// <param name="reader">The capture, from which nothing was read yet.</param>
    /// <param name="destination">Where to write; it need not seek.</param>
    /// <param name="application">What wrote the file, where the capture does not come with its own section headers.</param>
    /// <param name="options">What else to copy.</param>
    public PcapngCopy(CaptureReader reader, Stream destination, string? application = null, PcapngCopyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(destination);

        _reader = reader;
        options ??= new PcapngCopyOptions();
        _packets = reader.Format is PcapngRecordReader pcapng
            ? new BlockCopy(pcapng, destination, application, options)
            : new RecordCopy(reader, destination, application, options);
    }

    /// <summary>
    /// Packets copied so far: the frame number of the latest one, unless blocks were copied that Wireshark numbers like packets.
    /// </summary>
    public long Count { get; private set; }

    /// <summary>Blocks of decryption secrets in the capture so far.</summary>
    public int Secrets => _packets.Secrets;

    /// <summary>Added to the time of each packet that has one.</summary>
    public long TimeShiftNanoseconds { get; init; }

    /// <summary>Reads the next packet; what stands between packets is copied on the way.</summary>
    public bool TryRead(out CaptureRecord record) => _reader.TryRead(out record);

    /// <summary>Copies the packet that was just read.</summary>
    /// <param name="record">The packet.</param>
    /// <param name="comments">Packet comments to add to those that it has, of at most 65,535 octets of UTF-8 each.</param>
    public void Keep(in CaptureRecord record, params ReadOnlySpan<string> comments)
    {
        _packets.Keep(record, TimeShiftNanoseconds, comments);
        Count++;
    }

    /// <summary>Copies the first octets of the packet that was just read, which still says how long it was; all where it cannot.</summary>
    /// <param name="record">The packet.</param>
    /// <param name="length">How many octets.</param>
    public void KeepStart(in CaptureRecord record, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length < record.Octets.Length)
        {
            _packets.KeepStart(record, TimeShiftNanoseconds, length);
            Count++;
        }
        else
        {
            Keep(record);
        }
    }

    /// <summary>Hands everything copied so far to the stream, and flushes it.</summary>
    public void Flush() => _packets.Flush();

    /// <summary>Flushes and closes the stream, unless it is to stay open.</summary>
    public void Dispose() => _packets.Dispose();

    private interface IPacketCopy : IDisposable
    {
        int Secrets { get; }

        void Keep(in CaptureRecord record, long timeShift, ReadOnlySpan<string> comments);

        void KeepStart(in CaptureRecord record, long timeShift, int length);

        void Flush();
    }

    private sealed class RecordCopy(CaptureReader reader, Stream destination, string? application, PcapngCopyOptions options) : IPacketCopy
    {
        private readonly PcapngWriter _writer = Begin(reader, destination, application, options);

        public int Secrets => 0;

        public void Keep(in CaptureRecord record, long timeShift, ReadOnlySpan<string> comments) =>
            _writer.WritePacket(record.InterfaceIndex, record.TimeNanoseconds + timeShift, record.Octets, record.OriginalLength, null,
                comments);

        public void KeepStart(in CaptureRecord record, long timeShift, int length) =>
            _writer.WritePacket(record.InterfaceIndex, record.TimeNanoseconds + timeShift, record.Octets[..length], record.OriginalLength);

        public void Flush() => _writer.Flush();

        public void Dispose() => _writer.Dispose();

        private static PcapngWriter Begin(CaptureReader reader, Stream destination, string? application, PcapngCopyOptions options)
        {
            var writer = new PcapngWriter(destination, application, options.LeaveOpen);
            foreach (CaptureInterface described in reader.Interfaces)
            {
                writer.AddInterface(described);
            }

            return writer;
        }
    }

    private sealed class BlockCopy : IPacketCopy
    {
        private const int UpperTime = 12;
        private const long NanosecondsPerSecond = 1_000_000_000;

        private readonly PcapngRecordReader _reader;
        private readonly PcapngCopyOptions _options;
        private readonly BlockBuffer _buffer;
        private readonly Stream _destination;
        private readonly string? _application;
        private bool _hasSection;

        public BlockCopy(PcapngRecordReader reader, Stream destination, string? application, PcapngCopyOptions options)
        {
            _reader = reader;
            _destination = destination;
            _application = application;
            _options = options;
            _buffer = new BlockBuffer(destination, options.LeaveOpen);
            reader.OtherBlock = OnOtherBlock;
        }

        public int Secrets { get; private set; }

        public void Keep(in CaptureRecord record, long timeShift, ReadOnlySpan<string> comments)
        {
            Span<byte> copy;
            if (comments.IsEmpty)
            {
                copy = _buffer.Append(_reader.PacketBlock.Length);
                _reader.PacketBlock.CopyTo(copy);
            }
            else
            {
                copy = CommentedPacket.Write(_buffer, _reader.PacketBlock, record, _reader.Order, comments);
            }

            if (timeShift != 0 && record.HasTime)
            {
                SetTime(copy, record, timeShift);
            }
        }

        public void KeepStart(in CaptureRecord record, long timeShift, int length)
        {
            if (!CutPacket.CanCut(_reader.PacketBlock, record, _reader.Order))
            {
                Keep(record, timeShift, []);
                return;
            }

            Span<byte> copy = CutPacket.Write(_buffer, _reader.PacketBlock, record, _reader.Order, length);
            if (timeShift != 0 && record.HasTime)
            {
                SetTime(copy, record, timeShift);
            }
        }

        public void Flush() => _buffer.Flush();

        public void Dispose()
        {
            _reader.OtherBlock = null;
            if (!_hasSection)
            {
                // The first block is damaged: a copy of nothing is a capture without packets all the same.
                using var empty = new PcapngWriter(_destination, _application, leaveOpen: true);
            }

            _buffer.Dispose();
        }

        // Where the time stands is the same in both kinds of blocks that have one.
        private void SetTime(Span<byte> block, in CaptureRecord record, long timeShift)
        {
            CaptureInterface counted = _reader.Interfaces[record.InterfaceIndex];
            long nanoseconds = record.TimeNanoseconds + timeShift - (counted.TimeOffsetSeconds * NanosecondsPerSecond);
            ulong units = counted.TimeResolution.FromNanoseconds(Math.Max(0, nanoseconds));
            _reader.Order.WriteUInt32(block[UpperTime..], (uint)(units >> 32));
            _reader.Order.WriteUInt32(block[(UpperTime + sizeof(uint))..], (uint)units);
        }

        private void OnOtherBlock(uint type, ReadOnlySpan<byte> block, ByteOrder order)
        {
            Secrets += type == BlockType.DecryptionSecrets ? 1 : 0;
            bool wanted = type switch
            {
                BlockType.SectionHeader or BlockType.InterfaceDescription or BlockType.NameResolution => true,
                BlockType.DecryptionSecrets => _options.Secrets,
                _ => _options.WholeCapture,
            };
            if (!wanted)
            {
                return;
            }

            Span<byte> copy = _buffer.Append(block.Length);
            block.CopyTo(copy);
            if (type == BlockType.SectionHeader)
            {
                _hasSection = true;
                SectionHeaderBlock.ForgetLength(copy);
            }
        }
    }
}
