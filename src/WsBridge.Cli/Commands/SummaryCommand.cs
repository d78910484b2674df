using System.CommandLine;
using System.Text.Json;
using WsBridge.Cli.Batch;
using WsBridge.Cli.Output;
using WsBridge.Cli.Summarizing;
using WsBridge.Cli.Tools;
using WsBridge.Reports.Paths;
using WsBridge.Reports.Summaries;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge summary</c>: what very many captures come to.</summary>
internal static class SummaryCommand
{
    private const int RowsOfPart = 3;
    private const int RowsAskedFor = 20;

    /// <summary>How the names of files end that hold rows and summaries; the others are captures, or are read each on its own.</summary>
    private static readonly string[] RowEndings = [".ndjson", ".parquet", ".json"];

    private static readonly string[] Endings = [.. InputFiles.CaptureEndings, ".ndjson", ".parquet"];

    public static Command Create()
    {
        var inputs = new Argument<string[]>("INPUT")
        {
            Description = "Captures, ndjson and Parquet of analyze and roams, summaries in JSON; - is standard input; a folder with "
                + "--recursive",
            Arity = ArgumentArity.OneOrMore,
        };
        InputFiles.RefuseOptions(inputs);
        InputFiles.RefuseEmpty(inputs);
        var format = new Option<string>("--format") { Description = "How to write it", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Write to FILE, beside it first and renamed when whole; - is standard output",
            HelpName = "FILE",
        };
        OutputOption.RefuseEmpty(output);
        var recursive = new Option<bool>("--recursive") { Description = "Read the captures, .ndjson and .parquet files in folders" };
        var by = new Option<string[]>("--by") { Description = "Count failed attempts by this instead; repeatable" };
        by.AcceptOnlyFromAmong([.. Dimension.All]);
        var top = new Option<int?>("--top") { Description = "So many lines of each part; 0 for all", HelpName = "N" };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 0)
            {
                result.AddError("--top needs a number from 0 on.");
            }
        });
        Option<string?> pattern = PatternOption.Create();
        Option<bool?> merge = MergeOption.Create();
        var rows = new RowOptions(hasOutcome: true);
        var keys = new KeyOptions();
        var command = new Command("summary", $$"""
            What very many captures come to: why attempts failed, with which clients, at which APs, at which sites and since when.

            Worst first; below each line is the command that opens its frame.

            Examples:
              wsbridge summary roam.pcapng
              wsbridge summary --recursive --partition-by '{site}/*' archive/
              wsbridge summary findings.ndjson attempts.ndjson --by client-vendor
              wsbridge summary --recursive attempts-by-site/ findings.parquet
              wsbridge summary --format json --output monday.json monday/*.pcapng
              wsbridge summary monday.json tuesday.json

            Input is captures, what `analyze` and `roams` wrote with --format ndjson or parquet (findings and attempts may be
            mixed), and what this command wrote with --format json: such parts add up to the summary of the whole. Captures are
            told from rows by what is in them, but with --merge, and in a ring buffer, by their names.

            --by counts attempts by client, client-vendor (by its address, as Wireshark's manuf data has it; randomized addresses
            are told apart), ap (BSSID), ap-name, ap-vendor, ap-model and ap-firmware (what Beacons and Probe Responses say; the
            vendor else by the BSSID), ssid, site, akm or day. The site is what --partition-by says, else the folder of the
            capture. Days are UTC.

            Percentiles are exact for up to {{Distribution.MostExact}} values, else to one part in a thousand.

            {{RowOptions.Hint}}

            {{KeyOptions.Hint}}

            Exit status: 0 summed up, 2 wrong usage, 3 some input could not be read to its end (what could be read counts).
            """)
        { inputs, format, output, recursive, merge, by, top, pattern };
        rows.AddTo(command);
        keys.AddTo(command);
        command.Validators.Add(result => MergeOption.Check(result, merge, result.GetValue(inputs) ?? []));
        command.SetAction(parsed =>
        {
            if (!InputFiles.TryFind(parsed.GetValue(inputs)!, parsed.GetValue(recursive), Endings, out List<string> files,
                out int status))
            {
                return status;
            }

            string? path = OutputOption.PathOf(parsed.GetValue(output));
            if (!SameFile.IsNoneOf(path, [.. files, .. keys.Files(parsed)]))
            {
                return ExitStatus.Usage;
            }

            using CaptureKeys known = keys.Load(parsed);
            var sites = new Sites(PatternOption.Of(parsed.GetValue(pattern)));
            RowFilter wanted = rows.Filter(parsed);
            known.Asked = new AskedParties(wanted);
            var input = new SummaryInput(sites, WiresharkVendors.Load(), wanted, known);
            bool allRead = known.AllRead && status == ExitStatus.Analysed;
            bool inputsRead = true;
            int read = 0;
            using var file = new OutputFile(path);
            string[] captures = [.. files.Where(IsNoneOfRows)];
            Timelines timelines = MergeOption.Of(parsed.GetValue(merge), captures);
            foreach (string name in files.Except(captures.Except(timelines.Keys)))
            {
                inputsRead &= input.TryAdd(timelines.Begin(name), out bool any);
                read += any ? 1 : 0;
            }

            if (read > 0 && parsed.GetValue(format) == "json")
            {
                file.Writer.Write(JsonSerializer.Serialize(input.Summary, SummaryJson.Default.Summary) + "\n");
            }
            else if (read > 0)
            {
                string[] asked = parsed.GetValue(by) ?? [];
                int most = parsed.GetValue(top) ?? (asked.Length > 0 ? RowsAskedFor : RowsOfPart);
                new TextSummaryWriter(Terminal.On(file.Writer, file.IsTerminal),
                    most == 0 ? int.MaxValue : most).Write(input.Summary, asked);
            }

            if (read > 0 || inputsRead)
            {
                file.Complete();
            }
            else
            {
                file.CompleteWithoutInput();
            }

            known.Conclude();
            input.Conclude();
            return allRead && inputsRead ? ExitStatus.Analysed : ExitStatus.Unreadable;
        });
        return command;
    }

    private static bool IsNoneOfRows(string file) =>
        !RowEndings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
