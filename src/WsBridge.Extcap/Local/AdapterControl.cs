using System.Globalization;

namespace WsBridge.Extcap.Local;

/// <summary>
/// An adapter as this capture needs it: in monitor mode, up, and on its channel. What is changed is put back when it is disposed, or by
/// <see cref="AdapterKeeper"/> when this process ends in another way.
/// </summary>
/// <param name="name">The adapter.</param>
/// <param name="folder">The interfaces that there are.</param>
/// <param name="iw">Asks and tells it.</param>
internal sealed class AdapterControl(string name, AdapterFolder folder, Iw iw) : IDisposable
{
    private AdapterKeeper? _keeper;
    private bool _isMine;
    private bool _wasPutIntoMonitorMode;
    private bool _isChannelKept;

    /// <summary>Puts it into monitor mode and up, where it is not.</summary>
    /// <exception cref="SourceProblemException">It cannot be.</exception>
    public void Prepare(CancellationToken stop)
    {
        if (Find() is { IsMonitor: true, IsUp: true })
        {
            return;
        }

        if (!folder.List().Any(wifi => wifi.Name == name))
        {
            throw new SourceProblemException(LocalProblem.NoWifi(name, folder.List()));
        }

        Claim(stop);
        WifiAdapter adapter = Find();
        if (!adapter.IsMonitor)
        {
            PutIntoMonitorMode(adapter, stop);
        }
        else if (!adapter.IsUp)
        {
            _keeper!.Undo(iw.SetLink(name, up: false));
            Do(iw.SetLink(name, up: true), stop);
        }
    }

    /// <summary>
    /// Its radio, and the channel that it is on, in MHz; no radio where it has none whose channel could be set, and then why.
    /// </summary>
    /// <exception cref="SourceProblemException">There is no iw.</exception>
    public (RadioInfo? Radio, int? Frequency) Radio(CancellationToken stop, out string why) =>
        iw.Describe(name, stop, out why) is { } info ? (iw.DescribeRadio(info.Radio, stop), info.Frequency) : default;

    /// <summary>Sets the channel.</summary>
    /// <param name="frequency">Its centre frequency in MHz.</param>
    /// <param name="stop">Ends it.</param>
    public ToolResult SetFrequency(int frequency, CancellationToken stop)
    {
        if (!_isChannelKept)
        {
            // In another mode than monitor, the channel is that of the network it was in, and comes back with it.
            Claim(stop);
            _isChannelKept = true;
            if (iw.Describe(name, stop, out _) is { Channel: { Count: > 0 } channel } && !_wasPutIntoMonitorMode)
            {
                _keeper!.Undo(iw.SetFrequency(name, channel));
            }
        }

        return Iw.Run(iw.SetFrequency(name, [frequency.ToString(CultureInfo.InvariantCulture)]), stop);
    }

    /// <summary>Has a process end with this one; null for none.</summary>
    public void Watch(int? process) => (_keeper ??= new AdapterKeeper()).Watch(process);

    /// <inheritdoc/>
    public void Dispose() => _keeper?.Dispose();

    private WifiAdapter Find() => folder.Find(name) ?? throw new SourceProblemException(LocalProblem.NoAdapter(name, folder.List()));

    private void Claim(CancellationToken stop)
    {
        _keeper ??= new AdapterKeeper();
        _isMine = _isMine || _keeper.TryLock(folder.PathOf(name), stop);
        if (!_isMine)
        {
            throw new SourceProblemException($"Another capture uses {name} and sets its mode and channel; end it first, or choose another "
                + $"adapter.");
        }
    }

    private void PutIntoMonitorMode(WifiAdapter adapter, CancellationToken stop)
    {
        InterfaceInfo info = iw.Describe(name, stop, out string why)
            ?? throw new SourceProblemException(LocalProblem.NoMonitorMode(name, why, folder.List()));
        if (info.TypeToSet is not { } type)
        {
            throw new SourceProblemException($"{name} is in use as {info.Type}, which would not survive monitor mode; stop what uses it, "
                + $"or choose another adapter.");
        }

        if (iw.DescribeRadio(info.Radio, stop) is { CanMonitor: false, Types: { Count: > 0 } types })
        {
            throw new SourceProblemException(
                LocalProblem.NoMonitorMode(name, $"its driver offers {string.Join(", ", types)}", folder.List()));
        }

        _wasPutIntoMonitorMode = true;
        _keeper!.Undo(iw.SetLink(name, up: false));
        _keeper.Undo(iw.SetType(name, type));
        if (adapter.IsUp)
        {
            _keeper.Undo(iw.SetLink(name, up: true));
        }

        Do(iw.SetLink(name, up: false), stop);
        Do(iw.SetType(name, "monitor"), stop);
        Do(iw.SetLink(name, up: true), stop);
    }

    private void Do(string[] command, CancellationToken stop)
    {
        ToolResult result = Iw.Run(command, stop);
        stop.ThrowIfCancellationRequested();
        if (!result.IsGood)
        {
            throw new SourceProblemException(
                result.IsForbidden ? LocalProblem.NotAllowedToChange(name)
                : result.Errors.Contains("RF-kill", StringComparison.OrdinalIgnoreCase)
                    ? $"{name} is switched off; `rfkill unblock wifi` or the switch of the machine turns it on."
                : LocalProblem.NoMonitorMode(name, result.Why, folder.List()));
        }
    }
}
