using PacketDotNet;
using PacketDotNet.Utils;
using WsBridge.Capture;

namespace WsBridge.Keys.Wired;

/// <summary>Finds the UDP datagrams in the packets of a wired capture, over IPv4 and IPv6, with VLAN tags, in tunnels, fragments put together.</summary>
internal sealed class UdpReader
{
    /// <summary>LINKTYPE_IPV4 and LINKTYPE_IPV6.</summary>
    private const int IPv4Alone = 228;
    private const int IPv6Alone = 229;
    private const int RadSecPort = 2083;

    private readonly FragmentTable _fragments = new();

    /// <summary>RADIUS over TLS or DTLS was seen. RFC 6614, RFC 7360.</summary>
    public bool SawRadSec { get; private set; }

    /// <summary>Looks at the next packet.</summary>
    /// <returns>The datagrams that it brings: none, itself, or one that it completes; of one that begins with it, what is there.</returns>
    public UdpDatagram? Read(in CaptureRecord record)
    {
        if (record.LinkType is LinkTypes.Ieee80211 or LinkTypes.Radiotap or LinkTypes.Prism or LinkTypes.Avs or LinkTypes.Ppi)
        {
            return null; // the other side of the same capture
        }

        try
        {
            return Read(Packet.ParsePacket(LinkLayerOf(record.LinkType), record.Octets.ToArray()));
        }
#pragma warning disable CA1031 // PacketDotNet throws whatever comes to hand for packets that are cut off or damaged
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static LinkLayers LinkLayerOf(int linkType) => linkType is IPv4Alone or IPv6Alone ? LinkLayers.Raw : (LinkLayers)linkType;

    private UdpDatagram? Read(Packet packet)
    {
        IPPacket? ip = null;
        for (Packet? layer = packet; layer is not null; layer = layer.PayloadPacket)
        {
            ip = layer as IPPacket ?? ip;
            SawRadSec |= layer is TransportPacket { SourcePort: RadSecPort } or TransportPacket { DestinationPort: RadSecPort };
        }

        return ip is null || ip.Protocol != ProtocolType.Udp ? null
            : Fragment.Of(ip) is not { } fragment ? ip.PayloadPacket is UdpPacket udp ? new UdpDatagram(ip, udp, isWhole: true) : null
            : _fragments.Add(fragment) is { } whole ? new UdpDatagram(ip, new UdpPacket(new ByteArraySegment(whole)), isWhole: true)
            : fragment.Offset == 0 && ip.PayloadPacket is UdpPacket first ? new UdpDatagram(ip, first, isWhole: false)
            : null;
    }
}
