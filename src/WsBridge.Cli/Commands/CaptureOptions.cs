using System.CommandLine;
using System.CommandLine.Parsing;
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
        Description = "Write to FILE, beside it first and renamed when whole; - is standard output",
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
        InputFiles.RefuseEmpty(_captures);
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
    /// <param name="parsed">The command line.</param>
    /// <param name="wanted">Which rows the user wants.</param>
    /// <param name="findings">Which findings; null for all.</param>
    /// <param name="see">Sees each finding of the report; null when nobody asks.</param>
    public int RunReport(ParseResult parsed, RowFilter wanted, FindingFilter? findings, Action<FindingRow>? see) =>
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
        }), see is null ? null : row => SeeFinding(row, see));

    /// <summary>Reads the captures and writes their rows.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="kind">What a row is.</param>
    /// <param name="sinkOf">What makes rows of one capture. Any thread may ask.</param>
    /// <param name="see">Sees each row, those of an earlier run too; null when nobody asks. Any thread may show one.</param>
    /// <param name="digest">What rows come to, for people; null where nobody is told.</param>
    public int Run<TRow>(ParseResult parsed, RowKind<TRow> kind, Func<Timeline, Action<TRow>, ICaptureSink> sinkOf, Action<TRow>? see,
        IDigest<TRow>? digest = null)
    {
        if (!TryFind(parsed, out List<string> files, out int status))
        {
            return status;
        }

        string? output = OutputOption.PathOf(parsed.GetValue(_output));
        if (!SameFile.IsNoneOf(output, [.. files, .. _keys.Files(parsed)]))
        {
            return ExitStatus.Usage;
        }

        bool foundAll = status == ExitStatus.Analysed;
        Timelines timelines = Merge(parsed, files);
        files = [.. timelines.Keys];
        using CaptureKeys keys = _keys.Load(parsed);
        bool isLive = InputFiles.FirstThatComesOnce(parsed.GetValue(_captures)!) is not null;
        int jobs = parsed.GetValue(_jobs) ?? (isLive ? 1 : Environment.ProcessorCount);
        using var progress = new RunProgress(IsShown(parsed, files.Count), kind.Name, TimeProvider.System);
        var run = new CaptureRun<TRow>(jobs, keys, timelines, see is null ? sinkOf : (timeline, take) => sinkOf(timeline, row =>
        {
            see(row);
            take(row);
        }), progress, _decode.Of(parsed), isLive);
        bool allRead;
        if (parsed.GetValue(_shard) is { } share)
        {
            _ = Shard.TryParse(share, Environment.GetEnvironmentVariable, out Shard shard, out _);
            var plan = new ShardPlan(DescriptionOf(parsed, kind.Name, keys), shard.Of, timelines, foundAll && keys.AllRead);
            allRead = KeptRun.TryShard(new ShardRun<TRow>(kind, plan), run, shard, output!, see);
        }
        else
        {
            using var target = RowOutput<TRow>.Open(kind, parsed.GetValue(_format)!, output, PatternOption.Of(parsed.GetValue(_pattern)),
                isLive, parsed.GetValue(_sort) == "worst", digest);
            if (parsed.GetValue(_resume))
            {
                KeptRun.Resume(kind, run, timelines, output!, DescriptionOf(parsed, kind.Name, keys), target.Writer, see);
            }
            else
            {
                run.Run(files, new WriterTarget<TRow>(target.Writer));
            }

            target.Complete(run.Analysed, run.AllRead);
            allRead = run.AllRead && foundAll;
        }

        keys.Conclude();
        return allRead && keys.AllRead ? ExitStatus.Analysed : ExitStatus.Unreadable;
    }

    /// <summary>What a run in shares is; null where the captures are not found, which was said.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="kind">What rows are called.</param>
    /// <param name="shards">How many shares.</param>
    /// <param name="result">Where the result of all shares goes; null for standard output.</param>
    /// <param name="status">The exit status where there is none.</param>
    public ShardPlan? PlanOf(ParseResult parsed, string kind, int shards, string? result, out int status)
    {
        if (!TryFind(parsed, out List<string> files, out status))
        {
            return null;
        }

        if (!SameFile.IsNoneOf(result, [.. files, .. _keys.Files(parsed)]))
        {
            status = ExitStatus.Usage;
            return null;
        }

        using CaptureKeys keys = _keys.Load(parsed);
        if (!keys.AllRead)
        {
            status = ExitStatus.Unreadable; // which was said; each task would say it again
            return null;
        }

        var timelines = Timelines.Of(files, parsed.GetValue(_merge)); // each task says which are merged
        return new ShardPlan(DescriptionOf(parsed, kind, keys), shards, timelines, FoundAll: status == ExitStatus.Analysed);
    }

    /// <summary>The options that are given and that say where rows go, how, and how fast: in shares they are the whole run's.</summary>
    public IEnumerable<string> GivenOfRun(ParseResult parsed) =>
        from option in (Option[])[_output, _format, _sort, _jobs, _progress, _resume, _shard, _pattern]
        where IsGiven(parsed.CommandResult, option)
        select option.Name;

    private static void SeeFinding(ReportRow row, Action<FindingRow> see)
    {
        if (row.Finding is { } finding)
        {
            see(finding);
        }
    }

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private Timelines Merge(ParseResult parsed, List<string> files)
    {
        var timelines = Timelines.Of(files, parsed.GetValue(_merge));
        foreach (string sentence in parsed.GetValue(_merge) is null ? timelines.Sentences : [])
        {
            StandardError.Say(sentence);
        }

        return timelines;
    }

    private bool TryFind(ParseResult parsed, out List<string> files, out int status) =>
        InputFiles.TryFind(parsed.GetValue(_captures)!, parsed.GetValue(_recursive), InputFiles.CaptureEndings, out files, out status);

    private string DescriptionOf(ParseResult parsed, string kind, CaptureKeys keys) =>
        RunDescription.Of(parsed, kind, keys,
            [_format, _output, _recursive, _sort, _jobs, _progress, _resume, _shard, _pattern, .. _keys.All]);

    private void Check(CommandResult result)
    {
        bool isUnfinished = result.Children.OfType<OptionResult>()
            .Any(option => !option.Implicit && option.Tokens.Count < option.Option.Arity.MinimumNumberOfValues);
        if (isUnfinished)
        {
            return; // which is an error of its own, or about to be completed
        }

        bool hasOutput = OutputOption.PathOf(result.GetValue(_output)) is not null;
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

        if (result.GetValue(_merge) == true && InputFiles.FirstThatComesOnce(result.GetValue(_captures) ?? []) is { } once)
        {
            string name = once == "-" ? "standard input" : once;
            result.AddError($"{name} comes only once: --merge, which compares clocks first, needs files.");
        }

        if (result.GetValue(_shard) is not null)
        {
            foreach (Option option in (Option[])[_format, _sort, _resume, _pattern])
            {
                if (IsGiven(result, option))
                {
                    result.AddError($"{option.Name} is of no use with --shard, which writes a part: give it to `wsbridge collect`, "
                        + "where it has it.");
                }
            }

            return;
        }

        PatternOption.Check(result, hasPattern, format, hasOutput);
        if (result.GetValue(_sort) == "worst" && (hasPattern || format == "html"))
        {
            result.AddError(hasPattern
                ? "--sort worst is for one file: leave out --partition-by."
                : "a report is sorted where it is read: leave out --sort.");
        }
    }

    private bool IsShown(ParseResult parsed, int captures) => parsed.GetValue(_progress) switch
    {
        "on" => true,
        "off" => false,
        _ => captures > 1 && !Console.IsErrorRedirected
            && (OutputOption.PathOf(parsed.GetValue(_output)) is not null || Console.IsOutputRedirected),
    };
}
