namespace WsBridge.Host;

/// <summary>What Wireshark's Lua calls a LINKTYPE_ number. Others of our own (802.11) the stub tells by their octets.</summary>
internal static class LinkNames
{
    /// <summary>Null where there is no name.</summary>
    public static string? Of(int linkType) => linkType switch
    {
        LinkTypes.Null => "NULL",
        LinkTypes.Ethernet => "ETHERNET",
        LinkTypes.Ppp => "PPP",
        LinkTypes.Raw => "RAW_IP",
        LinkTypes.LinuxSll => "SLL",
        LinkTypes.BluetoothH4 => "BLUETOOTH_H4",
        LinkTypes.Ieee802154 or LinkTypes.Ieee802154NoFcs => "IEEE802_15_4",
        LinkTypes.LinuxSll2 => "SLL2",
        >= LinkTypes.User0 and < LinkTypes.User0 + 16 => $"USER{linkType - LinkTypes.User0}",
        _ => null,
    };
}
