using System.ComponentModel;
using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using WsBridge.Capture;

namespace WsBridge.Cli.Slurm;

/// <summary>An array job of Slurm, by its own commands: sbatch, squeue, scancel.</summary>
/// <param name="folder">Where it runs and leaves what its tasks print.</param>
internal sealed class SlurmArray(string folder)
{
    /// <summary>Submits tasks of these numbers.</summary>
    /// <param name="tasks">Their numbers, from 1.</param>
    /// <param name="shards">How many shares there are in all.</param>
    /// <param name="program">This program.</param>
    /// <param name="arguments">The command that each task runs; its share is added.</param>
    /// <param name="options">Further options of sbatch.</param>
    /// <param name="problem">Why that failed.</param>
    /// <returns>The number of the job; null where it failed.</returns>
    public string? Submit(IReadOnlyList<int> tasks, int shards, string program, IReadOnlyList<string> arguments,
        IReadOnlyList<string> options, out string? problem)
    {
        string script = Path.Combine(folder, "task.sh");
        string command = string.Join(' ', arguments.Prepend(program).Select(Quoted));
        File.WriteAllText(script, $"#!/bin/sh\nexec {command} --shard \"$SLURM_ARRAY_TASK_ID/{shards}\"\n");
        List<string> words =
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
        BufferedCommandResult? result = Run("sbatch", words, out problem);
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

    /// <summary>How many tasks of a job wait or run; null where Slurm does not answer just now.</summary>
    public static int? Remaining(string job)
    {
        BufferedCommandResult? result = Run("squeue", ["--noheader", "--array", "--format=%i", $"--jobs={job}"], out _);
        return result is null ? null
            : result.ExitCode == 0 ? result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length
            : result.StandardError.Contains("Invalid job id", StringComparison.OrdinalIgnoreCase) ? 0 : null;
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
        try
        {
            return CliWrap.Cli.Wrap(program).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync()
                .GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            problem = $"{program} cannot be run: {SystemMessage.Of(error)}";
            return null;
        }
    }
}
