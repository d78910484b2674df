using System.Globalization;
using System.Text.RegularExpressions;

namespace WsBridge.Extcap.Local;

/// <summary>What <c>iw phy#NUMBER info</c> says of a radio.</summary>
/// <param name="Allowed">Centre frequencies in MHz of the channels that the regulatory domain allows to listen on.</param>
/// <param name="Disabled">Those that the radio has and that are not allowed.</param>
/// <param name="Types">The interface types that it can take, among them monitor where it can.</param>
public sealed partial record RadioInfo(IReadOnlyList<int> Allowed, IReadOnlyList<int> Disabled, IReadOnlyList<string> Types)
{
    /// <summary>It can do monitor mode.</summary>
    public bool CanMonitor => Types.Contains("monitor");

    /// <summary>Reads it.</summary>
    public static RadioInfo Parse(string text)
    {
        ILookup<bool, int> channels = ChannelLine().Matches(text).ToLookup(
            match => match.Groups["rest"].Value.Contains("disabled", StringComparison.Ordinal),
            match => int.Parse(match.Groups["freq"].ValueSpan, CultureInfo.InvariantCulture));
        return new RadioInfo([.. channels[false]], [.. channels[true]],
            [.. TypeList().Match(text).Groups["type"].Captures.Select(type => type.Value)]);
    }

    // * 5260 MHz [52] (20.0 dBm) (no IR, radar detection)
    [GeneratedRegex(@"^\s*\* (?<freq>[0-9]{1,9})(\.[0-9]+)? MHz \[[0-9]+\](?<rest>.*)$", RegexOptions.Multiline)]
    private static partial Regex ChannelLine();

    [GeneratedRegex(@"^\s*Supported interface modes:\s*\n(\s*\* (?<type>[^\n]+?)\s*\n)+", RegexOptions.Multiline)]
    private static partial Regex TypeList();
}
