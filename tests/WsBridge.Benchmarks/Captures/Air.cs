using System.Buffers.Binary;
using WsBridge.Capture;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Benchmarks.Captures;

/// <summary>The channel as one monitor radio hears it: gives frames their sequence number, radiotap header and time.</summary>
internal sealed class Air : IDisposable
{
    private const int TransmitterOffset = 10;
    private const int SequenceControlOffset = 22;
    private const long Overhead = 50_000;
    private const long NanosecondsPerOctet = 20;

    private static readonly byte[] Radiotap = MakeRadiotap.Wrap([],
        new RadiotapOptions { FrequencyMHz = 5180, Rate = 48, SignalDbm = -52 });
    private static readonly long Start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1_000_000;

    private readonly PcapngWriter _writer;
    private readonly int _radio;
    private readonly Dictionary<(ulong Transmitter, ulong Receiver), int> _sequence = [];
    private readonly byte[] _packet = new byte[4096];
    private long _elapsed;

    public Air(Stream stream)
    {
        _writer = new PcapngWriter(stream);
        _radio = _writer.AddInterface(LinkTypes.Radiotap);
        Radiotap.CopyTo(_packet, 0);
    }

    /// <summary>Frames so far.</summary>
    public int Frames { get; private set; }

    /// <summary>Time since the first frame, in microseconds: what the TSF timers show.</summary>
    public long ElapsedMicroseconds => _elapsed / 1000;

    /// <summary>Nothing is sent until then.</summary>
    public void WaitUntil(long nanoseconds) => _elapsed = Math.Max(_elapsed, nanoseconds);

    /// <summary>Nothing is sent for so long.</summary>
    public void Wait(long nanoseconds) => _elapsed += nanoseconds;

    /// <summary>A frame in one or two parts.</summary>
    public void Send(ReadOnlySpan<byte> head, ReadOnlySpan<byte> rest = default)
    {
        Span<byte> frame = _packet.AsSpan(Radiotap.Length, head.Length + rest.Length);
        head.CopyTo(frame);
        rest.CopyTo(frame[head.Length..]);
        if (head.Length > SequenceControlOffset)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(frame[SequenceControlOffset..], (ushort)(NextSequence(frame) << 4));
        }

        _elapsed += Overhead + (frame.Length * NanosecondsPerOctet);
        _writer.WritePacket(_radio, Start + _elapsed, _packet.AsSpan(0, Radiotap.Length + frame.Length));
        Frames++;
    }

    /// <summary>A frame and the Ack of its receiver.</summary>
    public void SendAcked(byte[] frame)
    {
        Wait(1_000_000);
        Send(frame);
        Send(Frame.Ack(MacAddress.Read(frame.AsSpan(TransmitterOffset))));
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>Data frames count for each receiver, management frames for all receivers together.</summary>
    private int NextSequence(ReadOnlySpan<byte> frame)
    {
        bool isManagement = (frame[0] & 0x0C) == 0;
        ulong receiver = isManagement ? 0 : MacAddress.Read(frame[4..]).Value;
        (ulong, ulong) key = (MacAddress.Read(frame[TransmitterOffset..]).Value, receiver);
        return _sequence[key] = (_sequence.GetValueOrDefault(key) + 1) & 0xFFF;
    }
}
