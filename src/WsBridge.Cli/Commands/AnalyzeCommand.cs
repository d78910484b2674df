using System.CommandLine;
using WsBridge.Analysis;
using WsBridge.Capture;
using WsBridge.Cli.Output;
using WsBridge.Sdk;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge analyze</c>: findings without Wireshark.</summary>
internal static class AnalyzeCommand
{
    private static readonly string[] Severities = ["chat", "note", "warn", "error"];
    private static readonly string[] CaptureEndings = [".pcap", ".pcapng", ".cap", ".pcap.gz", ".pcapng.gz", ".cap.gz"];

    public static Command Create()
    {
        var captures = new Argument<string[]>("CAPTURE") { Description = "pcap or pcapng, also gzipped; - is standard input; a folder with --recursive", Arity = ArgumentArity.OneOrMore };
        captures.Validators.Add(result =>
        {
            foreach (string name in result.Tokens.Select(token => token.Value).Where(name => name.StartsWith('-') && name != "-" && !Path.Exists(name)))
            {
                result.AddError($"There is no option {name}.");
            }
        });
        var format = new Option<string>("--format") { Description = "How to write findings", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "ndjson");
        var output = new Option<string?>("--output", "-o") { Description = "Write to FILE, beside it first and renamed when whole", HelpName = "FILE" };
        var minSeverity = SeverityOption("--min-severity", "Leave out what is milder");
        var failOn = SeverityOption("--fail-on", "Exit status 1 when something this severe was found");
        var only = new Option<string[]>("--rule") { Description = "Only this rule, by ID or name; repeatable", HelpName = "ID-OR-NAME" };
        var without = new Option<string[]>("--no-rule") { Description = "Not this rule; repeatable", HelpName = "ID-OR-NAME" };
        var recursive = new Option<bool>("--recursive") { Description = "Read the captures in folders" };

        var command = new Command("analyze", """
            Findings without Wireshark, in frame order.

            Examples:
              wsbridge analyze roam.pcapng
              wsbridge analyze --min-severity warn --recursive captures/
              dumpcap -i wlan0mon -w - | wsbridge analyze --format ndjson -

            Exit status: 0 analysed, 1 found something at or above --fail-on, 2 wrong usage, 3 some input could not be read to its end.
            """)
        { captures, format, output, minSeverity, failOn, only, without, recursive };
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
            return Run(parsed.GetValue(captures)!, parsed.GetValue(format)!, parsed.GetValue(output), filter, ToSeverity(parsed.GetValue(failOn)), parsed.GetValue(recursive));
        });
        return command;
    }

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

    private static int Run(string[] captures, string format, string? output, FindingFilter filter, Severity? failOn, bool recursive)
    {
        if (!TryFiles(captures, recursive, out List<string> files))
        {
            return ExitStatus.Usage;
        }

        int analysed = 0;
        bool allRead = true;
        bool found = false;
        try
        {
            using var file = new OutputFile(output);
            IFindingWriter writer = format == "ndjson" ? new NdjsonFindingWriter(file.Writer) : new TextFindingWriter(file.Writer, file.IsTerminal ? Terminal.On(file.Writer, isTerminal: true) : null);
            foreach (string name in files)
            {
                var findings = new CaptureFindings(name, filter, captured =>
                {
                    found |= captured.Finding.Severity >= failOn;
                    writer.Write(captured);
                });
                allRead &= TryAnalyze(name, findings, ref analysed);
            }

            writer.End(analysed);
            file.Complete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (output is null)
            {
                return ExitStatus.Analysed; // whoever read our output has seen enough
            }

            Console.Error.WriteLine($"wsbridge: cannot write {output}: {error.Message}");
            return ExitStatus.Usage;
        }

        return !allRead ? ExitStatus.Unreadable : found ? ExitStatus.Found : ExitStatus.Analysed;
    }

    private static bool TryAnalyze(string name, CaptureFindings findings, ref int analysed)
    {
        Stream stream;
        try
        {
            stream = name == "-" ? Console.OpenStandardInput() : new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"wsbridge: cannot open {name}: {error.Message}");
            return false;
        }

        try
        {
            string? problem = CaptureAnalysis.Run(stream, name, findings);
            analysed++;
            if (problem is null)
            {
                return true;
            }

            Console.Error.WriteLine($"wsbridge: {problem}");
        }
        catch (CaptureFormatException error)
        {
            Console.Error.WriteLine($"wsbridge: {error.Message}");
        }

        return false;
    }

    private static bool TryFiles(string[] captures, bool recursive, out List<string> files)
    {
        files = [];
        foreach (string name in captures)
        {
            if (name == "-" || !Directory.Exists(name))
            {
                files.Add(name);
            }
            else if (recursive)
            {
                files.AddRange(Directory.EnumerateFiles(name, "*", SearchOption.AllDirectories)
                    .Where(file => CaptureEndings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                    .Order(StringComparer.Ordinal));
            }
            else
            {
                Console.Error.WriteLine($"wsbridge: {name} is a folder; give --recursive to read the captures in it.");
                return false;
            }
        }

        if (files.Count == 0)
        {
            Console.Error.WriteLine("wsbridge: there is no capture in that folder (.pcap, .pcapng, .cap, or one of these with .gz).");
            return false;
        }

        return true;
    }
}
