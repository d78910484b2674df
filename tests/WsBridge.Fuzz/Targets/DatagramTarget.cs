using PacketDotNet;
using WsBridge.Capture.Streams;
using WsBridge.Dot11;
using WsBridge.Fuzz.Seeds;
using WsBridge.Testing;

namespace WsBridge.Fuzz.Targets;

/// <summary>
/// Datagrams of access points and sensors, in every format. What is made of one is a radiotap header that our own reader takes, and the
/// frame.
/// </summary>
internal sealed class DatagramTarget : IFuzzTarget
{
    private const int PerRecording = 6;

    private static readonly StreamFormat[] Formats = Enum.GetValues<StreamFormat>();

    public IEnumerable<byte[]> Seeds()
    {
        byte[] frame = Testing.Frame.Beacon(MakeAddress.Ap(), MakeElement.Ssid("net"));
        yield return [0, .. Tzsp(frame)];
        yield return [0, .. PeekRemote(frame)];
        foreach (IReadOnlyList<CapturedPacket> packets in SeedRecordings.In("field"))
        {
            IEnumerable<CapturedPacket> wired = packets.Where(packet => packet.LinkType == LinkTypes.Ethernet);
            foreach (byte[] payload in wired.SelectMany(PayloadOf).Take(PerRecording))
            {
                yield return [0, .. payload];
            }
        }
    }

    public void Run(byte[] octets)
    {
        if (octets.Length == 0)
        {
            return;
        }

        ReadOnlySpan<byte> datagram = octets.AsSpan(1);
        Datagram.Read(Formats[octets[0] % Formats.Length], datagram, out StreamedFrame frame);
        FaultException.Unless(frame.Octets.IsEmpty || datagram.Overlaps(frame.Octets), "the frame is not of the datagram");
        FaultException.Unless(frame.CutOff >= 0, "less than nothing was cut off");
        if (frame.Radio is { } radio)
        {
            byte[] packet = new byte[RadiotapWriter.GreatestLength + frame.Octets.Length];
            int header = RadiotapWriter.Write(radio, packet);
            frame.Octets.CopyTo(packet.AsSpan(header));
            FaultException.Unless(
                LinkHeader.TryParse(
                    LinkTypes.Radiotap,
                    packet.AsSpan(0, header + frame.Octets.Length),
                    out LinkHeader link,
                    out ParseError error)
                    && link.Length == header,
                $"radiotap that cannot be read: {error}");
        }
    }

    private static IEnumerable<byte[]> PayloadOf(CapturedPacket packet) =>
        Packet.ParsePacket(LinkLayers.Ethernet, packet.Octets).Extract<UdpPacket>() is { PayloadData: { Length: > 0 } payload }
            ? [payload]
            : [];

    // Version 1, a received tag list, encapsulating 802.11; tags: signal, rate, channel, FCS error, end.
    private static byte[] Tzsp(byte[] frame) => [1, 0, 0, 18, 10, 1, 0xC4, 12, 1, 0x0C, 18, 1, 36, 17, 1, 0, 1, .. frame];

    // The older header of 20 octets: signal, noise, lengths.
    private static byte[] PeekRemote(byte[] frame) =>
        [
            0xC4, 0xA0, (byte)(frame.Length >> 8), (byte)frame.Length, (byte)(frame.Length >> 8), (byte)frame.Length, 0, 0, .. new byte[8],
            0, 12, 36, 50, .. frame, 0, 0, 0, 0,
        ];
}
