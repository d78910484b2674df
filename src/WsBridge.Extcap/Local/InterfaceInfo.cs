using System.Globalization;
using System.Text.RegularExpressions;

namespace WsBridge.Extcap.Local;

/// <summary>What <c>iw dev NAME info</c> says of an interface.</summary>
/// <param name="Type">managed, monitor, AP…</param>
/// <param name="Radio">The number of its radio.</param>
/// <param name="Channel">The words with which <c>iw dev NAME set freq</c> sets its channel; none when it has none.</param>
public sealed partial record InterfaceInfo(string Type, int Radio, IReadOnlyList<string> Channel)
{
    /// <summary>The word with which <c>set type</c> sets its type; null where none does.</summary>
    public string? TypeToSet => Type switch
    {
        "managed" or "monitor" => Type,
        "IBSS" => "ibss",
        "mesh point" => "mesh",
        _ => null,
    };

    /// <summary>The centre frequency of its channel in MHz.</summary>
    public int? Frequency => Channel is [var frequency, ..] ? int.Parse(frequency, CultureInfo.InvariantCulture) : null;

    /// <summary>Reads it; null when it says no type.</summary>
    public static InterfaceInfo? Parse(string text) =>
        TypeLine().Match(text) is { Success: true } type && RadioLine().Match(text) is { Success: true } radio
            ? new InterfaceInfo(type.Groups[1].Value, int.Parse(radio.Groups[1].ValueSpan, CultureInfo.InvariantCulture), ChannelIn(text))
            : null;

    // Width 20 takes no centre frequency, the channel without HT no width either.
    private static string[] ChannelIn(string text) => ChannelLine().Match(text) is not { Success: true } match ? [] :
        (match.Groups["noht"].Success, match.Groups["width"].Value) switch
        {
            (true, _) => [match.Groups["freq"].Value],
            (_, "20") => [match.Groups["freq"].Value, "20"],
            (_, var width) =>
                [
                match.Groups["freq"].Value,
                width,
                match.Groups["one"].Value,
                .. match.Groups["two"] is { Success: true } two ? (string[])[two.Value] : [],
            ],
        };

    [GeneratedRegex(@"^\s*type (.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^\s*wiphy ([0-9]{1,9})\s*$", RegexOptions.Multiline)]
    private static partial Regex RadioLine();

    // channel 36 (5180 MHz), width: 80 MHz, center1: 5210 MHz
    [GeneratedRegex(
        @"^\s*channel [0-9]+ \((?<freq>[0-9]{1,9})(\.[0-9]+)? MHz\), width: (?<width>[0-9+]+) MHz(?<noht> \(no HT\))?"
        + @", center1: (?<one>[0-9]{1,9})(\.[0-9]+)? MHz(, center2: (?<two>[0-9]{1,9})(\.[0-9]+)? MHz)?",
        RegexOptions.Multiline)]
    private static partial Regex ChannelLine();
}
