using PacketDotNet;

namespace WsBridge.Keys.Wired;

/// <summary>A UDP datagram, or as much of one as was captured.</summary>
/// <param name="ip">The IP packet around it: the innermost where tunnels are.</param>
/// <param name="udp">The datagram.</param>
/// <param name="isWhole">All fragments are there.</param>
internal sealed class UdpDatagram(IPPacket ip, UdpPacket udp, bool isWhole)
{
    private const int HeaderSize = 8;

    /// <summary>Who sent it.</summary>
    public Endpoint Source => new(ip.SourceAddress, udp.SourcePort);

    /// <summary>Who it is for.</summary>
    public Endpoint Destination => new(ip.DestinationAddress, udp.DestinationPort);

    /// <summary>What was captured of its payload.</summary>
    public byte[] Payload { get; } = udp.PayloadData ?? udp.PayloadPacket?.Bytes ?? [];

    /// <summary>Nothing of it is missing.</summary>
    public bool IsWhole => isWhole && Payload.Length >= udp.Length - HeaderSize;
}
