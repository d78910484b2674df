using System.CommandLine;
using WsBridge.Capture;
using WsBridge.Cli.Batch;
using WsBridge.Cli.Output;
using WsBridge.Reports.Paths;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge collect</c>: one result of the parts that shares have left.</summary>
internal static class CollectCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "What --shard K/N --output FOLDER has filled" };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Write to FILE, beside it first and renamed when whole; - is standard output",
            HelpName = "FILE",
        };
        OutputOption.RefuseEmpty(output);
        InputFiles.RefuseEmpty(folder);
        var format = new Option<string>("--format") { Description = "How to write results", DefaultValueFactory = _ => "ndjson" };
        format.AcceptOnlyFromAmong("text", "ndjson", "json", "csv", "sarif", "parquet");
        Option<string?> pattern = PatternOption.Create();
        var command = new Command("collect", """
            Merges the parts that `analyze` and `roams` wrote with --shard: octet for octet what one machine would have written.

            Says which parts are missing; nothing is written then.

            Examples:
              wsbridge roams --shard 3/10 --output parts --recursive archive/
              wsbridge collect parts -o attempts.ndjson
              wsbridge collect parts --format parquet --partition-by '{site}/*' -o attempts

            Exit status: 0 all captures were read to their end, 2 wrong usage, 3 a part is missing, or some capture could not be
            read to its end (what could be read is in the output).
            """)
        { folder, output, format, pattern };
        command.Validators.Add(result => PatternOption.Check(result, result.GetValue(pattern) is not null, result.GetValue(format),
            OutputOption.PathOf(result.GetValue(output)) is not null));
        command.SetAction(parsed =>
        {
            string? target = OutputOption.PathOf(parsed.GetValue(output));
            return LeavesParts(parsed.GetValue(folder)!, target)
                ? Run(parsed.GetValue(folder)!, target, parsed.GetValue(format)!, PatternOption.Of(parsed.GetValue(pattern)), wanted: null)
                : ExitStatus.Usage;
        });
        return command;
    }

    /// <summary>The output takes the place of no file of a part; else says so on standard error.</summary>
    public static bool LeavesParts(string folder, string? output)
    {
        try
        {
            return output is null || !Directory.Exists(folder) || SameFile.IsNoneOf(output,
                Directory.EnumerateDirectories(folder, "part-*-of-*").SelectMany(part => Directory.EnumerateFiles(part)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true; // reading the parts says what is wrong
        }
    }

    /// <summary>Merges the parts in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="output">Where the result goes; null for standard output.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="pattern">What paths of captures say, for partitions; null for one file.</param>
    /// <param name="wanted">The run whose parts are wanted; null for that of all parts.</param>
    public static int Run(string folder, string? output, string format, PathPattern? pattern, JournalHead? wanted)
    {
        try
        {
            return Parts.Read(folder, sentence => StandardError.Say(sentence), wanted) is { } parts
                ? Write(parts, output, format, pattern)
                : ExitStatus.Unreadable;
        }
        catch (DamagedPartException damage)
        {
            StandardError.Say(damage.Message);
            return ExitStatus.Unreadable;
        }
        catch (Exception error) when (error is (IOException or UnauthorizedAccessException) and not OutputFailedException)
        {
            StandardError.Say($"{folder} cannot be read: {SystemMessage.Of(error)}.");
            return ExitStatus.Unreadable;
        }
    }

    private static int Write(Parts parts, string? output, string format, PathPattern? pattern)
    {
        if (parts.Head.Run.StartsWith($"{RowKinds.Findings.Name} ", StringComparison.Ordinal))
        {
            Write(parts, RowKinds.Findings, output, format, pattern);
        }
        else if (format == "sarif")
        {
            StandardError.Say("sarif is for findings; these parts have attempts.");
            return ExitStatus.Usage;
        }
        else
        {
            Write(parts, RowKinds.Attempts, output, format, pattern);
        }

        return parts.ReadAll ? ExitStatus.Analysed : ExitStatus.Unreadable;
    }

    private static void Write<TRow>(Parts parts, RowKind<TRow> kind, string? output, string format, PathPattern? pattern)
    {
        using var target = RowOutput<TRow>.Open(kind, format, output, pattern, isLive: false);
        parts.WriteTo(target.Writer, kind);
        target.Complete(parts.Entries.Count(entry => entry.Entry.Any), parts.Entries.All(entry => entry.Entry.Whole));
    }
}
