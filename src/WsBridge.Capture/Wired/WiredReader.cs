using System.Buffers.Binary;
using PacketDotNet;
using PacketDotNet.Utils;

namespace WsBridge.Capture.Wired;

/// <summary>
/// Finds what UDP and GRE carry in the packets of a wired capture: over IPv4 and IPv6, with VLAN tags, in tunnels, fragments put together.
/// </summary>
public sealed class WiredReader
{
    /// <summary>LINKTYPE_IPV4 and LINKTYPE_IPV6.</summary>
    private const int IPv4Alone = 228;
    private const int IPv6Alone = 229;

    /// <summary>LINKTYPE_LOOP: as LINKTYPE_NULL, the address family most significant octet first.</summary>
    private const int Loop = 108;

    private const int AddressFamilyLength = 4;
    private const int RadSecPort = 2083;
    private const int UdpHeaderLength = 8;
    private const int UdpLite = 136; // RFC 3828: where UDP has its length it has a coverage
    private const int DeepestTunnel = 4;

    private readonly FragmentTable _fragments = new();
    private long _number;
    private IReadOnlyList<long> _otherParts = [];

    /// <summary>RADIUS over TLS or DTLS was seen. RFC 6614, RFC 7360.</summary>
    public bool SawRadSec { get; private set; }

    /// <summary>The latest packet is a fragment of UDP or GRE.</summary>
    public bool IsFragment { get; private set; }

    /// <summary>Looks at the next packet.</summary>
    /// <returns>What it brings, or completes; of what begins with it and is not all there, what is there; null for nothing.</returns>
    public WiredPayload? Read(scoped in CaptureRecord record)
    {
        IsFragment = false;
        (_number, _otherParts) = (record.Number, []);
        if (LinkTypes.Is80211(record.LinkType))
        {
            return null; // the other side of the same capture
        }

        try
        {
            int start = record.LinkType == Loop ? Math.Min(AddressFamilyLength, record.Octets.Length) : 0;
            return Read(LinkLayerOf(record.LinkType), record.Octets.ToArray(), start, isOfRecord: true, DeepestTunnel);
        }
#pragma warning disable CA1031 // PacketDotNet throws whatever comes to hand for packets that are cut off or damaged
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static LinkLayers LinkLayerOf(int linkType) =>
        linkType is IPv4Alone or IPv6Alone or Loop ? LinkLayers.Raw : (LinkLayers)linkType;

    private WiredPayload? Read(LinkLayers link, byte[] octets, int start, bool isOfRecord, int depth)
    {
        // From its first octet it is parsed as it is; what is in a tunnel begins later.
        Packet packet = start == 0 ? Packet.ParsePacket(link, octets)
            : link == LinkLayers.Ethernet ? new EthernetPacket(new ByteArraySegment(octets, start, octets.Length - start))
            : new RawIPPacket(new ByteArraySegment(octets, start, octets.Length - start));
        IPPacket? ip = null;
        for (Packet? layer = packet; layer is not null; layer = layer.PayloadPacket)
        {
            ip = layer as IPPacket ?? ip;
            SawRadSec |= layer is TransportPacket { SourcePort: RadSecPort } or TransportPacket { DestinationPort: RadSecPort };
        }

        if (ip is null || ip.Protocol is not (ProtocolType.Udp or ProtocolType.Gre or (ProtocolType)UdpLite))
        {
            return null;
        }

        int headerEnd = ip.HeaderSegment.Offset + ip.HeaderSegment.Length;
        int end = ip.TotalLength > ip.HeaderSegment.Length
            ? Math.Min(octets.Length, ip.HeaderSegment.Offset + ip.TotalLength)
            : octets.Length;
        if (Fragment.Of(ip, octets.AsSpan(headerEnd, end - headerEnd)) is { } fragment)
        {
            IsFragment = true;
            if (_fragments.Add(fragment, [.. _otherParts, _number], out byte[] whole) is { } packets)
            {
                _otherParts = [.. packets.Where(packet => packet != _number)];
                return Inside(ip, whole, 0, whole.Length, isOfRecord: false, depth);
            }

            return fragment.Offset > 0 ? null : Inside(ip, octets, headerEnd, end, isOfRecord, depth, isFirstFragment: true);
        }

        return Inside(ip, octets, headerEnd, end, isOfRecord, depth);
    }

    private WiredPayload? Inside(IPPacket ip, byte[] octets, int start, int end, bool isOfRecord, int depth, bool isFirstFragment = false)
    {
        ReadOnlySpan<byte> inside = octets.AsSpan(start, end - start);
        if (ip.Protocol == ProtocolType.Gre)
        {
            if (!GreHeader.TryRead(inside, out int protocol, out int length, out bool isEthernet))
            {
                return null;
            }

            return isEthernet && depth > 0 && !isFirstFragment
                ? Read(LinkLayers.Ethernet, octets[..end], start + length, isOfRecord, depth - 1)
                : Payload(ip, octets, start + length, end, isOfRecord, inside.Length - length, protocol, isFirstFragment);
        }

        if (inside.Length < UdpHeaderLength)
        {
            return null;
        }

        int udpLength = BinaryPrimitives.ReadUInt16BigEndian(inside[4..]);
        int whole = ip.Protocol == ProtocolType.Udp && udpLength >= UdpHeaderLength ? udpLength : inside.Length;
        return Payload(ip, octets, start + UdpHeaderLength, Math.Min(end, start + whole), isOfRecord, whole - UdpHeaderLength,
            greProtocol: null, isFirstFragment);
    }

    private WiredPayload Payload(IPPacket ip, byte[] octets, int start, int end, bool isOfRecord, int originalLength,
        int? greProtocol, bool isFirstFragment)
    {
        ReadOnlySpan<byte> ports = greProtocol is null ? octets.AsSpan(start - UdpHeaderLength, UdpHeaderLength) : [0, 0, 0, 0];
        return new WiredPayload
        {
            Source = new Endpoint(ip.SourceAddress, BinaryPrimitives.ReadUInt16BigEndian(ports)),
            Destination = new Endpoint(ip.DestinationAddress, BinaryPrimitives.ReadUInt16BigEndian(ports[2..])),
            GreProtocol = greProtocol,
            Payload = octets.AsMemory(start, end - start),
            OriginalLength = originalLength,
            Offset = isOfRecord ? start : -1,
            Number = _number,
            OtherParts = _otherParts,
            IsFirstFragment = isFirstFragment,
        };
    }
}
