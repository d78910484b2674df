using System.Buffers.Binary;
using WsBridge.Capture.Wired;
using WsBridge.Dot11;

namespace WsBridge.Capture.Streams;

/// <summary>
/// Takes 802.11 frames out of CAPWAP data (RFC 5415, section 4; RFC 5416, section 4) and LWAPP data (RFC 5412, section 3), fragments of
/// CAPWAP put together. What is 802.3 there, or a keep-alive, is none; what is encrypted with DTLS cannot be read.
/// </summary>
internal sealed class CapwapReader
{
    private const int HeaderLength = 8;
    private const int LwappHeaderLength = 6;
    private const int Dtls = 1;
    private const int Ieee80211Binding = 1;

    private readonly FragmentTable _fragments = new();
    private readonly FrameControlOrder _order = new();

    /// <summary>Fragments of CAPWAP that were seen.</summary>
    public long Fragments { get; private set; }

    /// <summary>Reads CAPWAP data.</summary>
    /// <param name="wire">The datagram.</param>
    /// <param name="isFromAp">It goes to the controller, not to the access point.</param>
    /// <param name="frame">The frame, in octets of its own.</param>
    public DatagramKind Read(WiredPayload wire, bool isFromAp, out StreamedFrame frame)
    {
        frame = default;
        ReadOnlySpan<byte> octets = wire.Payload.Span;
        if (octets.Length < HeaderLength || octets[0] >> 4 != 0 || (octets[0] & 0x0F) > Dtls)
        {
            return DatagramKind.Unknown;
        }

        if ((octets[0] & 0x0F) == Dtls)
        {
            return DatagramKind.Encrypted;
        }

        // HLEN 5 bits, radio 5, binding 5; then native (T), fragment (F), last (L), wireless information (W), radio MAC (M), keep-alive
        // (K).
        uint word = BinaryPrimitives.ReadUInt32BigEndian(octets);
        int headerLength = (int)(word >> 19 & 0x1F) * 4;
        int binding = (int)(word >> 9 & 0x1F);
        if (headerLength < HeaderLength || headerLength >= octets.Length)
        {
            return DatagramKind.Unknown;
        }

        const uint native = 0x100, isFragment = 0x80, isLast = 0x40, hasWireless = 0x20, hasMac = 0x10, keepAlive = 0x08;
        RadioHeader radio = isFromAp && (word & hasWireless) != 0
            ? RadioOf(octets[HeaderLength..headerLength], (word & hasMac) != 0)
            : default;
        ReadOnlySpan<byte> payload = octets[headerLength..];
        int missing = Math.Max(0, wire.OriginalLength - octets.Length);
        IReadOnlyList<long>? otherParts = null;
        if ((word & isFragment) != 0)
        {
            Fragments++;
            var packet = new FragmentedPacket(wire.Source.Address, wire.Destination.Address,
                BinaryPrimitives.ReadUInt16BigEndian(octets[4..]));
            int offset = BinaryPrimitives.ReadUInt16BigEndian(octets[6..]) & ~7; // in units of 8 octets, 3 bits from the right
            if (missing > 0 || _fragments.Add(new Fragment(packet, offset, (word & isLast) == 0, payload.ToArray()),
                [.. wire.OtherParts, wire.Number], out byte[] whole) is not { } packets)
            {
                return DatagramKind.NoFrame;
            }

            payload = whole;
            otherParts = [.. packets.Where(number => number != wire.Number)];
        }

        if ((word & keepAlive) != 0 || (word & native) == 0 || binding > Ieee80211Binding)
        {
            return DatagramKind.NoFrame;
        }

        return Take(wire, payload, missing, radio, otherParts, out frame);
    }

    /// <summary>Reads LWAPP data: version, radio, flags; fragment; length (2); RSSI; SNR; the frame.</summary>
    public DatagramKind ReadLwapp(WiredPayload wire, bool isFromAp, out StreamedFrame frame)
    {
        const int isControl = 0x04, isFragment = 0x02, version = 0xC0;
        frame = default;
        ReadOnlySpan<byte> octets = wire.Payload.Span;
        if (octets.Length <= LwappHeaderLength || (octets[0] & version) != 0
            || BinaryPrimitives.ReadUInt16BigEndian(octets[2..]) != wire.OriginalLength - LwappHeaderLength)
        {
            return DatagramKind.Unknown;
        }

        if ((octets[0] & (isControl | isFragment)) != 0)
        {
            return DatagramKind.NoFrame;
        }

        RadioHeader radio = isFromAp ? new RadioHeader { SignalDbm = Signal(octets[4]) } : default;
        int missing = Math.Max(0, wire.OriginalLength - octets.Length);
        return Take(wire, octets[LwappHeaderLength..], missing, radio, otherParts: null, out frame);
    }

    private DatagramKind Take(WiredPayload wire, ReadOnlySpan<byte> payload, int missing, RadioHeader radio,
        IReadOnlyList<long>? otherParts, out StreamedFrame frame)
    {
        byte[] octets = payload.ToArray();
        _order.Restore(wire.Source, octets);
        frame = new StreamedFrame { Radio = radio, Octets = octets, CutOff = missing, OtherParts = otherParts };
        return DatagramKind.Frame;
    }

    /// <summary>
    /// Behind the MAC address of the radio, where it is there: length, RSSI in dBm, SNR in dB, rate in units of 100 kb/s (2).
    /// </summary>
    private static RadioHeader RadioOf(ReadOnlySpan<byte> options, bool hasMac)
    {
        const int wirelessLength = 4;
        int start = hasMac && !options.IsEmpty ? (1 + options[0] + 3) & ~3 : 0;
        if (options.Length < start + 1 + wirelessLength || options[start] < wirelessLength)
        {
            return default;
        }

        ReadOnlySpan<byte> information = options[(start + 1)..];
        int rate = BinaryPrimitives.ReadUInt16BigEndian(information[2..]) / 5;
        return new RadioHeader { SignalDbm = Signal(information[0]), Rate = rate > 0 ? rate : null };
    }

    private static int? Signal(byte rssi) => rssi == 0 ? null : (sbyte)rssi;
}
