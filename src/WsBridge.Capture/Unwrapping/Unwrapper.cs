using WsBridge.Capture.Streams;
using WsBridge.Capture.Wired;
using WsBridge.Dot11;

namespace WsBridge.Capture.Unwrapping;

/// <summary>
/// Takes 802.11 frames out of the packets that access points, controllers and sensors wrap them in: PEEKREMOTE, TZSP, Aruba ERM, CAPWAP,
/// LWAPP, GRE. Signal, channel and time of a frame are those that its wrapping says. One unwrapper is for one capture, from its start.
/// </summary>
public sealed class Unwrapper
{
    /// <summary>A MAC header is not shorter: that of an acknowledgement.</summary>
    private const int ShortestFrame = 10;

    private const int FirstAruba = 0x8200;
    private const int LastAruba = 0x8370;

    private readonly WiredReader _wire = new();
    private readonly CapwapReader _capwap = new();
    private readonly SenderClocks _clocks = new();
    private readonly Dictionary<int, StreamFormat> _ports = [];
    private readonly bool _isAnyPort;
    private byte[] _packet = new byte[RadiotapWriter.GreatestLength + 2048];

    /// <summary>Begins.</summary>
    /// <param name="decode">What ports mean beside the customary ones, or instead of them.</param>
    /// <param name="isAnyPort">On other ports too, whatever it looks like: somebody else has told already that these packets hold
    /// frames.</param>
    public Unwrapper(IReadOnlyList<DecodeAs>? decode = null, bool isAnyPort = false)
    {
        _isAnyPort = isAnyPort;
        foreach (DecodeAs known in DecodeAs.Customary.Concat(decode ?? []))
        {
            _ports[known.Port] = known.Format;
        }
    }

    /// <summary>Frames that were unwrapped.</summary>
    public long Frames { get; private set; }

    /// <summary>Datagrams of CAPWAP that DTLS encrypts.</summary>
    public long Encrypted { get; private set; }

    /// <summary>
    /// What is to be added to an offset in the latest unwrapped packet to have that in the packet around it; null where its octets came in
    /// several.
    /// </summary>
    public int? Shift { get; private set; }

    /// <summary>The latest packet is a fragment of what other packets hold the rest of.</summary>
    public bool IsFragment { get; private set; }

    /// <summary>Numbers of the earlier packets that hold the other parts of the latest frame; empty where it came in one.</summary>
    public IReadOnlyList<long> OtherParts { get; private set; } = [];

    /// <summary>The frame inside a packet, behind a radiotap header; a packet that is 802.11 itself, or holds none, as it is.</summary>
    /// <remarks>What it gives is good until the next call.</remarks>
    public CaptureRecord Unwrap(scoped in CaptureRecord record)
    {
        IsFragment = false;
        OtherParts = [];
        return !IsFrame(record.LinkType) && TryUnwrap(record, out CaptureRecord inner) ? inner : record;
    }

    /// <summary>Packets of this LINKTYPE_ are 802.11 frames themselves.</summary>
    public static bool IsFrame(int linkType) => LinkTypes.Is80211(linkType);

    /// <summary>Looks for the frame inside a packet that is not 802.11 itself.</summary>
    public bool TryUnwrap(scoped in CaptureRecord record, out CaptureRecord inner)
    {
        inner = default;
        OtherParts = [];
        WiredPayload? found = _wire.Read(record);
        IsFragment = _wire.IsFragment;
        if (found is not { IsFirstFragment: false } payload)
        {
            return false;
        }

        long fragments = _capwap.Fragments;
        DatagramKind kind = Read(payload, out StreamedFrame frame);
        IsFragment |= _capwap.Fragments > fragments;
        if (kind == DatagramKind.Encrypted)
        {
            Encrypted++;
        }

        if (kind != DatagramKind.Frame || !IsFrame(frame))
        {
            return false;
        }

        Frames++;
        OtherParts = frame.OtherParts ?? payload.OtherParts;
        inner = Packet(record, payload, frame);
        return true;
    }

    private DatagramKind Read(WiredPayload wire, out StreamedFrame frame)
    {
        if (wire.GreProtocol is { } protocol)
        {
            frame = new StreamedFrame
            {
                Radio = new RadioHeader(),
                Octets = wire.Payload.Span,
                CutOff = Math.Max(0, wire.OriginalLength - wire.Payload.Length),
            };
            return protocol is >= FirstAruba and <= LastAruba ? DatagramKind.Frame : DatagramKind.Unknown;
        }

        if (!_ports.TryGetValue(wire.Destination.Port, out StreamFormat format) && !_ports.TryGetValue(wire.Source.Port, out format))
        {
            return _isAnyPort ? ReadAny(wire, out frame) : Nothing(out frame);
        }

        bool isFromAp = _ports.GetValueOrDefault(wire.Destination.Port) == format;
        return format switch
        {
            StreamFormat.Capwap => _capwap.Read(wire, isFromAp, out frame),
            StreamFormat.Lwapp => _capwap.ReadLwapp(wire, isFromAp, out frame),
            // Cisco has the same port for PEEKREMOTE
            StreamFormat.ArubaErm => Datagram.Read(StreamFormat.Any, wire.Payload.Span, wire.OriginalLength, out frame),
            _ => Datagram.Read(format, wire.Payload.Span, wire.OriginalLength, out frame),
        };
    }

    private DatagramKind ReadAny(WiredPayload wire, out StreamedFrame frame)
    {
        DatagramKind kind = Datagram.Read(StreamFormat.Any, wire.Payload.Span, wire.OriginalLength, out frame);
        return kind == DatagramKind.Unknown ? _capwap.Read(wire, isFromAp: false, out frame) : kind;
    }

    private static DatagramKind Nothing(out StreamedFrame frame)
    {
        frame = default;
        return DatagramKind.Unknown;
    }

    /// <summary>
    /// Whatever the port, what cannot be a frame is something else: the MAC header begins with version 0 and a type that there is.
    /// </summary>
    private static bool IsFrame(in StreamedFrame frame)
    {
        const byte version = 0x03, type = 0x0C;
        ReadOnlySpan<byte> octets = frame.Octets;
        if (frame.Radio is null)
        {
            return true; // radiotap, which was read already
        }

        return octets.Length >= ShortestFrame && (octets[0] & version) == 0 && (octets[0] & type) != type;
    }

    private CaptureRecord Packet(scoped in CaptureRecord record, WiredPayload payload, scoped in StreamedFrame frame)
    {
        int needed = RadiotapWriter.GreatestLength + frame.Octets.Length;
        if (_packet.Length < needed)
        {
            _packet = new byte[needed];
        }

        int header = frame.Radio is { } radio ? RadiotapWriter.Write(radio, _packet) : 0;
        frame.Octets.CopyTo(_packet.AsSpan(header));
        int length = header + frame.Octets.Length;
        Shift = payload.Offset < 0 || frame.OtherParts is not null ? null : payload.Offset + payload.Payload.Length - length;
        long? received = frame.ReceivedMicroseconds;
        return new CaptureRecord
        {
            Number = record.Number,
            TimeNanoseconds = record.HasTime && received is { } time
                ? _clocks.TimeOf(payload.Source, frame.Radio?.FrequencyMHz ?? 0, record.TimeNanoseconds, time)
                : record.TimeNanoseconds,
            HasTime = record.HasTime,
            InterfaceIndex = record.InterfaceIndex,
            Sensor = record.Sensor,
            LinkType = LinkTypes.Radiotap,
            Octets = _packet.AsSpan(0, length),
            OriginalLength = length + frame.CutOff,
        };
    }
}
