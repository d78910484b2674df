namespace WsBridge.Extcap.Local;

/// <summary>Says in a sentence why an adapter cannot be used, and what to do.</summary>
internal static class LocalProblem
{
    /// <summary>dumpcap is not there.</summary>
    public const string NoDumpcap = "Capturing needs root here, or dumpcap, which is not there; it comes with Wireshark (Debian: apt-get install wireshark-common).";

    /// <summary>Neither this process nor dumpcap may capture.</summary>
    public static string NotAllowed(string adapter) =>
        $"This user may not capture on {adapter}: let dumpcap do it (Debian: dpkg-reconfigure wireshark-common, then be in the group wireshark and log in again), or start Wireshark as root.";

    /// <summary>There is no adapter of this name.</summary>
    public static string NoAdapter(string name, IReadOnlyList<WifiAdapter> there) =>
        $"There is no adapter {name}; {There(there)}";

    /// <summary>None was chosen, and there is not exactly one.</summary>
    public static string NotOne(IReadOnlyList<WifiAdapter> there) =>
        there.Count == 0 ? There(there) : $"Choose the adapter to capture with (--adapter): {There(there)}";

    /// <summary>The interface gives something else than 802.11.</summary>
    public static string NotWifi(string adapter, int linkType, IReadOnlyList<WifiAdapter> there) =>
        $"{adapter} gives no 802.11 frames (its link type is {linkType}); {There(there)}";

    /// <summary>The capture ended in mid-course.</summary>
    public static string Ended(string adapter, string why) => $"Capturing on {adapter} ended: {why.TrimEnd('.')}. Plug the adapter in again if it is gone, then start the capture anew.";

    /// <summary>From what dumpcap says.</summary>
    public static string OfDumpcap(string adapter, string errors)
    {
        const string prefix = "dumpcap: ";
        string said = errors.Split('\n').FirstOrDefault(line => line.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..].Trim() ?? "dumpcap ended without a word";
        return said.Contains("permission", StringComparison.OrdinalIgnoreCase) ? NotAllowed(adapter) : Ended(adapter, said);
    }

    private static string There(IReadOnlyList<WifiAdapter> there) => there.Count == 0
        ? "This machine has no Wi-Fi adapter and no monitor interface; plug an adapter in that can do monitor mode, or capture with a remote sensor (wsbridge-ssh)."
        : $"there {(there.Count == 1 ? "is" : "are")} {string.Join(", ", there.Select(adapter => adapter.Name))}.";
}
