using System.Buffers.Binary;
using System.Net;

namespace WsBridge.Sdk;

/// <summary>
/// Finds what a frame carries: EtherType, IP protocol, ports, and where the payload of each begins. Only as far as telling frames apart
/// needs it; a frame that is cut off or does not fit is simply not told.
/// </summary>
internal ref struct IpTraffic
{
    private const int IPv4 = 0x0800;
    private const int IPv6 = 0x86DD;
    private const int Tcp = 6;
    private const int Udp = 17;
    private static readonly byte[] Snap = [0xAA, 0xAA, 0x03, 0x00, 0x00, 0x00];

    private readonly ReadOnlySpan<byte> _octets;
    private int _addressesAt;
    private int _addressLength;

    private IpTraffic(ReadOnlySpan<byte> octets) => _octets = octets;

    /// <summary>-1 when there is none.</summary>
    public int EtherType { get; private set; } = -1;

    /// <summary>Where its data begins.</summary>
    public int EtherTypeAt { get; private set; }

    /// <summary>-1 when there is none.</summary>
    public int Protocol { get; private set; } = -1;

    /// <summary>Where its data begins.</summary>
    public int ProtocolAt { get; private set; }

    /// <summary>0 when there is none.</summary>
    public int SourcePort { get; private set; }

    /// <summary>0 when there is none.</summary>
    public int DestinationPort { get; private set; }

    /// <summary>Addresses and ports; null when there are none.</summary>
    public readonly Flow? Flow => Protocol < 0 ? null : new Flow(
        new IPAddress(_octets.Slice(_addressesAt, _addressLength)),
        SourcePort,
        new IPAddress(_octets.Slice(_addressesAt + _addressLength, _addressLength)),
        DestinationPort);

    /// <summary>Where the data of UDP or TCP begins.</summary>
    public int DataAt { get; private set; }

    /// <summary>Where the data of IP ends: what follows is padding.</summary>
    public int End { get; private set; }

    /// <summary>Looks at a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="macOffset">Where the 802.11 MAC header begins, -1 when it is no 802.11 frame.</param>
    public static IpTraffic Of(in Frame frame, int macOffset)
    {
        var traffic = new IpTraffic(frame.Octets) { End = frame.Octets.Length };
        if (macOffset >= 0)
        {
            traffic.Dot11(macOffset);
            return traffic;
        }

        switch (frame.LinkType)
        {
            case LinkTypes.Ethernet:
                traffic.Type(12);
                break;
            case LinkTypes.LinuxSll:
                traffic.Type(14);
                break;
            case LinkTypes.LinuxSll2 when frame.Octets.Length >= 20:
                traffic.Named(BinaryPrimitives.ReadUInt16BigEndian(frame.Octets), 20);
                break;
            case LinkTypes.Raw or LinkTypes.IPv4 or LinkTypes.IPv6 when frame.Octets.Length > 0:
                traffic.Named(frame.Octets[0] >> 4 == 6 ? IPv6 : IPv4, 0);
                break;
        }

        return traffic;
    }

    // An unencrypted data frame with a payload: header of 24 octets, 30 between two APs, 2 more with QoS, 4 more with HT Control.
    private void Dot11(int mac)
    {
        if (_octets.Length < mac + 26 || (_octets[mac] & 0x4C) != 0x08 || (_octets[mac + 1] & 0x40) != 0)
        {
            return;
        }

        int header = (_octets[mac + 1] & 3) == 3 ? 30 : 24;
        if ((_octets[mac] & 0x80) != 0)
        {
            bool isAmsdu = _octets.Length > mac + header && (_octets[mac + header] & 0x80) != 0;
            if (isAmsdu)
            {
                return;
            }

            header += (_octets[mac + 1] & 0x80) != 0 ? 6 : 2;
        }

        int snap = mac + header;
        if (_octets.Length >= snap + 8 && _octets.Slice(snap, 6).SequenceEqual(Snap))
        {
            Named(BinaryPrimitives.ReadUInt16BigEndian(_octets[(snap + 6)..]), snap + 8);
        }
    }

    private void Type(int at)
    {
        while (_octets.Length >= at + 2)
        {
            int type = BinaryPrimitives.ReadUInt16BigEndian(_octets[at..]);
            if (type is not (0x8100 or 0x88A8 or 0x9100))
            {
                if (type >= 0x600)
                {
                    Named(type, at + 2);
                }

                return;
            }

            at += 4; // a VLAN tag
        }
    }

    private void Named(int type, int at)
    {
        EtherType = type;
        EtherTypeAt = at;
        if (type == IPv4)
        {
            Version4(at);
        }
        else if (type == IPv6)
        {
            Version6(at);
        }
    }

    private void Version4(int at)
    {
        if (_octets.Length < at + 20 || _octets[at] >> 4 != 4)
        {
            return;
        }

        int header = (_octets[at] & 15) * 4;
        int length = BinaryPrimitives.ReadUInt16BigEndian(_octets[(at + 2)..]);
        bool isLaterFragment = (BinaryPrimitives.ReadUInt16BigEndian(_octets[(at + 6)..]) & 0x1FFF) != 0;
        if (header >= 20 && !isLaterFragment)
        {
            (_addressesAt, _addressLength) = (at + 12, 4);
            Limit(at, length);
            Inside(_octets[at + 9], at + header);
        }
    }

    private void Version6(int at)
    {
        if (_octets.Length < at + 40 || _octets[at] >> 4 != 6)
        {
            return;
        }

        (_addressesAt, _addressLength) = (at + 8, 16);
        Limit(at, 40 + BinaryPrimitives.ReadUInt16BigEndian(_octets[(at + 4)..]));
        int next = _octets[at + 6];
        at += 40;
        while (next is 0 or 43 or 60 or 44 && _octets.Length >= at + 8)
        {
            bool isLaterFragment = next == 44 && (BinaryPrimitives.ReadUInt16BigEndian(_octets[(at + 2)..]) & 0xFFF8) != 0;
            if (isLaterFragment)
            {
                return;
            }

            int length = next == 44 ? 8 : 8 + (_octets[at + 1] * 8);
            next = _octets[at];
            at += length;
        }

        Inside(next, at);
    }

    private void Limit(int at, int length)
    {
        if (length > 0) // 0 where the network card cuts packets up after they were captured
        {
            End = Math.Min(End, at + length);
        }
    }

    private void Inside(int protocol, int at)
    {
        if (at > End)
        {
            return;
        }

        Protocol = protocol;
        ProtocolAt = at;
        int header = protocol switch
        {
            Udp => 8,
            Tcp when End >= at + 20 => (_octets[at + 12] >> 4) * 4,
            _ => 0,
        };
        if (header >= 8 && End >= at + header)
        {
            SourcePort = BinaryPrimitives.ReadUInt16BigEndian(_octets[at..]);
            DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(_octets[(at + 2)..]);
            DataAt = at + header;
        }
    }

    /// <summary>Whether it is of a kind, and where the payload is.</summary>
    public readonly bool Is(Traffic traffic, int linkType, out int start)
    {
        start = traffic.Kind switch
        {
            TrafficKind.EtherType when EtherType == traffic.Value => EtherTypeAt,
            TrafficKind.IpProtocol when Protocol == traffic.Value => ProtocolAt,
            TrafficKind.UdpPort when Protocol == Udp && HasPort(traffic.Value) => DataAt,
            TrafficKind.TcpPort when Protocol == Tcp && HasPort(traffic.Value) => DataAt,
            TrafficKind.LinkType when linkType == traffic.Value => 0,
            TrafficKind.Everything => 0,
            _ => -1,
        };
        return start >= 0;
    }

    private readonly bool HasPort(int port) => DataAt > 0 && (SourcePort == port || DestinationPort == port);
}
