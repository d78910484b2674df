using System.Globalization;
using System.Text.RegularExpressions;

namespace WsBridge.Cli.Tools;

/// <summary>A version of Wireshark, and what follows from it.</summary>
internal readonly partial record struct WiresharkVersion(int Major, int Minor, int Patch)
{
    /// <summary>4.4 and later load no Lua script at all when run as root (measured on 4.4.18 and 4.6.9; 4.0.17 loads them).</summary>
    public bool LoadsNoLuaAsRoot => Major > 4 || (Major == 4 && Minor >= 3);

    /// <summary>Reads the first line of <c>--version</c>.</summary>
    public static WiresharkVersion? Parse(string text) =>
        VersionPattern().Match(text) is { Success: true } match
            ? new WiresharkVersion(Number(match, 1), Number(match, 2), Number(match, 3))
            : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Major}.{Minor}.{Patch}";

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:TShark|Wireshark)[^0-9]*([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})")]
    private static partial Regex VersionPattern();
}
