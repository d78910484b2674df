namespace WsBridge.Cli;

/// <summary>What people call the link layers that they mistake for 802.11.</summary>
/// <remarks>https://www.tcpdump.org/linktypes.html</remarks>
internal static class LinkTypeNames
{
    private const int UsbLinux = 220;
    private const int UsbPcap = 249;
    private const int BluetoothH4Phdr = 201;
    private const int BluetoothLe = 251;
    private const int BluetoothLePhdr = 256;
    private const int Ieee802154Tap = 283;

    /// <summary>Its name, or its number.</summary>
    public static string Of(int linkType) => linkType switch
    {
        LinkTypes.Ethernet => "Ethernet",
        LinkTypes.Raw or LinkTypes.IPv4 or LinkTypes.IPv6 => "raw IP",
        LinkTypes.LinuxSll or LinkTypes.LinuxSll2 => "Linux cooked",
        LinkTypes.Null => "loopback",
        LinkTypes.WiresharkUpperPdu => "exported PDU",
        LinkTypes.Ppp => "PPP",
        UsbLinux or UsbPcap => "USB",
        LinkTypes.BluetoothH4 or BluetoothH4Phdr or BluetoothLe or BluetoothLePhdr => "Bluetooth",
        LinkTypes.Ieee802154 or LinkTypes.Ieee802154NoFcs or Ieee802154Tap => "802.15.4",
        _ => $"link-type-{linkType}",
    };
}
