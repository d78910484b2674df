using WsBridge.Extcap.Channels;

namespace WsBridge.Extcap.Local;

/// <summary>Says in a sentence why an adapter cannot be used, and what to do.</summary>
internal static class LocalProblem
{
    /// <summary>dumpcap is not there.</summary>
    public const string NoDumpcap = "Capturing needs root here, or dumpcap, which is not there; it comes with Wireshark (Debian: apt-get "
        + "install wireshark-common).";

    /// <summary>Neither this process nor dumpcap may capture.</summary>
    public static string NotAllowed(string adapter) =>
        $"This user may not capture on {adapter}: let dumpcap do it (Debian: dpkg-reconfigure wireshark-common, then be in the group "
            + $"wireshark and log in again), or start Wireshark as root.";

    /// <summary>There is no adapter of this name.</summary>
    public static string NoAdapter(string name, IReadOnlyList<WifiAdapter> there) =>
        $"There is no adapter {name}; {There(there)}";

    /// <summary>None was chosen, and there is not exactly one.</summary>
    public static string NotOne(IReadOnlyList<WifiAdapter> there) =>
        there.Count == 0
            ? $"No adapter to capture with: {There(there)}"
            : $"Choose the adapter to capture with (--adapter): {There(there)}";

    /// <summary>It is another kind of interface.</summary>
    public static string NoWifi(string name, IReadOnlyList<WifiAdapter> there) => $"{name} is no Wi-Fi adapter; {There(there)}";

    /// <summary>The adapter cannot do monitor mode.</summary>
    public static string NoMonitorMode(string adapter, string why, IReadOnlyList<WifiAdapter> there) =>
        $"{adapter} cannot be put into monitor mode ({why}); {There([.. there.Where(other => other.Name != adapter)])}";

    /// <summary>This user may not set mode or channel.</summary>
    public static string NotAllowedToChange(string adapter) =>
        $"This user may not set the mode and channel of {adapter}: tick \"Use sudo\" where sudo asks for no password, start Wireshark as "
            + $"root, or put {adapter} into monitor mode beforehand and set no channel here.";

    /// <summary>There is no channel to set.</summary>
    public static string NoRadio(string adapter, string why) =>
        $"{adapter} has no channel that could be set ({why}); leave channel, hop and follow empty to capture it as it is.";

    /// <summary>The adapter cannot be on a channel.</summary>
    public static string NoChannel(string adapter, int frequency, RadioInfo radio) => radio.Disabled.Contains(frequency)
        ? $"Channel {ChannelName.Describe(frequency)} is not allowed in the regulatory domain that is set here; `iw reg get` shows the "
            + $"domain, `iw reg set` with the code of your country sets it, or name another channel."
        : $"{adapter} has no channel {ChannelName.Describe(frequency)}; it has "
            + $"{string.Join(", ", radio.Allowed.Select(ChannelName.TextOf))}.";

    /// <summary>A channel could not be set.</summary>
    public static string ChannelNotSet(string adapter, int frequency, ToolResult result) => result.IsForbidden
        ? NotAllowedToChange(adapter)
        : $"Channel {ChannelName.Describe(frequency)} of {adapter} cannot be set ({result.Why}); name another, and take down other "
            + $"interfaces of the same radio.";

    /// <summary>The interface gives something else than 802.11.</summary>
    public static string NotWifi(string adapter, int linkType, IReadOnlyList<WifiAdapter> there) =>
        $"{adapter} gives no 802.11 frames (its link type is {linkType}); {There(there)}";

    /// <summary>The capture ended in mid-course.</summary>
    public static string Ended(string adapter, string why) =>
        $"Capturing on {adapter} ended: {why.TrimEnd('.')}. Plug the adapter in again if it is gone, then start the capture anew.";

    /// <summary>From what dumpcap says.</summary>
    public static string OfDumpcap(string adapter, string errors)
    {
        const string prefix = "dumpcap: ";
        string said = errors.Split('\n').FirstOrDefault(line => line.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..].Trim()
            ?? "dumpcap ended without a word";
        return said.Contains("permission", StringComparison.OrdinalIgnoreCase) ? NotAllowed(adapter) : Ended(adapter, said);
    }

    private static string There(IReadOnlyList<WifiAdapter> there) => there.Count == 0
        ? "this machine has no Wi-Fi adapter and no monitor interface; plug an adapter in that can do monitor mode, or capture with a "
            + "remote sensor (wsbridge-ssh)."
        : $"there {(there.Count == 1 ? "is" : "are")} {string.Join(", ", there.Select(adapter => adapter.Name))}.";
}
