namespace WsBridge.Sdk;

/// <summary>What frames are told apart by.</summary>
public enum TrafficKind : byte
{
    /// <summary>Nothing: every frame.</summary>
    Everything,

    /// <summary>The LINKTYPE_ number of the capture.</summary>
    LinkType,

    /// <summary>The EtherType of Ethernet, Linux cooked captures, or of LLC/SNAP in an unencrypted 802.11 data frame.</summary>
    EtherType,

    /// <summary>The protocol number of IPv4, or the last Next Header of IPv6.</summary>
    IpProtocol,

    /// <summary>The source or destination port of UDP.</summary>
    UdpPort,

    /// <summary>The source or destination port of TCP.</summary>
    TcpPort,
}
