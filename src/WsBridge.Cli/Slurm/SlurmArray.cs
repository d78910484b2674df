using System.ComponentModel;
using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using WsBridge.Capture;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Slurm;

/// <summary>An array job of Slurm, by its own commands: sbatch, squeue, scancel.</summary>
/// <param name="folder">Where it runs and leaves what its tasks print.</param>
internal sealed class SlurmArray(string folder)
{
    /// <summary>A controller that is busy takes long; whoever takes longer does not answer.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Submits tasks of these numbers.</summary>
    /// <param name="tasks">Their numbers, from 1.</param>
    /// <param name="shards">How many shares there are in all.</param>
    /// <param name="program">This program.</param>
    /// <param name="command">What each task runs: analyze or roams.</param>
    /// <param name="arguments">Its arguments; its share is added.</param>
    /// <param name="options">Further options of sbatch.</param>
    /// <param name="problem">Why that failed.</param>
    /// <returns>The number of the job; null where it failed.</returns>
    public string? Submit(IReadOnlyList<int> tasks, int shards, string program, string command,
        IReadOnlyList<string> arguments, IReadOnlyList<string> options, out string? problem)
    {
        string script = Path.Combine(folder, "task.sh");
        string words = string.Join(' ', arguments.Select(Quoted));
        using (var file = new OutputFile(script)) // never through what another user has put there
        {
            file.Writer.Write($"#!/bin/sh\nexec {Quoted(program)} {command} --shard \"$SLURM_ARRAY_TASK_ID/{shards}\" {words}\n");
            file.Complete();
        }

        List<string> submission =
        [
            "--parsable",
            "--requeue",
            $"--array={Ranges(tasks)}",
            "--job-name=wsbridge",
            $"--output={Path.Combine(folder, "task-%a.log")}",
            "--open-mode=truncate",
            .. options,
            script,
        ];
        BufferedCommandResult? result = Run("sbatch", submission, out problem);
        if (result is null)
        {
            return null;
        }

        if (result.ExitCode != 0)
        {
            problem = $"sbatch refused the job: {result.StandardError.Trim()}";
            return null;
        }

        return result.StandardOutput.Trim().Split(';')[0];
    }

    /// <summary>How many tasks of a job wait or run; null where Slurm does not answer.</summary>
    /// <param name="job">The number of the job.</param>
    /// <param name="problem">Why it does not.</param>
    public static int? Remaining(string job, out string? problem)
    {
        BufferedCommandResult? result = Run("squeue", ["--noheader", "--array", "--format=%i", $"--jobs={job}"], out problem);
        if (result is null or { ExitCode: 0 })
        {
            return result?.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        }

        if (result.StandardError.Contains("Invalid job id", StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        problem = $"squeue failed: {result.StandardError.Trim()}";
        return null;
    }

    /// <summary>Ends a job.</summary>
    public static void Cancel(string job) => Run("scancel", [job], out _);

    /// <summary>E.g. 1-3,7.</summary>
    public static string Ranges(IReadOnlyList<int> numbers)
    {
        var ranges = new List<(int From, int To)>();
        foreach (int number in numbers.Order())
        {
            if (ranges.Count > 0 && ranges[^1].To == number - 1)
            {
                ranges[^1] = (ranges[^1].From, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        return string.Join(',',
            ranges.Select(range => range.From == range.To
            ? range.From.ToString(CultureInfo.InvariantCulture)
            : $"{range.From}-{range.To}"));
    }

    private static string Quoted(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static BufferedCommandResult? Run(string program, IReadOnlyList<string> arguments, out string? problem)
    {
        problem = null;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            return CliWrap.Cli.Wrap(program).WithArguments(arguments).WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            problem = $"{program} did not end within {Limit.TotalMinutes:0} minutes";
            return null;
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            problem = $"{program} cannot be run: {SystemMessage.Of(error)}";
            return null;
        }
    }
}
