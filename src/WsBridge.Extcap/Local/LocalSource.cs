using WsBridge.Extcap.Contract;

namespace WsBridge.Extcap.Local;

/// <summary><c>wsbridge-local</c>: a monitor-mode adapter of this machine.</summary>
/// <param name="interfaces">Where Linux describes its network interfaces.</param>
public sealed class LocalSource(string interfaces = LocalSource.LinuxInterfaces) : ICaptureSource
{
    private const string LinuxInterfaces = "/sys/class/net";
    private const string AdapterTab = "Adapter";
    private const string TheOnlyOne = "auto";

    private static readonly SourceOption Adapter = new("--adapter", "Adapter", OptionKind.Selector)
    {
        Tooltip = "The Wi-Fi adapter or monitor interface to capture with; the button beside it lists those that are there now.",
        Group = AdapterTab,
        Default = TheOnlyOne,
        Values = [new(TheOnlyOne, "The only one there is")],
        HasReload = true,
    };

    private readonly AdapterFolder _folder = new(interfaces);

    /// <inheritdoc/>
    public string Name => "wsbridge-local";

    /// <inheritdoc/>
    public string Display => "WsBridge: Wi-Fi adapter of this machine, in monitor mode";

    /// <inheritdoc/>
    public IReadOnlyList<SourceOption> Options { get; } = [Adapter];

    /// <inheritdoc/>
    public IReadOnlyList<OptionValue> Reload(SourceOption asked, OptionValues values)
    {
        ArgumentNullException.ThrowIfNull(asked);

        return [.. asked.Values, .. _folder.List().Select(adapter => new OptionValue(adapter.Name, adapter.Display))];
    }

    /// <inheritdoc/>
    public ICapture Prepare(OptionValues values)
    {
        ArgumentNullException.ThrowIfNull(values);

        if (!OperatingSystem.IsLinux())
        {
            throw new SourceProblemException("wsbridge-local captures on Linux alone; on this system capture with a remote sensor (wsbridge-ssh).");
        }

        return new LocalCapture(Chosen(values.Text(Adapter)!), _folder);
    }

    private WifiAdapter Chosen(string name)
    {
        IReadOnlyList<WifiAdapter> there = _folder.List();
        if (name != TheOnlyOne)
        {
            return _folder.Find(name) ?? throw new SourceProblemException(LocalProblem.NoAdapter(name, there));
        }

        return there is [var only] ? only : throw new SourceProblemException(LocalProblem.NotOne(there));
    }
}
