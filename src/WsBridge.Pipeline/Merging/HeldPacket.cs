using System.IO.Hashing;
using WsBridge.Capture;
using WsBridge.Dot11;

namespace WsBridge.Pipeline.Merging;

/// <summary>A packet of one sensor that waits for its turn, with octets of its own; used again and again.</summary>
internal sealed class HeldPacket
{
    private const int HeaderLength = 24;
    private const int ShortestFrame = 10;

    /// <summary>In nanoseconds: a long frame at a low rate, and what the clock of a driver adds.</summary>
    private const ulong LongestUntilAcknowledged = 1_000_000;

    private byte[] _octets = [];
    private byte[] _unwrapped = [];
    private int _length;
    private int _frameLength;
    private int _macStart;
    private int _macLength;
    private bool _isUnwrapped;
    private bool? _badFcs;
    private int? _signal;

    /// <summary>Who heard it.</summary>
    public int Sensor { get; private set; }

    /// <summary>The place of its file in the timeline.</summary>
    public int File { get; private set; }

    /// <summary>Its number there.</summary>
    public long Number { get; private set; }

    /// <summary>When it came, in nanoseconds by the clock of its sensor.</summary>
    public long SensorTime { get; private set; }

    /// <summary>It has a time of its own.</summary>
    public bool HasTime { get; private set; }

    /// <summary>The place of its interface among those of its file.</summary>
    public int Interface { get; private set; }

    /// <summary>LINKTYPE_ of the packet.</summary>
    public int LinkType { get; private set; }

    /// <summary>The length before it was cut.</summary>
    public int OriginalLength { get; private set; }

    /// <summary>What was captured.</summary>
    public ReadOnlySpan<byte> Octets => _octets.AsSpan(0, _length);

    /// <summary>LINKTYPE_ of the 802.11 frame that the packet is, or that is inside it.</summary>
    public int FrameLinkType { get; private set; }

    /// <summary>This frame.</summary>
    public ReadOnlySpan<byte> Frame => (_isUnwrapped ? _unwrapped : _octets).AsSpan(0, _frameLength);

    /// <summary>It is a frame that may be compared with others.</summary>
    public bool IsFrame => _macLength >= ShortestFrame;

    /// <summary>It has a sequence number: two frames in a row are not the same.</summary>
    public bool IsNumbered => _macLength >= HeaderLength;

    /// <summary>What the same frame has in common, whoever heard it: a hash of its MAC header.</summary>
    public ulong Key { get; private set; }

    /// <summary>It is the ACK or BlockAck of a frame that came right before it, as its receiver is the transmitter of that one.</summary>
    public bool Acknowledges(HeldPacket frame)
    {
        const int ack = 0xD4, blockAck = 0x94, receiverAt = 4, transmitterAt = 10, addressLength = 6;
        return _macLength >= ShortestFrame && frame._macLength >= transmitterAt + addressLength && Mac[0] is (ack or blockAck)
            && unchecked((ulong)(SensorTime - frame.SensorTime)) <= LongestUntilAcknowledged
            && Mac.Slice(receiverAt, addressLength).SequenceEqual(frame.Mac.Slice(transmitterAt, addressLength));
    }

    private ReadOnlySpan<byte> Mac => Frame.Slice(_macStart, _macLength);

    private bool IsCut => _length < OriginalLength;

    /// <summary>Takes a packet.</summary>
    /// <param name="sensor">Who heard it.</param>
    /// <param name="reader">What has read it.</param>
    /// <param name="record">The packet.</param>
    public void Take(int sensor, SensorReader reader, scoped in CaptureRecord record)
    {
        (Sensor, File, Number, SensorTime, HasTime) = (sensor, reader.File, record.Number, reader.TimeNanoseconds, record.HasTime);
        (Interface, LinkType, OriginalLength) = (record.InterfaceIndex, record.LinkType, record.OriginalLength);
        _length = record.Octets.Length;
        Copy(record.Octets, ref _octets);
        CaptureRecord frame = reader.FrameOf(record);
        (FrameLinkType, _frameLength) = (frame.LinkType, frame.Octets.Length);
        _isUnwrapped = frame.LinkType != record.LinkType;
        if (_isUnwrapped)
        {
            Copy(frame.Octets, ref _unwrapped);
        }

        _macLength = 0;
        if (LinkHeader.TryParse(frame.LinkType, frame.Octets, out LinkHeader link, out _))
        {
            (_badFcs, _signal) = (link.BadFcs, link.SignalDbm);
            _macStart = Math.Min(link.Length, frame.Octets.Length);
            _macLength = link.MacFrame(frame.Octets, frame.OriginalLength).Length;
            Key = XxHash3.HashToUInt64(Mac[..Math.Min(HeaderLength, _macLength)]);
        }
    }

    /// <summary>Whether another sensor has heard the same transmission. One of two that was received with errors has its header.</summary>
    public bool IsCopyOf(HeldPacket other)
    {
        ReadOnlySpan<byte> own = Mac, others = other.Mac;
        int same = _badFcs == true || other._badFcs == true ? HeaderLength : Math.Min(own.Length, others.Length);
        if (Key != other.Key || own.Length < Math.Min(same, HeaderLength) || others.Length < Math.Min(same, HeaderLength))
        {
            return false;
        }

        // Where one of them ends in an FCS that nobody has announced, it is that much longer.
        bool hasLength = same == HeaderLength || own.Length == others.Length || IsCut || other.IsCut
            || Math.Abs(own.Length - others.Length) == LinkHeader.FcsSize;
        return hasLength && own[..same].SequenceEqual(others[..same]);
    }

    /// <summary>Whether this copy tells more than another one: its octets are right, all there, and its signal is stronger.</summary>
    public bool IsBetterThan(HeldPacket other) => Quality.CompareTo(other.Quality) > 0;

    private (int IsRight, int Octets, int Signal) Quality => (_badFcs == true ? 0 : 1, IsCut ? _macLength : int.MaxValue,
        _signal ?? int.MinValue);

    private static void Copy(ReadOnlySpan<byte> octets, ref byte[] into)
    {
        if (into.Length < octets.Length)
        {
            into = new byte[Math.Max(octets.Length, 2 * into.Length)];
        }

        octets.CopyTo(into);
    }
}
