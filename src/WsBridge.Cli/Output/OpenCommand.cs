using WsBridge.Capture;
using WsBridge.Reports.Summaries;

namespace WsBridge.Cli.Output;

/// <summary>The command that opens a frame, to be copied.</summary>
internal static class OpenCommand
{
    /// <summary>E.g. <c>wireshark -r roam.pcapng -g 147</c>.</summary>
    public static string Of(string capture, long frame) => $"wireshark -r {Quote(capture)} -g {frame}";

    /// <inheritdoc cref="Of(string, long)"/>
    public static string Of(Example example) => Of(example.Capture, example.Frame);

    private static string Quote(string name)
    {
        string shown = PrintableText.Name(name);
        string path = shown.StartsWith('-') ? $"./{shown}" : shown;
        return path.All(character => char.IsAsciiLetterOrDigit(character) || "./_-+,=@:".Contains(character))
            ? path
            : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }
}
