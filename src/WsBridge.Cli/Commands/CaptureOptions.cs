using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using WsBridge.Cli.Batch;
using WsBridge.Cli.Output;
using WsBridge.Cli.Summarizing;
using WsBridge.Pipeline;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Commands;

/// <summary>
/// What every command has that reads captures and writes rows: which captures, which format, where to, how many at a time.
/// </summary>
internal sealed class CaptureOptions
{
    /// <summary>What the help of a command says of many captures.</summary>
    public const string Hint = "Many captures are read --jobs at a time; the output is the same however many. `wsbridge help formats` has "
        + "formats, --resume and --shard.";

    private const int MostJobs = 1024;

    private readonly Argument<string[]> _captures = new("CAPTURE")
    {
        Description = "pcap or pcapng, also compressed, or what tshark reads; - is standard input; a folder with --recursive",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> _format = new("--format") { Description = "How to write results", DefaultValueFactory = _ => "text" };
    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Write to FILE, beside it first and renamed when whole",
        HelpName = "FILE",
    };
    private readonly Option<bool> _recursive = new("--recursive") { Description = "Read the captures in folders" };
    private readonly Option<int?> _jobs = new("--jobs")
    {
        Description = "Read so many captures at a time (the processors)",
        HelpName = "N",
    };
    private readonly Option<string> _progress = new("--progress")
    {
        Description = "Say how far it is: auto, on or off (auto)",
        DefaultValueFactory = _ => "auto",
    };
    private readonly Option<bool> _resume = new("--resume") { Description = "Keep what is done in FILE.resume, and go on from there" };
    private readonly Option<string?> _shard = new("--shard")
    {
        Description = "Only a share of the captures, as a part in the folder FILE; auto under Slurm",
        HelpName = "K/N",
    };
    private readonly Option<string> _sort = new("--sort")
    {
        Description = "capture: in the order of the captures; worst: worst first, all rows held until then (capture)",
        DefaultValueFactory = _ => "capture",
    };
    private readonly Option<bool?> _merge = new("--merge")
    {
        Description = "All captures are one timeline; files of one ring buffer are by themselves, unless --merge=false",
    };
    private readonly Option<string?> _pattern = PatternOption.Create();
    private readonly KeyOptions _keys = new();
    private readonly DecodeOption _decode = new();

