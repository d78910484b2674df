namespace WsBridge.Host;

/// <summary>What Wireshark's Lua calls a LINKTYPE_ number. Others of our own (802.11) the stub tells by their octets.</summary>
internal static class LinkNames
{
    private const int User0 = 147;

    /// <summary>Null where there is no name.</summary>
    public static string? Of(int linkType) => linkType switch
    {
        0 => "NULL",
        1 => "ETHERNET",
        9 => "PPP",
        101 => "RAW_IP",
        113 => "SLL",
        187 => "BLUETOOTH_H4",
        195 or 230 => "IEEE802_15_4",
        276 => "SLL2",
        >= User0 and < User0 + 16 => $"USER{linkType - User0}",
        _ => null,
    };
}
