using System.CommandLine;
using WsBridge.Analysis;
using WsBridge.Cli.Output;
using WsBridge.Sdk;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge analyze</c>: findings without Wireshark.</summary>
internal static class AnalyzeCommand
{
    private static readonly string[] Severities = ["chat", "note", "warn", "error"];

    public static Command Create()
    {
        var captures = new CaptureOptions("text", "ndjson");
        var minSeverity = SeverityOption("--min-severity", "Leave out what is milder");
        var failOn = SeverityOption("--fail-on", "Exit status 1 when something this severe was found");
        var only = new Option<string[]>("--rule") { Description = "Only this rule, by ID or name; repeatable", HelpName = "ID-OR-NAME" };
        var without = new Option<string[]>("--no-rule") { Description = "Not this rule; repeatable", HelpName = "ID-OR-NAME" };

        var command = new Command("analyze", $"""
            Findings without Wireshark, in frame order.

            Examples:
              wsbridge analyze roam.pcapng
              wsbridge analyze --min-severity warn --recursive captures/
              dumpcap -i wlan0mon -w - | wsbridge analyze --format ndjson -
              wsbridge analyze --keys keys.txt roam.pcapng

            {KeyOptions.Help}

            Exit status: 0 analysed, 1 found something at or above --fail-on, 2 wrong usage, 3 some input could not be read to its end.
            """)
        { minSeverity, failOn, only, without };
        captures.AddTo(command);
        command.SetAction(parsed =>
        {
            if (!TryRules(parsed.GetValue(only), out HashSet<IRule>? onlyRules) || !TryRules(parsed.GetValue(without), out HashSet<IRule>? withoutRules))
            {
                return ExitStatus.Usage;
            }

            var filter = new FindingFilter
            {
                MinSeverity = ToSeverity(parsed.GetValue(minSeverity)) ?? Severity.Chat,
                Only = onlyRules.Count > 0 ? onlyRules : null,
                Without = withoutRules,
            };
            Severity? threshold = ToSeverity(parsed.GetValue(failOn));
            bool found = false;
            int status = captures.Run(parsed, OpenWriter, SinkOf, static (writer, count) => writer.End(count));
            return status == ExitStatus.Analysed && found ? ExitStatus.Found : status;

            CaptureFindings SinkOf(string name, IFindingWriter writer) => new(name, filter, captured =>
            {
                found |= captured.Finding.Severity >= threshold;
                writer.Write(captured);
            });
        });
        return command;
    }

    private static IFindingWriter OpenWriter(string format, OutputFile file) =>
        format == "ndjson" ? new NdjsonFindingWriter(file.Writer) : new TextFindingWriter(file.Writer, file.IsTerminal ? Terminal.On(file.Writer, isTerminal: true) : null);

    private static Option<string?> SeverityOption(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong(Severities);
        return option;
    }

    private static Severity? ToSeverity(string? word) => word is null ? null : (Severity)Array.IndexOf(Severities, word);

    private static bool TryRules(string[]? names, out HashSet<IRule> rules)
    {
        rules = [];
        foreach (string name in names ?? [])
        {
            if (RuleCatalog.Find(name) is not { } rule)
            {
                Console.Error.WriteLine($"wsbridge: there is no rule {name}. `wsbridge rules` lists them.");
                return false;
            }

            rules.Add(rule);
        }

        return true;
    }
}