    public CaptureOptions(params string[] formats)
    {
        OutputOption.RefuseEmpty(_output);
        _format.AcceptOnlyFromAmong(formats);
        _sort.AcceptOnlyFromAmong("capture", "worst");
        _progress.AcceptOnlyFromAmong("auto", "on", "off");
        InputFiles.RefuseOptions(_captures);
        _jobs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > MostJobs)
            {
                result.AddError($"--jobs needs a number from 1 to {MostJobs}.");
            }
        });
        _shard.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(token => token.Value))
            {
                if (!Shard.TryParse(text, Environment.GetEnvironmentVariable, out _, out string? problem))
                {
                    result.AddError($"--shard: {problem}.");
                }
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_captures);
        command.Options.Add(_format);
        command.Options.Add(_output);
        command.Options.Add(_recursive);
        command.Options.Add(_merge);
        command.Options.Add(_sort);
        command.Options.Add(_jobs);
        command.Options.Add(_progress);
        command.Options.Add(_resume);
        command.Options.Add(_shard);
        command.Options.Add(_pattern);
        _keys.AddTo(command);
        _decode.AddTo(command);
        command.Validators.Add(Check);
    }

    /// <summary>A report was asked for, which has findings and attempts.</summary>
    public bool IsReport(ParseResult parsed) => parsed.GetValue(_format) == "html";

    /// <summary>Makes a report of the captures: findings and attempts.</summary>
    public int RunReport(ParseResult parsed, RowFilter wanted, FindingFilter? findings) =>
        Run(parsed, RowKinds.Report, (timeline, take) => new SummarySink(
        timeline.NameOf,
        finding =>
        {
            if (findings?.Passes(finding) != false && FindingRow.Of(timeline.NameOf, finding) is var row && wanted.Passes(row))
            {
                take(new ReportRow(row, null));
            }
        },
        row =>
        {
            if (wanted.Passes(row))
            {
                take(new ReportRow(null, row));
            }
        }));

    /// <summary>Reads the captures and writes their rows.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="kind">What a row is.</param>
    /// <param name="sinkOf">What makes rows of one capture. Any thread may ask.</param>
    public int Run<TRow>(ParseResult parsed, RowKind<TRow> kind, Func<Timeline, Action<TRow>, ICaptureSink> sinkOf)
    {
        if (!InputFiles.TryFind(parsed.GetValue(_captures)!, parsed.GetValue(_recursive), InputFiles.CaptureEndings,
            out List<string> files))
        {
            return ExitStatus.Usage;
        }

        string? output = parsed.GetValue(_output);
        if (!SameFile.IsNoneOf(output, [.. files, .. _keys.Files(parsed)]))
        {
            return ExitStatus.Usage;
        }

        Timelines timelines = Merge(parsed, files);
        files = [.. timelines.Keys];
        using CaptureKeys keys = _keys.Load(parsed);
        int jobs = files.Contains("-") ? 1 : parsed.GetValue(_jobs) ?? Environment.ProcessorCount;
        using var progress = new RunProgress(IsShown(parsed, files.Count), kind.Name, TimeProvider.System);
        var run = new CaptureRun<TRow>(jobs, keys, timelines, sinkOf, progress, _decode.Of(parsed));
        if (parsed.GetValue(_shard) is { } share)
        {
            _ = Shard.TryParse(share, Environment.GetEnvironmentVariable, out Shard shard, out _);
            new ShardRun<TRow>(kind, timelines, DescriptionOf(parsed)).Run(run, files, shard, output!);
        }
        else if (parsed.GetValue(_resume))
        {
            RunWithStore(parsed, kind, run, timelines, output!);
        }
        else
        {
            using var target = RowOutput<TRow>.Open(kind, parsed.GetValue(_format)!, output, PatternOption.Of(parsed.GetValue(_pattern)),
                isLive: files.Contains("-"), parsed.GetValue(_sort) == "worst");
            run.Run(files, new WriterTarget<TRow>(target.Writer));
            target.Complete(run.Analysed);
        }

        keys.Conclude();
        return run.AllRead && keys.AllRead ? ExitStatus.Analysed : ExitStatus.Unreadable;
    }

    private static long SizeOf(string capture)
    {
        try
        {
            return new FileInfo(capture) is { Exists: true } file ? file.Length : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>Names and sizes: what tells one corpus from another.</summary>
    public static IReadOnlyList<(string Capture, long Size)> Sizes(IEnumerable<string> captures, Timelines timelines) =>
        [.. captures.Select(capture => (capture, timelines.FilesOf(capture).Sum(SizeOf)))];

    private Timelines Merge(ParseResult parsed, List<string> files)
    {
        var timelines = Timelines.Of(files, parsed.GetValue(_merge));
        foreach (string sentence in parsed.GetValue(_merge) is null ? timelines.Sentences : [])
        {
            Console.Error.WriteLine($"wsbridge: {sentence}");
        }

        return timelines;
    }

    private void RunWithStore<TRow>(ParseResult parsed, RowKind<TRow> kind, CaptureRun<TRow> run, Timelines timelines,
        string output)
    {
        IReadOnlyList<string> files = timelines.Keys;
        Dictionary<string, int> indexes = files.Index().ToDictionary(file => file.Item, file => file.Index, StringComparer.Ordinal);
        var head = new JournalHead(JournalHead.CurrentVersion, $"{kind.Name} {DescriptionOf(parsed)}", 0, 0, files.Count, 0);
        using var target = RowOutput<TRow>.Open(kind, parsed.GetValue(_format)!, output, PatternOption.Of(parsed.GetValue(_pattern)),
            isLive: false, parsed.GetValue(_sort) == "worst");
        using var store = new RowStore<TRow>(output + ".resume", head, indexes, timelines, kind.ToJson, resume: true);
        run.Run(files, store);
        store.WriteTo(target.Writer, kind.Read);
        target.Complete(run.Analysed);
        store.Complete();
        if (store.Taken > 0)
        {
            Console.Error.WriteLine(
                string.Create(CultureInfo.InvariantCulture,
                $"wsbridge: {store.Taken:N0} of {files.Count:N0} captures were read by an earlier run."));
        }
    }

    /// <summary>Everything on the command line that changes the rows: the options, without what says where they go and how fast.</summary>
    private string DescriptionOf(ParseResult parsed)
    {
        Option[] without = [_format, _output, _recursive, _sort, _jobs, _progress, _resume, _shard, _pattern];
        IEnumerable<string> words = parsed.CommandResult.Children.OfType<OptionResult>()
            .Where(option => !option.Implicit && !without.Contains(option.Option))
            .OrderBy(option => option.Option.Name, StringComparer.Ordinal)
            .Select(option => $"{option.Option.Name}={string.Join(',', option.Tokens.Select(token => token.Value))}");
        // A passphrase on the command line is not written anywhere: only what tells it from another.
        string options = string.Join(' ', words);
        return $"{Application.Name} {parsed.CommandResult.Command.Name} "
            + $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(options)))}";
    }

    private void Check(CommandResult result)
    {
        bool isUnfinished = result.Children.OfType<OptionResult>()
            .Any(option => !option.Implicit && option.Tokens.Count < option.Option.Arity.MinimumNumberOfValues);
        if (isUnfinished)
        {
            return; // which is an error of its own, or about to be completed
        }

        bool hasOutput = result.GetValue(_output) is not null;
        string? format = result.GetValue(_format);
        bool hasPattern = result.GetValue(_pattern) is not null;
        if (result.GetValue(_resume) && !hasOutput)
        {
            result.AddError("--resume needs --output FILE: what is done is kept beside it.");
        }

        if (result.GetValue(_shard) is not null && !hasOutput)
        {
            result.AddError("--shard needs --output FOLDER, which all shares have in common; `wsbridge collect` makes the result of it.");
        }

        if ((result.GetValue(_shard) is not null || result.GetValue(_resume)) && result.GetValue(_captures)?.Contains("-") == true)
        {
            result.AddError("standard input comes only once: --resume and --shard need files.");
        }

        if (result.GetValue(_merge) == true && result.GetValue(_captures)?.Contains("-") == true)
        {
            result.AddError("standard input comes only once: --merge, which compares clocks first, needs files.");
        }

        if (format == "parquet" && !hasOutput && !Console.IsOutputRedirected)
        {
            result.AddError("Parquet is not written to a terminal: give --output FILE, or pipe it somewhere.");
        }

        if (format == "html" && result.GetValue(_shard) is not null)
        {
            result.AddError("a report has findings and attempts, parts have one of them: leave out --format html, or --shard.");
        }

        if (hasPattern && format == "parquet" && !hasOutput)
        {
            result.AddError("--partition-by needs --output FOLDER.");
        }

        if (hasPattern && format != "parquet" && result.GetValue(_shard) is null)
        {
            result.AddError("--partition-by is for --format parquet.");
        }
    }

    private bool IsShown(ParseResult parsed, int captures) => parsed.GetValue(_progress) switch
    {
        "on" => true,
        "off" => false,
        _ => captures > 1 && !Console.IsErrorRedirected && (parsed.GetValue(_output) is not null || Console.IsOutputRedirected),
    };
}
