using WsBridge.Capture;
using WsBridge.Dot11;

namespace WsBridge.Testing;

/// <summary>A pcapng capture of MAC frames with radiotap headers, frame after frame at times that tests can rely on.</summary>
public sealed class CaptureBuilder
{
    private const long NanosecondsPerMillisecond = 1_000_000;
    private readonly List<(long Time, byte[] Packet)> _packets = [];
    private readonly Dictionary<MacAddress, int> _sequence = [];
    private long _time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * NanosecondsPerMillisecond;

    /// <summary>Packets so far; the last one's frame number.</summary>
    public int Count => _packets.Count;

    /// <summary>Adds a frame some milliseconds after the one before. A sequence number of 0 becomes the transmitter's next one.</summary>
    public CaptureBuilder Add(byte[] frame, double afterMilliseconds = 1, RadiotapOptions? radiotap = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        frame = Numbered(frame);
        _time += (long)(afterMilliseconds * NanosecondsPerMillisecond);
        _packets.Add((_time, MakeRadiotap.Wrap(frame, radiotap)));
        return this;
    }

    /// <summary>Adds a frame and the Ack of its receiver.</summary>
    public CaptureBuilder AddAcked(byte[] frame, double afterMilliseconds = 1, RadiotapOptions? radiotap = null)
    {
        Add(frame, afterMilliseconds, radiotap);
        return MacHeader.TryParse(frame, out var header, out _) && header.Ta is { } transmitter
            ? Add(Frame.Ack(transmitter), 0.05, radiotap)
            : this;
    }

    /// <summary>Adds several frames, one millisecond apart.</summary>
    public CaptureBuilder AddAll(params IEnumerable<byte[]> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        foreach (var frame in frames)
        {
            Add(frame);
        }

        return this;
    }

    /// <summary>Lets time pass.</summary>
    public CaptureBuilder Wait(double milliseconds)
    {
        _time += (long)(milliseconds * NanosecondsPerMillisecond);
        return this;
    }

    /// <summary>Writes the capture; the stream stays open.</summary>
    public void WriteTo(Stream stream)
    {
        using var file = new MemoryStream(ToArray());
        file.CopyTo(stream);
    }

    /// <summary>The capture as octets of a pcapng file.</summary>
    public byte[] ToArray()
    {
        using var file = new MemoryStream();
        using (var writer = new PcapngWriter(file))
        {
            var wireless = writer.AddInterface(LinkTypes.Radiotap);
            foreach (var (time, packet) in _packets)
            {
                writer.WritePacket(wireless, time, packet);
            }

            writer.Flush();
        }

        return file.ToArray();
    }

    private byte[] Numbered(byte[] frame)
    {
        if (!MacHeader.TryParse(frame, out var header, out _) || !header.HasSequenceControl || header.SequenceNumber != 0
            || header.Ta is not { } transmitter)
        {
            return frame;
        }

        var sequence = _sequence[transmitter] = (_sequence.GetValueOrDefault(transmitter) + 1) & 0xFFF;
        return frame.WithSequence(sequence);
    }
}
