using WsBridge.Dot11;
using WsBridge.Fuzz.Seeds;
using WsBridge.Testing;

namespace WsBridge.Fuzz.Targets;

/// <summary>Radiotap and the other headers in front of a frame.</summary>
internal sealed class LinkHeaderTarget : IFuzzTarget
{
    private const int PerRecording = 4;

    public IEnumerable<byte[]> Seeds() =>
        SeedRecordings.Recordings.SelectMany(packets => packets.DistinctBy(packet => packet.Octets.Length).Take(PerRecording))
            .Select(packet => PacketList.Write([packet]));

    public void Run(byte[] octets)
    {
        foreach (CapturedPacket packet in PacketList.Read(octets))
        {
            if (LinkHeader.TryParse(packet.LinkType, packet.Octets, out LinkHeader link, out ParseError error))
            {
                ReadOnlySpan<byte> frame = link.MacFrame(packet.Octets, packet.OriginalLength);
                FaultException.Unless(
                    link.Length >= 0 && link.Length + frame.Length <= packet.Octets.Length,
                    "the frame reaches over the packet");
                FaultException.Unless(link.MacFrameWithoutFcs(packet.Octets).Length <= frame.Length + 4, "an FCS longer than 4 octets");
                _ = link.ToString();
            }
            else
            {
                _ = error.ToString();
            }

            int at = packet.ToFrame().MacHeaderAt;
            FaultException.Unless(at <= packet.Octets.Length, "the frame begins after the packet");
        }
    }
}
