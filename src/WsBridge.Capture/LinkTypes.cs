using WsBridge.Dot11;

namespace WsBridge.Capture;

/// <summary>The LINKTYPE_ numbers this project meets; a file may carry any other.</summary>
/// <remarks>https://www.tcpdump.org/linktypes.html</remarks>
public static class LinkTypes
{
    /// <summary>BSD loopback: a 4-octet address family in the writer's byte order, then the packet.</summary>
    public const int Null = 0;

    /// <summary>Ethernet.</summary>
    public const int Ethernet = 1;

    /// <summary>IPv4 or IPv6 without a link-layer header.</summary>
    public const int Raw = 101;

    /// <summary>802.11 without a radio header.</summary>
    public const int Ieee80211 = LinkType.Ieee80211;

    /// <summary>Linux "cooked" capture.</summary>
    public const int LinuxSll = 113;

    /// <summary>Prism monitor header, then 802.11.</summary>
    public const int Prism = LinkType.Prism;

    /// <summary>Radiotap header, then 802.11.</summary>
    public const int Radiotap = LinkType.Radiotap;

    /// <summary>AVS monitor header, then 802.11.</summary>
    public const int Avs = LinkType.Avs;

    /// <summary>Per-Packet Information header, then what it names.</summary>
    public const int Ppi = LinkType.Ppi;

    /// <summary>A PDU that Wireshark has exported: tags that say what it is, then the PDU.</summary>
    public const int WiresharkUpperPdu = 252;

    /// <summary>Linux "cooked" capture, version 2.</summary>
    public const int LinuxSll2 = 276;
}
