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

    private readonly InputOptions _input = new();
    private readonly ResultOptions _result;
    private readonly RunOptions _run = new();
    private readonly KeyOptions _keys = new();
    private readonly DecodeOption _decode = new();

    public CaptureOptions(params string[] formats) => _result = new ResultOptions(formats);

    public void AddTo(Command command)
    {
        command.Arguments.Add(_input.Captures);
        Option[] options = [_result.Format, _result.Output, _input.Recursive, _input.Merge, _result.Sort, .. _run.All, _result.Pattern];
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        _keys.AddTo(command);
        _decode.AddTo(command);
        command.Validators.Add(Check);
    }

    /// <summary>A report was asked for, which has findings and attempts.</summary>
    public bool IsReport(ParseResult parsed) => _result.IsReport(parsed);

    /// <summary>Makes a report of the captures: findings and attempts.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="wanted">Which rows the user wants.</param>
    /// <param name="findings">Which findings; null for all.</param>
    /// <param name="see">Sees each finding of the report; null when nobody asks.</param>
    public int RunReport(ParseResult parsed, RowFilter wanted, FindingFilter? findings, Action<FindingRow>? see)
    {
        int attempts = 0, found = 0;
        int status = Run(parsed, RowKinds.Report, SinkOf, wanted, Count);
        bool isWritten = status == ExitStatus.Analysed || (status == ExitStatus.Unreadable && attempts + found > 0);
        if (isWritten && _result.PathOf(parsed) is { } path && _run.ShareOf(parsed) is null)
        {
            StandardError.Tell($"{Plural.Of(attempts, "attempt")} and {Plural.Of(found, "finding")} written to {path}.");
        }

        return status;

        SummarySink SinkOf(Timeline timeline, Action<ReportRow> take) => new(
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
            });

        void Count(ReportRow row)
        {
            if (row.Finding is { } finding)
            {
                Interlocked.Increment(ref found);
                see?.Invoke(finding);
            }
            else
            {
                Interlocked.Increment(ref attempts);
            }
        }
    }

    /// <summary>Reads the captures and writes their rows.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="kind">What a row is.</param>
    /// <param name="sinkOf">What makes rows of one capture. Any thread may ask.</param>
    /// <param name="wanted">Which rows the user wants, which <paramref name="sinkOf"/> knows too.</param>
    /// <param name="see">Sees each row, those of an earlier run too; null when nobody asks. Any thread may show one.</param>
    /// <param name="digest">What rows come to, for people; null where nobody is told.</param>
    public int Run<TRow>(ParseResult parsed, RowKind<TRow> kind, Func<Timeline, Action<TRow>, ICaptureSink> sinkOf, RowFilter wanted,
        Action<TRow>? see, IDigest<TRow>? digest = null)
    {
        if (!_input.TryFind(parsed, out List<string> files, out int status))
        {
            return status;
        }

        string? output = _result.PathOf(parsed);
        if (!SameFile.IsNoneOf(output, [.. files, .. _keys.Files(parsed)]))
        {
            return ExitStatus.Usage;
        }

        bool foundAll = status == ExitStatus.Analysed;
        Timelines timelines = MergeOption.Of(parsed.GetValue(_input.Merge), files);
        files = [.. timelines.Keys];
        using CaptureKeys keys = _keys.Load(parsed);
        if (!parsed.GetValue(_run.Resume) && _run.ShareOf(parsed) is null)
        {
            keys.Asked = new AskedParties(wanted); // in what is read now: of an earlier run, and of other shares, nothing is known here
        }

        bool isLive = _input.AreLive(parsed);
        using var progress = new RunProgress(_run.ShowsProgress(parsed, files.Count, output is not null),
            kind.Name == RowKinds.Report.Name ? "attempts and findings" : kind.Name, TimeProvider.System);
        Func<Timeline, Action<TRow>, ICaptureSink> seen = see is null ? sinkOf : (timeline, take) => sinkOf(timeline, row =>
        {
            see(row);
            take(row);
        });
        var run = new CaptureRun<TRow>(_run.JobsOf(parsed, isLive), keys, timelines, seen, progress, _decode.Of(parsed), isLive);
        bool allRead;
        if (_run.ShareOf(parsed) is { } shard)
        {
            var plan = new ShardPlan(DescriptionOf(parsed, kind.Name, keys), shard.Of, timelines, foundAll && keys.AllRead);
            allRead = KeptRun.TryShard(new ShardRun<TRow>(kind, plan), run, shard, output!, see);
        }
        else
        {
            using var target = RowOutput<TRow>.Open(kind, parsed.GetValue(_result.Format)!, output, _result.PatternOf(parsed), isLive,
                _result.WorstFirst(parsed), digest);
            if (parsed.GetValue(_run.Resume))
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
        if (!_input.TryFind(parsed, out List<string> files, out status))
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

        var timelines = Timelines.Of(files, parsed.GetValue(_input.Merge)); // each task says which are merged
        return new ShardPlan(DescriptionOf(parsed, kind, keys), shards, timelines, FoundAll: status == ExitStatus.Analysed);
    }

    /// <summary>The options that are given and that say where rows go, how, and how fast: in shares they are the whole run's.</summary>
    public IEnumerable<string> GivenOfRun(ParseResult parsed) =>
        from option in (Option[])[_result.Output, _result.Format, _result.Sort, .. _run.All, _result.Pattern]
        where parsed.GetResult(option) is { Implicit: false }
        select option.Name;

    private string DescriptionOf(ParseResult parsed, string kind, CaptureKeys keys) =>
        RunDescription.Of(parsed, kind, keys,
            [.. _result.All, _input.Recursive, .. _run.All, .. _keys.All]);

    private void Check(CommandResult result)
    {
        bool isUnfinished = result.Children.OfType<OptionResult>()
            .Any(option => !option.Implicit && option.Tokens.Count < option.Option.Arity.MinimumNumberOfValues);
        if (isUnfinished)
        {
            return; // which is an error of its own, or about to be completed
        }

        _input.Check(result);
        _run.Check(result, _input, _result);
        if (result.GetValue(_run.Share) is null)
        {
            _result.Check(result); // that of a share is written by who collects it
        }
    }
}
