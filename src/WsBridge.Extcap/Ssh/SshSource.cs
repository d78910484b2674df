using WsBridge.Extcap.Contract;

namespace WsBridge.Extcap.Ssh;

/// <summary><c>wsbridge-ssh</c>: one or several remote sensors at once.</summary>
public sealed class SshSource : ICaptureSource
{
    private const string SensorsTab = "Sensors";
    private const string Connection = "Connection";

    private static readonly SourceOption Sensors = new("--sensors", "Sensors", OptionKind.Text)
    {
        Tooltip = "Host as ssh takes it, adapter, channels and milliseconds on each; several sensors with semicolons. Without channels the "
            + "adapter stays on the one that it has.",
        Group = SensorsTab,
        Placeholder = "pi@192.0.2.5 wlan1 36; wlanpi wlan0 1,6,11/250",
    };

    private static readonly SourceOption Window = new("--window", "Held for order (ms)", OptionKind.Unsigned)
    {
        Tooltip = "How long frames are held to put those of all sensors in order, and to compare the clocks of the sensors before the "
            + "first is shown.",
        Group = SensorsTab,
        Default = "1000",
        Range = (0, 60_000),
    };

    private static readonly SourceOption Sudo = new("--sudo", "Use sudo there", OptionKind.Flag)
    {
        Tooltip = "Runs tcpdump, iw and ip by `sudo -n`, which must not ask for a password.",
        Group = Connection,
    };

    private static readonly SourceOption Config = new("--ssh-config", "Configuration of ssh", OptionKind.File)
    {
        Tooltip = "Another file than ~/.ssh/config, where user names, ports, keys and jump hosts may stand.",
        Group = Connection,
        MustExist = true,
    };

    /// <inheritdoc/>
    public string Name => "wsbridge-ssh";

    /// <inheritdoc/>
    public string Display => "WsBridge: remote Wi-Fi sensors, through ssh";

    /// <inheritdoc/>
    public IReadOnlyList<SourceOption> Options { get; } = [Sensors, Window, Sudo, Config];

    /// <inheritdoc/>
    public ICapture Prepare(OptionValues values)
    {
        ArgumentNullException.ThrowIfNull(values);

        return new SshCapture(SensorPlan.ParseAll(values.Text(Sensors) ?? ""), TimeSpan.FromMilliseconds(values.Unsigned(Window)),
            values.Flag(Sudo), values.Text(Config));
    }
}
