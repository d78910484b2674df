using System.CommandLine;
using System.Globalization;
using WsBridge.Cli.Batch;
using WsBridge.Cli.Commands;
using WsBridge.Cli.Output;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Slurm;

/// <summary>A run in shares on a cluster: which of them are missing, who makes them, and whether they are done.</summary>
internal sealed class BatchRun
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string[] _words;
    private readonly int _shards;
    private readonly string _folder;
    private readonly Func<(ShardPlan? Plan, int Status)> _plan;

    private BatchRun(string[] words, int shards, string folder, Func<(ShardPlan? Plan, int Status)> plan) =>
        (_words, _shards, _folder, _plan) = (words, shards, folder, plan);

    /// <summary>For so long squeue may fail in a row.</summary>
    public TimeSpan Patience { get; set; }

    /// <summary>Reads the command that the tasks are to run; what is wrong with it is said before anybody runs it.</summary>
    /// <param name="words">The command with its arguments.</param>
    /// <param name="shards">In so many shares.</param>
    /// <param name="folder">Where parts go.</param>
    /// <param name="result">Where the result goes; null for standard output.</param>
    /// <param name="format">How the result is written.</param>
    /// <returns>Null where something is wrong.</returns>
    public static BatchRun? Of(string[] words, int shards, string folder, string? result, string format)
    {
        bool isAnalyze = words[0] == "analyze";
        CaptureOptions captures = isAnalyze ? AnalyzeCommand.Options() : RoamsCommand.Options();
        Command command = isAnalyze ? AnalyzeCommand.Create(captures) : RoamsCommand.Create(captures);
        ParseResult given = command.Parse(words[1..]);
        string[] shared = [.. captures.GivenOfRun(given),
            .. given.CommandResult.Command.Options.Where(option => option.Name == FindingOptions.FailOn
                && given.GetResult(option) is { Implicit: false }).Select(option => option.Name)];
        if (shared.Length > 0)
        {
            return Refuse($"{string.Join(", ", shared)} behind -- {Plural.Word(shared.Length, "is", "are")} for one machine: what the "
                + "result is and where it goes stands in front of --, and each task has one processor");
        }

        if (!isAnalyze && format == "sarif")
        {
            return Refuse("sarif is for findings: run analyze, or give another --format");
        }

        ParseResult parsed = command.Parse(["--shard", $"1/{shards}", "--output", folder, .. words[1..]]);
        if (parsed.Errors.Count > 0)
        {
            return Refuse(string.Join(" ", parsed.Errors.Select(error => error.Message)).TrimEnd('.'));
        }

        string kind = isAnalyze ? RowKinds.Findings.Name : RowKinds.Attempts.Name;
        return new BatchRun(words, shards, folder, () => (captures.PlanOf(parsed, kind, shards, result, out int status), status));
    }

    /// <summary>Submits the shares that are missing, until none is.</summary>
    /// <param name="retries">Shares that were lost are submitted again so often.</param>
    /// <param name="options">Further options of sbatch.</param>
    /// <param name="head">What the journals of all parts begin with; null where some are missing.</param>
    /// <returns>The exit status.</returns>
    public int Submit(int retries, IReadOnlyList<string> options, out JournalHead? head)
    {
        head = null;
        for (int tries = 0; ; tries++)
        {
            (ShardPlan? plan, int status) = _plan(); // each time: captures may come while the tasks run
            if (plan is null)
            {
                return status;
            }

            List<int> missing = plan.Missing(_folder);
            if (missing.Count == 0)
            {
                head = plan.HeadOf(1);
                return status;
            }

            OutputStream.Try(_folder, () =>
            {
                SharedFolder.Check(_folder);
                Directory.CreateDirectory(_folder);
            });
            if (tries > retries)
            {
                StandardError.Say($"{missing.Count} of {_shards} shares are missing after {tries} tries: "
                    + $"{SlurmArray.Ranges(missing)}; see task-*.log in {_folder}.");
                return ExitStatus.Unreadable;
            }

            string[] arguments = ["--jobs", "1", "--progress", "off", "--output", _folder, .. _words[1..]];
            if (new SlurmArray(_folder).Submit(missing, _shards, Installation.Program, _words[0], arguments, options,
                out string? problem) is not { } job)
            {
                StandardError.Say($"{problem}.");
                return ExitStatus.Usage;
            }

            StandardError.Say(string.Create(CultureInfo.InvariantCulture,
                $"job {job}: {missing.Count:N0} of {_shards:N0} shares{(tries > 0 ? ", again" : "")}."));
            if (!TryWait(job, plan, missing))
            {
                return ExitStatus.Unreadable;
            }
        }
    }

    private bool TryWait(string job, ShardPlan plan, List<int> missing)
    {
        using var progress = new RunProgress(isShown: true, rows: null, TimeProvider.System, "shares");
        using var ending = new Host.Termination(() => SlurmArray.Cancel(job));
        progress.Begin(_shards, done: _shards - missing.Count);
        long answered = TimeProvider.System.GetTimestamp();
        while (SlurmArray.Remaining(job, out string? problem) is not 0)
        {
            if (problem is null)
            {
                answered = TimeProvider.System.GetTimestamp();
            }
            else if (TimeProvider.System.GetElapsedTime(answered) >= Patience)
            {
                StandardError.Say($"Slurm does not answer: {problem}. Job {job} may go on: the same command takes over "
                    + "what it has done.");
                return false;
            }

            CountDone();
            Thread.Sleep(Interval);
        }

        CountDone();
        progress.End();
        return true;

        void CountDone()
        {
            for (int more = missing.RemoveAll(number => plan.IsThere(_folder, number)); more > 0; more--)
            {
                progress.Done();
            }
        }
    }

    private static BatchRun? Refuse(string why)
    {
        StandardError.Say($"batch: {why}.");
        return null;
    }
}
