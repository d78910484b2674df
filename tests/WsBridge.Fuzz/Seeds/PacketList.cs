using System.Buffers.Binary;
using System.Numerics;
using WsBridge.Testing;

namespace WsBridge.Fuzz.Seeds;

/// <summary>
/// Packets as octets that stay packets when some of them change: a container with checks of its own would keep a fuzzer from what is behind
/// it. Of each: one octet with the link type and how much later it came, two with its length (big-endian), and its octets.
/// </summary>
public static class PacketList
{
    private const int Head = 3;

    private static readonly int[] LinkTypeNumbers =
    [
        LinkTypes.Radiotap, LinkTypes.Ieee80211, LinkTypes.Prism, LinkTypes.Avs, LinkTypes.Ppi, LinkTypes.Ethernet, LinkTypes.Raw,
        LinkTypes.LinuxSll, LinkTypes.LinuxSll2, LinkTypes.Null, LinkTypes.WiresharkUpperPdu, 228, 229, 147, 0xFFFF, 12,
    ];

    /// <summary>As octets; what takes no part in it (link types without a number here, packets longer than 64 KiB) is left out.</summary>
    public static byte[] Write(IEnumerable<CapturedPacket> packets)
    {
        ArgumentNullException.ThrowIfNull(packets);

        var octets = new List<byte>();
        long? before = null;
        foreach (CapturedPacket packet in packets)
        {
            int linkType = Array.IndexOf(LinkTypeNumbers, packet.LinkType);
            if (linkType < 0 || packet.Octets.Length > ushort.MaxValue)
            {
                continue;
            }

            long later = (packet.TimeNanoseconds - (before ?? packet.TimeNanoseconds)) / 1000;
            before = packet.TimeNanoseconds;
            int step = later <= 0 ? 0 : Math.Min((BitOperations.Log2((ulong)later) + 2) / 2, 15);
            octets.Add((byte)(step << 4 | linkType));
            octets.Add((byte)(packet.Octets.Length >> 8));
            octets.Add((byte)packet.Octets.Length);
            octets.AddRange(packet.Octets);
        }

        return [.. octets];
    }

    /// <summary>As packets; the last one has what is there of it.</summary>
    public static List<CapturedPacket> Read(ReadOnlySpan<byte> octets)
    {
        var packets = new List<CapturedPacket>();
        long microseconds = 1_700_000_000_000_000;
        while (octets.Length >= Head)
        {
            int step = octets[0] >> 4;
            int length = BinaryPrimitives.ReadUInt16BigEndian(octets[1..]);
            ReadOnlySpan<byte> packet = octets.Slice(Head, Math.Min(length, octets.Length - Head));
            microseconds += step == 0 ? 0 : 1L << (2 * step);
            packets.Add(
                new CapturedPacket(packets.Count + 1, microseconds * 1000, LinkTypeNumbers[octets[0] & 15], packet.ToArray(), length));
            octets = octets[(Head + packet.Length)..];
        }

        return packets;
    }
}
