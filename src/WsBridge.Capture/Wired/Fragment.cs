using System.Buffers.Binary;
using System.Net;
using PacketDotNet;

namespace WsBridge.Capture.Wired;

/// <summary>One fragment of an IP packet.</summary>
/// <param name="Packet">What it is a fragment of.</param>
/// <param name="Offset">Where its octets belong.</param>
/// <param name="HasMore">It is not the last.</param>
/// <param name="Octets">The octets.</param>
internal sealed record Fragment(FragmentedPacket Packet, int Offset, bool HasMore, byte[] Octets)
{
    private const int MoreFragments = 1;
    private const int Unit = 8;
    private const int IPv6HeaderSize = 40;

    /// <summary>Reads the fragment fields; null when the packet is whole.</summary>
    /// <param name="ip">The packet.</param>
    /// <param name="payload">What follows its headers.</param>
    public static Fragment? Of(IPPacket ip, ReadOnlySpan<byte> payload) => ip switch
    {
        IPv4Packet v4 when v4.FragmentOffset > 0 || (v4.FragmentFlags & MoreFragments) != 0 =>
            new Fragment(new FragmentedPacket(v4.SourceAddress, v4.DestinationAddress, v4.Id), v4.FragmentOffset * Unit,
            (v4.FragmentFlags & MoreFragments) != 0, payload.ToArray()),
        IPv6Packet v6 => Of(v6, payload),
        _ => null,
    };

    /// <summary>
    /// PacketDotNet 1.4.8 knows which extension headers there are, and reads the values of each but the first from a wrong place.
    /// </summary>
    private static Fragment? Of(IPv6Packet ip, ReadOnlySpan<byte> payload)
    {
        int start = IPv6HeaderSize;
        foreach (IPv6ExtensionHeader header in ip.ExtensionHeaders)
        {
            if (header is IPv6FragmentationExtensionHeader)
            {
                ReadOnlySpan<byte> octets = ip.HeaderData.AsSpan(start);
                int offset = BinaryPrimitives.ReadUInt16BigEndian(octets[2..]);
                var of = new FragmentedPacket(ip.SourceAddress, ip.DestinationAddress, BinaryPrimitives.ReadUInt32BigEndian(octets[4..]));
                return new Fragment(of, offset & ~(Unit - 1), (offset & 1) != 0, payload.ToArray());
            }

            start += header.Length;
        }

        return null;
    }
}

/// <summary>What fragments with the same values belong to.</summary>
internal readonly record struct FragmentedPacket(IPAddress Source, IPAddress Destination, uint Identification);
