using System.Text.RegularExpressions;
using WsBridge.Extcap.Channels;

namespace WsBridge.Extcap.Ssh;

/// <summary>One sensor: where it is, which adapter it listens with, and on which channels.</summary>
/// <param name="Host">As ssh takes it: user@host, or a name of its configuration.</param>
/// <param name="Adapter">The adapter there.</param>
/// <param name="Channels">The channels; none leaves the adapter on the one that it has.</param>
/// <param name="DwellMilliseconds">How long it stays on each of several channels.</param>
public sealed partial record SensorPlan(string Host, string Adapter, IReadOnlyList<int> Channels, int DwellMilliseconds)
{
    /// <summary>How sensors are written.</summary>
    public const string Syntax = $"HOST ADAPTER [{ChannelPlan.Syntax}]; …";

    /// <summary>What people call it: host and adapter.</summary>
    public string Name => $"{Host} {Adapter}";

    /// <summary>Reads sensors separated by semicolons.</summary>
    /// <exception cref="SourceProblemException">It is not written as it should.</exception>
    public static IReadOnlyList<SensorPlan> ParseAll(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        SensorPlan[] sensors = [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];
        return sensors.Length > 0
            ? sensors
            : throw new SourceProblemException($"No sensor is named; write {Syntax}, e.g. pi@192.0.2.5 wlan1 36; wlanpi wlan0 1,6,11/250.");
    }

    // A host that begins with a hyphen would be an option of ssh.
    private static SensorPlan Parse(string text) =>
        Pattern().Match(text) is { Success: true } match && ChannelPlan.TryParse(match.Groups["channels"].Value, out ChannelPlan? channels)
            ? new SensorPlan(match.Groups["host"].Value, match.Groups["adapter"].Value, channels.Channels, channels.DwellMilliseconds)
            : throw new SourceProblemException(
                $"\"{text}\" is no sensor; write {Syntax}, e.g. pi@192.0.2.5 wlan1 36; wlanpi wlan0 1,6,11/250.");

    [GeneratedRegex(@"^(?<host>[^\s'""\-][^\s'""]*)\s+(?<adapter>[A-Za-z0-9][A-Za-z0-9_.:\-]{0,14})(\s+(?<channels>\S+))?$")]
    private static partial Regex Pattern();
}
