using System.Buffers.Binary;
using WsBridge.Capture;

namespace WsBridge.Keys.Tests.Radius;

/// <summary>Builds a wired capture packet by packet, one second apart.</summary>
internal sealed class WiredCapture
{
    /// <summary>2026-09-21 12:00:00 UTC.</summary>
    public const long Start = 1_789_992_000_000_000_000;

    private readonly List<(int LinkType, byte[] Octets, int Length)> _packets = [];

    /// <summary>Packets are cut off here; null for none.</summary>
    public int? SnapLength { get; set; }

    /// <summary>Writes the capture into a folder.</summary>
    public string Write(TemporaryFolder folder, string name = "radius.pcapng")
    {
        using var writer = new PcapngWriter(File.Create(folder.Path(name)));
        int[] linkTypes = [.. _packets.Select(packet => packet.LinkType).Distinct()];
        foreach (int linkType in linkTypes)
        {
            writer.AddInterface(linkType);
        }

        long time = Start;
        foreach ((int linkType, byte[] octets, int length) in _packets)
        {
            writer.WritePacket(Array.IndexOf(linkTypes, linkType), time, octets, length);
            time += 1_000_000_000;
        }

        return folder.Path(name);
    }

    /// <summary>Adds a packet with these octets.</summary>
    public WiredCapture Add(int linkType, byte[] octets)
    {
        _packets.Add((linkType, octets[..Math.Min(octets.Length, SnapLength ?? octets.Length)], octets.Length));
        return this;
    }

    /// <summary>Adds an IP packet in an Ethernet frame, with VLAN tags around it.</summary>
    public WiredCapture AddEthernet(byte[] ip, params int[] tags)
    {
        var frame = new List<byte>([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2]);
        foreach (int tag in tags)
        {
            frame.AddRange([(byte)(tag >> 8), (byte)tag, 0, 5]);
        }

        frame.AddRange(ip[0] >> 4 == 4 ? (byte[])[8, 0] : [0x86, 0xDD]);
        return Add(LinkTypes.Ethernet, [.. frame, .. ip]);
    }

    /// <summary>A UDP datagram.</summary>
    public static byte[] Udp(int source, int destination, byte[] payload)
    {
        byte[] octets = new byte[8 + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)source);
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(2), (ushort)destination);
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(4), (ushort)octets.Length);
        payload.CopyTo(octets, 8);
        return octets;
    }

    /// <summary>An IPv4 packet from 10.0.0.x to 10.0.0.y; with an offset or more to follow, a fragment.</summary>
    public static byte[] IPv4(byte from, byte to, byte[] payload, int offset = 0, bool more = false, int protocol = 17)
    {
        byte[] octets = new byte[20 + payload.Length];
        octets[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(2), (ushort)octets.Length);
        octets[5] = 77; // Identification
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(6), (ushort)((offset / 8) | (more ? 0x2000 : 0)));
        octets[8] = 64;
        octets[9] = (byte)protocol;
        (octets[12], octets[15]) = (10, from);
        (octets[16], octets[19]) = (10, to);
        payload.CopyTo(octets, 20);
        return octets;
    }

    /// <summary>An IPv6 packet from 2001::x to 2001::y.</summary>
    public static byte[] IPv6(byte from, byte to, byte[] payload, int nextHeader = 17)
    {
        byte[] octets = new byte[40 + payload.Length];
        octets[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(4), (ushort)payload.Length);
        octets[6] = (byte)nextHeader;
        octets[7] = 64;
        (octets[8], octets[9], octets[23]) = (0x20, 1, from);
        (octets[24], octets[25], octets[39]) = (0x20, 1, to);
        payload.CopyTo(octets, 40);
        return octets;
    }

    /// <summary>An IPv6 fragment header and what follows it.</summary>
    public static byte[] IPv6Fragment(byte[] payload, int offset, bool more)
    {
        byte[] octets = new byte[8 + payload.Length];
        octets[0] = 17;
        BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(2), (ushort)(offset | (more ? 1 : 0)));
        octets[7] = 9; // Identification
        payload.CopyTo(octets, 8);
        return octets;
    }

    /// <summary>An IPv6 header of destination options that are padding, before a fragment header.</summary>
    public static byte[] IPv6Options(byte[] payload) => [44, 0, 1, 4, 0, 0, 0, 0, .. payload];
}
