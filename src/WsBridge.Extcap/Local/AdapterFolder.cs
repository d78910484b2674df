using System.Globalization;

namespace WsBridge.Extcap.Local;

/// <summary>The network interfaces as Linux describes them: a folder for each, in /sys/class/net.</summary>
/// <param name="path">The folder of these folders.</param>
internal sealed class AdapterFolder(string path)
{
    private const int FirstMonitorType = 801;
    private const int LastMonitorType = 803;
    private const int Up = 1; // IFF_UP

    /// <summary>Wi-Fi adapters and monitor interfaces, in the order of their names.</summary>
    public IReadOnlyList<WifiAdapter> List() =>
        [.. Names.Order(StringComparer.Ordinal).Where(name => IsMonitor(name) || Directory.Exists(Path.Combine(path, name, "phy80211")))
            .Select(Describe)];

    /// <summary>The interface of this name, whatever its kind; null when there is none.</summary>
    /// <remarks>A name that begins with a hyphen would be an option of the programs that it is given to.</remarks>
    public WifiAdapter? Find(string name) => !name.StartsWith('-') && Names.Contains(name) ? Describe(name) : null;

    /// <summary>The folder that describes an interface.</summary>
    public string PathOf(string name) => Path.Combine(path, name);

    private IEnumerable<string> Names =>
        Directory.Exists(path) ? Directory.EnumerateDirectories(path).Select(folder => Path.GetFileName(folder)) : [];

    private WifiAdapter Describe(string name) => new(name, IsMonitor(name), (Number(name, "flags") & Up) != 0);

    private bool IsMonitor(string name) => Number(name, "type") is >= FirstMonitorType and <= LastMonitorType;

    // A decimal number, or a hexadecimal one behind 0x.
    private int Number(string name, string file)
    {
        try
        {
            string text = File.ReadAllText(Path.Combine(path, name, file)).Trim();
            return text.StartsWith("0x", StringComparison.Ordinal)
                ? int.Parse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                : int.Parse(text, CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return 0; // it has just gone, or is no interface
        }
    }
}
