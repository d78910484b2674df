using WsBridge.Dot11;
using WsBridge.Extcap.Channels;
using WsBridge.Extcap.Contract;

namespace WsBridge.Extcap.Local;

/// <summary><c>wsbridge-local</c>: a monitor-mode adapter of this machine.</summary>
/// <param name="interfaces">Where Linux describes its network interfaces.</param>
/// <param name="programs">Folders of iw and ip, after those of the PATH.</param>
public sealed class LocalSource(string interfaces = LocalSource.LinuxInterfaces, string programs = LocalSource.LinuxPrograms)
    : ICaptureSource
{
    private const string LinuxInterfaces = "/sys/class/net";
    private const string LinuxPrograms = "/usr/sbin:/sbin";
    private const string AdapterTab = "Adapter";
    private const string ChannelTab = "Channel";
    private const string TheOnlyOne = "auto";
    private const string Keep = "keep";

    private static readonly SourceOption Adapter = new("--adapter", "Adapter", OptionKind.Selector)
    {
        Tooltip = "The Wi-Fi adapter or monitor interface to capture with; the button beside it lists those that are there now.",
        Group = AdapterTab,
        Default = TheOnlyOne,
        Values = [new(TheOnlyOne, "The only one there is")],
        HasReload = true,
    };

    private static readonly SourceOption Sudo = new("--sudo", "Use sudo", OptionKind.Flag)
    {
        Tooltip = "Runs iw and ip, which set mode and channel, by `sudo -n`, which must not ask for a password.",
        Group = AdapterTab,
    };

    private static readonly SourceOption Channel = new("--channel", "Channel", OptionKind.Selector)
    {
        Tooltip = "The channel to stay on; the button beside it lists those that the adapter may use here. Channels to hop over count "
            + "instead.",
        Group = ChannelTab,
        Default = Keep,
        Values = [new(Keep, "The one that it is on")],
        HasReload = true,
    };

    private static readonly SourceOption Hop = new("--hop", "Hop over", OptionKind.Text)
    {
        Tooltip = "Channels to go over, and milliseconds on each (250 when not told), as 1,6,11/250; four digits are a frequency in MHz, "
            + "psc the preferred scanning channels of 6 GHz.",
        Group = ChannelTab,
        Placeholder = "1,6,11/250",
        Validation = $"^({ChannelPlan.Pattern})?$",
    };

    private static readonly SourceOption Follow = new("--follow", "Follow client", OptionKind.Text)
    {
        Tooltip = "MAC address of a client: stays on the channel where it was last heard, and hops to find it when it is gone; over all "
            + "channels, or those to hop over.",
        Group = ChannelTab,
        Placeholder = "02:00:00:00:02:00",
        Validation = "^([0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5})?$",
    };

    private static readonly SourceOption GoneAfter = new("--gone-after", "Gone after (ms)", OptionKind.Unsigned)
    {
        Tooltip = "How long the client that is followed may be silent before it is looked for on other channels.",
        Group = ChannelTab,
        Default = "2000",
        Range = (100, 600_000),
    };

    private readonly AdapterFolder _folder = new(interfaces);

    /// <inheritdoc/>
    public string Name => "wsbridge-local";

    /// <inheritdoc/>
    public string Display => "WsBridge: Wi-Fi adapter of this machine, in monitor mode";

    /// <inheritdoc/>
    public IReadOnlyList<SourceOption> Options { get; } = [Adapter, Sudo, Channel, Hop, Follow, GoneAfter];

    /// <inheritdoc/>
    public IReadOnlyList<OptionValue> Reload(SourceOption asked, OptionValues values)
    {
        ArgumentNullException.ThrowIfNull(asked);

        ArgumentNullException.ThrowIfNull(values);

        return [
            .. asked.Values,
            .. asked == Channel
                ? ChannelsOf(Chosen(values.Text(Adapter)!), values)
                : _folder.List().Select(adapter => new OptionValue(adapter.Name, adapter.Display)),
        ];
    }

    /// <inheritdoc/>
    public ICapture Prepare(OptionValues values)
    {
        ArgumentNullException.ThrowIfNull(values);

        if (!OperatingSystem.IsLinux())
        {
            throw new SourceProblemException("wsbridge-local captures on Linux alone; on this system capture with a remote sensor "
                + "(wsbridge-ssh).");
        }

        MacAddress? client = values.Text(Follow) is not { } address ? null
            : MacAddress.TryParse(address, out MacAddress parsed) && !parsed.IsGroup ? parsed
            : throw new SourceProblemException(
                $"{Follow.Call} takes the MAC address of a client, such as 02:00:00:00:02:00, not \"{address}\".");
        SourceOption option = values.Text(Hop) is null ? Channel : Hop;
        string channels = values.Text(option)!;
        return new LocalCapture(
            Chosen(values.Text(Adapter)!),
            _folder,
            IwFor(values),
            new LocalPlan(
                channels == Keep ? ChannelPlan.None
                    : ChannelPlan.TryParse(channels, out ChannelPlan? plan) ? plan
                    : throw new SourceProblemException(
                        $"{option.Call} takes {ChannelPlan.Syntax}, such as 36 or 1,6,11/250, not \"{channels}\"."),
                client,
                TimeSpan.FromMilliseconds(values.Unsigned(GoneAfter))));
    }

    private Iw IwFor(OptionValues values) => new(values.Flag(Sudo), programs);

    private IEnumerable<OptionValue> ChannelsOf(string adapter, OptionValues values)
    {
        using var control = new AdapterControl(adapter, _folder, IwFor(values));
        RadioInfo radio = control.Radio(CancellationToken.None, out string why).Radio
            ?? throw new SourceProblemException(LocalProblem.NoRadio(adapter, why));
        return radio.Allowed.Select(frequency => new OptionValue(ChannelName.TextOf(frequency), ChannelName.Describe(frequency)));
    }

    private string Chosen(string name)
    {
        IReadOnlyList<WifiAdapter> there = _folder.List();
        if (name != TheOnlyOne)
        {
            return _folder.Find(name)?.Name ?? throw new SourceProblemException(LocalProblem.NoAdapter(name, there));
        }

        return there is [var only] ? only.Name : throw new SourceProblemException(LocalProblem.NotOne(there));
    }
}
