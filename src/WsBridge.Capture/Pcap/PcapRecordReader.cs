namespace WsBridge.Capture.Pcap;

/// <summary>Reads the records of a pcap file.</summary>
internal sealed class PcapRecordReader : RecordReader
{
    private readonly bool _readable;
    private readonly ByteOrder _order;
    private readonly int _nanosecondsPerUnit;
    private readonly int _linkType;
    private readonly int _headerLength;

    /// <summary>Begins at the file header, of which at least the magic is there.</summary>
    public PcapRecordReader(OctetSource source, string name)
        : base(source, name)
    {
        if (!_source.TryPeek(PcapHeader.Length, out ReadOnlySpan<byte> octets))
        {
            EndAt(octets, "the pcap file header", PcapHeader.Length);
            return;
        }

        PcapHeader header = PcapHeader.Read(octets, out ushort majorVersion);
        if (majorVersion != PcapHeader.MajorVersion)
        {
            StopDamaged($"the pcap file header has version {majorVersion}, only version {PcapHeader.MajorVersion} is known");
            return;
        }

        _readable = true;
        _order = new ByteOrder(header.BigEndian);
        _nanosecondsPerUnit = header.Nanoseconds ? 1 : 1000;
        _linkType = header.LinkType;
        _headerLength = header.IsModified ? PcapHeader.ModifiedRecordHeaderLength : PcapHeader.RecordHeaderLength;
        _interfaces.Add(new CaptureInterface
        {
            LinkType = header.LinkType,
            SnapLength = header.SnapLength,
            FcsLength = header.FcsLength,
            TimeResolution = header.Nanoseconds ? TimeResolution.Nanoseconds : TimeResolution.Microseconds,
        });
        _source.Advance(PcapHeader.Length);
    }

    public override bool TryRead(out CaptureRecord record)
    {
        record = default;
        if (!_readable || Problem is not null)
        {
            return false;
        }

        if (!_source.TryPeek(_headerLength, out ReadOnlySpan<byte> octets))
        {
            return EndAt(octets, "a packet's record header", _headerLength);
        }

        uint capturedLength = _order.ReadUInt32(octets[8..]);
        if (capturedLength > GreatestLength)
        {
            return StopDamaged($"a packet claims {capturedLength} captured octets, more than any packet has");
        }

        int length = _headerLength + (int)capturedLength;
        if (!_source.TryPeek(length, out octets))
        {
            return EndAt(octets, "a packet with its record header", length);
        }

        record = new CaptureRecord
        {
            Number = CountRecord(),
            // thiszone is not added: nobody ever wrote anything but 0 into it, and Wireshark does not add it either.
            TimeNanoseconds = (_order.ReadUInt32(octets) * 1_000_000_000L) + ((long)_order.ReadUInt32(octets[4..]) * _nanosecondsPerUnit),
            HasTime = true,
            LinkType = _linkType,
            Octets = octets[_headerLength..],
            OriginalLength = (int)Math.Min(_order.ReadUInt32(octets[12..]), int.MaxValue),
        };
        _source.Advance(length);

        return true;
    }
}
