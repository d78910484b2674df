namespace WsBridge;

/// <summary>
/// The LINKTYPE_ numbers that this project meets; a capture may have any other. The one list of them: the SDK and the host, which know
/// nothing of 802.11, compile this file too, and a test holds the numbers of the Lua stub equal.
/// </summary>
/// <remarks>https://www.tcpdump.org/linktypes.html</remarks>
static partial class LinkTypes
{
    /// <summary>BSD loopback: a 4-octet address family in the writer's byte order, then the packet.</summary>
    public const int Null = 0;

    /// <summary>Ethernet.</summary>
    public const int Ethernet = 1;

    /// <summary>Point-to-Point Protocol.</summary>
    public const int Ppp = 9;

    /// <summary>IPv4 or IPv6 without a link-layer header.</summary>
    public const int Raw = 101;

    /// <summary>802.11 without a radio header.</summary>
    public const int Ieee80211 = 105;

    /// <summary>Linux "cooked" capture.</summary>
    public const int LinuxSll = 113;

    /// <summary>Prism monitor header, then 802.11; some drivers put an AVS header there.</summary>
    public const int Prism = 119;

    /// <summary>Radiotap header, then 802.11.</summary>
    public const int Radiotap = 127;

    /// <summary>The first of the 16 link types that are left to users.</summary>
    public const int User0 = 147;

    /// <summary>AVS monitor header, then 802.11.</summary>
    public const int Avs = 163;

    /// <summary>Bluetooth HCI packets with their packet indicator.</summary>
    public const int BluetoothH4 = 187;

    /// <summary>Per-Packet Information header, then what it names.</summary>
    public const int Ppi = 192;

    /// <summary>802.15.4.</summary>
    public const int Ieee802154 = 195;

    /// <summary>IPv4 without a link-layer header.</summary>
    public const int IPv4 = 228;

    /// <summary>IPv6 without a link-layer header.</summary>
    public const int IPv6 = 229;

    /// <summary>802.15.4 without FCS.</summary>
    public const int Ieee802154NoFcs = 230;

    /// <summary>A PDU that Wireshark has exported: tags that say what it is, then the PDU.</summary>
    public const int WiresharkUpperPdu = 252;

    /// <summary>Linux "cooked" capture, version 2.</summary>
    public const int LinuxSll2 = 276;

    /// <summary>The packets of this link type are 802.11 frames, with or without a radio header.</summary>
    public static bool Is80211(int linkType) => linkType is Ieee80211 or Prism or Radiotap or Avs or Ppi;
}
