using System.Buffers.Binary;
using WsBridge.Dot11;

namespace WsBridge.Capture.Streams;

/// <summary>
/// The format in which access points stream to OmniPeek: an older header of 20 octets, and a newer one that begins with 00 FF AB CD. All
/// big-endian; the frame ends in its FCS.
/// </summary>
/// <remarks>Wireshark's packet-peekremote.c.</remarks>
internal static class PeekRemote
{
    private const int OldLength = 20;
    private const int NewFixedLength = 9;
    private const int NewLength = 55;
    private const byte NewVersion = 2;
    private const byte CrcErrorFlag = 0x02;
    private const byte ShortPreambleStatus = 0x40;
    private const byte SentByAp = 100;
    private const int FcsLength = 4;

    private static ReadOnlySpan<byte> Magic => [0x00, 0xFF, 0xAB, 0xCD];

    /// <summary>Reads either version.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="isAruba">Aruba's access points stream what they transmit too: with a signal of 100 percent and without FCS. Null when
    /// it is not known.</param>
    /// <param name="frame">The frame.</param>
    public static DatagramKind Read(Cut datagram, bool? isAruba, out StreamedFrame frame) =>
        datagram.Octets.StartsWith(Magic) ? ReadNew(datagram, out frame) : ReadOld(datagram, isAruba, out frame);

    /// <summary>
    /// Octets: signal and noise in dBm; length of the packet and of what is here of it (2 each); flags; status; TSF (8); rate; channel;
    /// signal and noise in percent.
    /// </summary>
    private static DatagramKind ReadOld(Cut whole, bool? isAruba, out StreamedFrame frame)
    {
        frame = default;
        ReadOnlySpan<byte> datagram = whole.Octets;
        int sent = datagram.Length + whole.Missing - OldLength;
        if (datagram.Length <= OldLength || !AgreesWithLengths(datagram[2..], sent))
        {
            return DatagramKind.Unknown;
        }

        bool sentByAp = datagram[18] == SentByAp && (isAruba ?? !LinkHeader.EndsInFcs(datagram[OldLength..]));
        frame = new StreamedFrame
        {
            Radio = new RadioHeader
            {
                SignalDbm = (sbyte)datagram[0],
                NoiseDbm = (sbyte)datagram[1],
                HasFcs = !sentByAp,
                BadFcs = (datagram[6] & CrcErrorFlag) != 0,
                ShortPreamble = (datagram[7] & ShortPreambleStatus) != 0,
                Tsf = BinaryPrimitives.ReadUInt64BigEndian(datagram[8..]),
                Rate = datagram[16],
                FrequencyMHz = ChannelFrequency.Of(datagram[17]),
            },
            Octets = datagram[OldLength..],
            CutOff = CutOffOf(datagram[2..], sent),
            ReceivedMicroseconds = TimeOf(datagram[8..]),
        };
        return DatagramKind.Frame;
    }

    /// <summary>
    /// Octets: magic (4); version; length of the header (4); type (4); MCS index or rate (2); channel (2); frequency (4); band (4);
    /// extended flags (4); signal and noise in percent, then in dBm; of four antennas the signal (4) and the noise (4); lengths (2 each);
    /// flags; status; TSF (8).
    /// </summary>
    private static DatagramKind ReadNew(Cut whole, out StreamedFrame frame)
    {
        frame = default;
        ReadOnlySpan<byte> datagram = whole.Octets;
        if (datagram.Length <= NewFixedLength)
        {
            return DatagramKind.Unknown;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(datagram[5..]);
        if (length < NewFixedLength || length >= datagram.Length)
        {
            return DatagramKind.Unknown;
        }

        ReadOnlySpan<byte> octets = datagram[(int)length..];
        if (datagram[4] != NewVersion || length != NewLength)
        {
            frame = new StreamedFrame { Radio = new RadioHeader { HasFcs = true }, Octets = octets };
            return DatagramKind.Frame;
        }

        int channel = BinaryPrimitives.ReadUInt16BigEndian(datagram[15..]);
        uint frequency = BinaryPrimitives.ReadUInt32BigEndian(datagram[17..]);
        int mcsOrRate = BinaryPrimitives.ReadUInt16BigEndian(datagram[13..]);
        Modulation? modulation = ModulationOf(BinaryPrimitives.ReadUInt32BigEndian(datagram[25..]), mcsOrRate);
        frame = new StreamedFrame
        {
            Radio = new RadioHeader
            {
                FrequencyMHz = frequency is > 0 and <= ushort.MaxValue ? (int)frequency : ChannelFrequency.Of(channel),
                Rate = modulation is null ? mcsOrRate : null,
                Modulation = modulation,
                SignalDbm = (sbyte)datagram[31],
                NoiseDbm = (sbyte)datagram[32],
                HasFcs = true,
                BadFcs = (datagram[45] & CrcErrorFlag) != 0,
                ShortPreamble = (datagram[46] & ShortPreambleStatus) != 0,
                Tsf = BinaryPrimitives.ReadUInt64BigEndian(datagram[47..]),
            },
            Octets = octets,
            CutOff = CutOffOf(datagram[41..], octets.Length + whole.Missing),
            ReceivedMicroseconds = TimeOf(datagram[47..]),
        };
        return DatagramKind.Frame;
    }

    private static Modulation? ModulationOf(uint flags, int mcs)
    {
        const uint is40 =
            0x4, shortGuard = 0x8, longGuard = 0x10, isVht = 0x80, hasMcs = 0x100, is80 = 0x200, isHe = 0x20000, is160 = 0x40000;
        const int streamsShift = 14;
        const uint streamsMask = 0x7;
        ModulationKind? kind = (flags & isHe) != 0
            ? ModulationKind.He
            : (flags & isVht) != 0 ? ModulationKind.Vht
            : (flags & hasMcs) != 0 ? ModulationKind.Ht
            : null;
        int bandwidth = (flags & is160) != 0 ? 160 : (flags & is80) != 0 ? 80 : (flags & is40) != 0 ? 40 : 20;
        bool? isShort = (flags & shortGuard) != 0 ? true : (flags & longGuard) != 0 ? false : null;

        return kind is { } known ? new Modulation(known, mcs, (int)((flags >> streamsShift) & streamsMask) + 1, bandwidth, isShort) : null;
    }

    // Without a magic number the lengths are what tells this format from others. Some senders do not count the FCS.
    private static bool AgreesWithLengths(ReadOnlySpan<byte> lengths, int present)
    {
        int packet = BinaryPrimitives.ReadUInt16BigEndian(lengths);
        int slice = BinaryPrimitives.ReadUInt16BigEndian(lengths[2..]);
        return packet == present || slice == present || packet == present - FcsLength || slice == present - FcsLength;
    }

    private static long? TimeOf(ReadOnlySpan<byte> octets) => BinaryPrimitives.ReadInt64BigEndian(octets) is > 0 and var tsf ? tsf : null;

    private static int CutOffOf(ReadOnlySpan<byte> lengths, int present) =>
        Math.Max(0, BinaryPrimitives.ReadUInt16BigEndian(lengths) - present);
}
