using System.Buffers.Binary;
using WsBridge.Dot11;

namespace WsBridge.Capture.Streams;

/// <summary>
/// Aruba's encapsulated remote mirroring. The type is an option of the access point and not in the datagram: 0 a pcap record header
/// (seconds, microseconds, captured and original length, 4 octets each, big-endian) and the frame; 3 the same with rate (2), channel and
/// signal in percent between the two; 1 and 5 PEEKREMOTE; 4 PPI; 6 radiotap.
/// </summary>
/// <remarks>Wireshark's packet-aruba-erm.c.</remarks>
internal static class ArubaErm
{
    private const int PcapLength = 16;
    private const int RadioLength = 4;
    private const byte SentByAp = 100;
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <param name="whole">The datagram.</param>
    /// <param name="isAruba">It is from Aruba's access points; null when that is not known.</param>
    /// <param name="frame">The frame.</param>
    public static DatagramKind Read(Cut whole, bool? isAruba, out StreamedFrame frame)
    {
        ReadOnlySpan<byte> datagram = whole.Octets;
        DatagramKind kind = ReadPcap(whole, out frame);
        if (kind == DatagramKind.Unknown && IsPpi(datagram))
        {
            kind = WrappedFrame.Read(LinkTypes.Ppi, datagram, out frame);
        }

        if (kind == DatagramKind.Unknown)
        {
            kind = PeekRemote.Read(whole, isAruba, out frame);
        }

        return kind == DatagramKind.Unknown && HasRadiotap(datagram) ? WrappedFrame.Read(LinkTypes.Radiotap, datagram, out frame) : kind;
    }

    private static DatagramKind ReadPcap(Cut whole, out StreamedFrame frame)
    {
        frame = default;
        ReadOnlySpan<byte> datagram = whole.Octets;
        if (datagram.Length <= PcapLength || BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]) >= MicrosecondsPerSecond)
        {
            return DatagramKind.Unknown;
        }

        ReadOnlySpan<byte> rest = datagram[PcapLength..];
        uint captured = BinaryPrimitives.ReadUInt32BigEndian(datagram[8..]);
        uint original = BinaryPrimitives.ReadUInt32BigEndian(datagram[12..]);
        int cutOff = original is > 0 and <= ushort.MaxValue && original >= captured ? (int)(original - captured) : -1;
        int sent = rest.Length + whole.Missing;
        bool withRadio = rest.Length > RadioLength && (captured + RadioLength == sent || (captured == sent && LooksLikeRadio(rest)));
        if (cutOff < 0 || (!withRadio && captured != sent))
        {
            return DatagramKind.Unknown;
        }

        long received = (BinaryPrimitives.ReadUInt32BigEndian(datagram) * MicrosecondsPerSecond)
            + BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]);
        frame = new StreamedFrame
        {
            Radio = withRadio ? RadioOf(rest) : new RadioHeader { HasFcs = true },
            Octets = withRadio ? rest[RadioLength..] : rest,
            CutOff = cutOff,
            ReceivedMicroseconds = received,
        };
        return DatagramKind.Frame;
    }

    private static RadioHeader RadioOf(ReadOnlySpan<byte> header) => new()
    {
        Rate = BinaryPrimitives.ReadUInt16BigEndian(header),
        FrequencyMHz = ChannelFrequency.Of(header[2]),
        RelativeSignal = header[3],
        HasFcs = header[3] != SentByAp, // with 100 percent it is a frame that the access point sent, which has none
    };

    // Where the length counts the radio header too, the FCS tells where the frame begins.
    private static bool LooksLikeRadio(ReadOnlySpan<byte> rest) =>
        !LinkHeader.EndsInFcs(rest) && LinkHeader.EndsInFcs(rest[RadioLength..]) && ChannelFrequency.Of(rest[2]) is not null;

    // Version 0, flags, length of the header, and 105 for 802.11; little-endian.
    private static bool IsPpi(ReadOnlySpan<byte> octets) =>
        octets.Length > 8 && octets[0] == 0 && octets[1] <= 1
        && BinaryPrimitives.ReadUInt32LittleEndian(octets[4..]) == LinkTypes.Ieee80211;

    private static bool HasRadiotap(ReadOnlySpan<byte> octets) =>
        octets.Length > 8 && octets[0] == 0 && octets[1] == 0 && BinaryPrimitives.ReadUInt16LittleEndian(octets[2..]) < octets.Length;
}
