using System.Buffers.Binary;
using WsBridge.Dot11;

namespace WsBridge.Capture.Streams;

/// <summary>
/// Tazmen Sniffer Protocol: version (1), type, encapsulation (2 octets, big-endian), tags (number, length, value) up to the end tag, then
/// the frame. 802.11 is encapsulation 18, behind a Prism header 119, behind an AVS header 127.
/// </summary>
/// <remarks>Wireshark's packet-tzsp.c.</remarks>
internal static class Tzsp
{
    private const byte Version = 1;
    private const int HeaderLength = 4;
    private const byte GreatestType = 5;
    private const byte KeepAlive = 4;
    private const byte PortOpener = 5;

    public static DatagramKind Read(Cut whole, out StreamedFrame frame)
    {
        frame = default;
        ReadOnlySpan<byte> datagram = whole.Octets;
        if (datagram.Length < HeaderLength || datagram[0] != Version || datagram[1] > GreatestType)
        {
            return DatagramKind.Unknown;
        }

        int encapsulation = BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]);
        if (datagram[1] is KeepAlive or PortOpener)
        {
            return DatagramKind.NoFrame;
        }

        if (!TryReadTags(datagram[HeaderLength..], out Tags tags, out ReadOnlySpan<byte> octets))
        {
            return DatagramKind.Unknown;
        }

        switch (encapsulation)
        {
            case 18:
                frame = new StreamedFrame
                {
                    Radio = tags.ToHeader(LinkHeader.EndsInFcs(octets)),
                    Octets = octets,
                    CutOff = tags.CutOff(octets.Length + whole.Missing),
                    ReceivedMicroseconds = tags.Time,
                };
                return octets.IsEmpty ? DatagramKind.NoFrame : DatagramKind.Frame;
            case 119 or 127:
                return WrappedFrame.Read(encapsulation == 119 ? LinkTypes.Prism : LinkTypes.Avs, octets, out frame);
            default:
                return encapsulation is 0 or 1 ? DatagramKind.NoFrame : DatagramKind.Unknown;
        }
    }

    private static bool TryReadTags(ReadOnlySpan<byte> octets, out Tags tags, out ReadOnlySpan<byte> rest)
    {
        const byte padding = 0, end = 1;
        tags = default;
        rest = default;
        while (!octets.IsEmpty)
        {
            byte tag = octets[0];
            octets = octets[1..];
            if (tag == end)
            {
                rest = octets;
                return true;
            }

            if (tag == padding)
            {
                continue;
            }

            if (octets.IsEmpty || octets.Length <= octets[0])
            {
                return false;
            }

            tags.Read(tag, octets.Slice(1, octets[0]));
            octets = octets[(1 + octets[0])..];
        }

        return false;
    }

    private struct Tags
    {
        private int? _signal;
        private int? _noise;
        private int? _rate;
        private uint? _time;
        private bool _badFcs;
        private int? _channel;
        private int? _originalLength;

        public readonly long? Time => _time;

        public void Read(byte tag, ReadOnlySpan<byte> value)
        {
            switch (tag)
            {
                case 10 when value.Length == 1:
                    _signal = (sbyte)value[0];
                    break;
                case 11 when value.Length == 1:
                    _noise = (sbyte)value[0];
                    break;
                case 12 when value.Length == 1:
                    _rate = RateOf(value[0]);
                    break;
                case 13 when value.Length == 4:
                    _time = BinaryPrimitives.ReadUInt32BigEndian(value);
                    break;
                case 17 when value.Length == 1:
                    _badFcs = value[0] != 0;
                    break;
                case 18 when value.Length == 1:
                    _channel = value[0];
                    break;
                case 18 when value.Length == 2: // some senders need more than an octet
                    _channel = BinaryPrimitives.ReadUInt16BigEndian(value);
                    break;
                case 41 when value.Length == 2:
                    _originalLength = BinaryPrimitives.ReadUInt16BigEndian(value);
                    break;
            }
        }

        public readonly RadioHeader ToHeader(bool hasFcs) => new()
        {
            Tsf = _time,
            HasFcs = hasFcs,
            BadFcs = _badFcs,
            Rate = _rate,
            FrequencyMHz = _channel is { } channel ? ChannelFrequency.Of(channel) : null,
            SignalDbm = _signal,
            NoiseDbm = _noise,
        };

        public readonly int CutOff(int captured) => Math.Max(0, (_originalLength ?? captured) - captured);

        // Units of 500 kb/s; the oldest senders count the four rates of 802.11b in units of 100 kb/s.
        private static int RateOf(byte rate) => rate switch { 10 => 2, 20 => 4, 55 => 11, 110 => 22, _ => rate };
    }
}
