using System.CommandLine;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge roams</c>: one row per association attempt.</summary>
internal static class RoamsCommand
{
    public static Command Create()
    {
        var captures = new CaptureOptions("text", "ndjson", "json", "csv");
        var command = new Command("roams", $"""
            One row per association attempt or roam, in the order they begin.

            Examples:
              wsbridge roams roam.pcapng
              wsbridge roams --format csv --output roams.csv --recursive captures/
              wsbridge roams --format ndjson roam.pcapng | jq 'select(.outcome == "failed") | .cause'

            {KeyOptions.Help}

            Exit status: 0 analysed, 2 wrong usage, 3 some input could not be read to its end or has no 802.11 frame that can
            be read (what could be read was analysed).
            """);
        captures.AddTo(command);
        command.SetAction(parsed => captures.Run(parsed, OpenWriter, static (name, writer) => new CaptureRoams(name, writer.Write), static (writer, count) => writer.End(count)));
        return command;
    }

    private static IRoamWriter OpenWriter(string format, OutputFile file) => format switch
    {
        "ndjson" => new NdjsonRoamWriter(file.Writer),
        "json" => new JsonRoamWriter(file.Writer),
        "csv" => new CsvRoamWriter(file.Writer),
        _ => new TextRoamWriter(Terminal.On(file.Writer, file.IsTerminal)),
    };
}
