using System.CommandLine;
using System.Globalization;
using WsBridge.Cli.Batch;
using WsBridge.Cli.Output;
using WsBridge.Cli.Slurm;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge batch --slurm</c>: submits, watches and collects a run over many machines.</summary>
internal static class BatchCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var slurm = new Option<bool>("--slurm") { Description = "As an array job of Slurm", Required = true };
        var tasks = new Option<int>("--tasks") { Description = "In so many shares", HelpName = "N", Required = true };
        var retries = new Option<int>("--retries")
        {
            Description = "Submit shares that were lost so often again (2)",
            HelpName = "N",
            DefaultValueFactory = _ => 2,
        };
        var parts = new Option<string?>("--parts")
        {
            Description = "Where the shares leave their parts, on storage that all nodes have (FILE.parts)",
            HelpName = "FOLDER",
        };
        var output = new Option<string>("--output", "-o") { Description = "Write the result to FILE", HelpName = "FILE", Required = true };
        OutputOption.RefuseEmpty(output);
        var format = new Option<string>("--format") { Description = "How to write results", DefaultValueFactory = _ => "ndjson" };
        format.AcceptOnlyFromAmong("text", "ndjson", "json", "csv", "sarif", "parquet");
        Option<string?> pattern = PatternOption.Create();
        var sbatch = new Option<string[]>("--sbatch")
        {
            Description = "A further option of sbatch, e.g. --sbatch=--partition=long; repeatable",
            HelpName = "OPTION",
        };
        var words = new Argument<string[]>("COMMAND")
        {
            Description = "analyze or roams with captures and options",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("batch", """
            Runs analyze or roams as an array job of Slurm, waits for it, and collects its parts into one result.

            Captures, the folder of the parts and this program must be where every node finds them under the same name.
            Each share is a task of one processor; a share that is lost with its node is submitted again. Broken off and
            started again with the same command, it goes on with the shares that are missing.

            Examples:
              wsbridge batch --slurm --tasks 200 -o attempts.ndjson -- roams --recursive /archive
              wsbridge batch --slurm --tasks 50 --sbatch=--partition=long --format parquet -o found.parquet -- analyze --recursive /archive

            Exit status: 0 all captures were read to their end, 2 wrong usage or Slurm refused, 3 shares are missing after the
            retries, or some capture could not be read to its end (what could be read is in the output).
            """)
        { slurm, tasks, retries, parts, output, format, pattern, sbatch, words };
        tasks.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--tasks needs a number from 1 on.");
            }
        });
        words.Validators.Add(result =>
        {
            if (result.Tokens is not [{ Value: "analyze" or "roams" }, _, ..])
            {
                result.AddError("batch runs analyze or roams: write the command with its captures after --.");
            }
        });
        command.SetAction(parsed =>
        {
            string target = parsed.GetValue(output)!;
            string folder = Path.GetFullPath(parsed.GetValue(parts) ?? target + ".parts");
            int status = Submit(folder, parsed.GetValue(tasks), parsed.GetValue(retries), parsed.GetValue(words)!,
                parsed.GetValue(sbatch) ?? []);
            return status == ExitStatus.Analysed
                ? CollectCommand.Run(folder, target, parsed.GetValue(format)!, PatternOption.Of(parsed.GetValue(pattern)))
                : status;
        });
        return command;
    }

    private static int Submit(string folder, int shards, int retries, string[] words, string[] options)
    {
        OutputStream.Try(folder, () =>
        {
            SharedFolder.Check(folder);
            Directory.CreateDirectory(folder);
        });
        var array = new SlurmArray(folder);
        List<int> missing = Missing(folder, shards);
        for (int tries = 0; missing.Count > 0; tries++)
        {
            if (tries > retries)
            {
                Console.Error.WriteLine($"wsbridge: {missing.Count} of {shards} shares are missing after {tries} tries: "
                    + $"{SlurmArray.Ranges(missing)}; see task-*.log in {folder}.");
                return ExitStatus.Unreadable;
            }

            string[] command = [words[0], "--jobs", "1", "--progress", "off", "--output", folder, .. words[1..]];
            if (array.Submit(missing, shards, Installation.Program, command, options, out string? problem) is not { } job)
            {
                Console.Error.WriteLine($"wsbridge: {problem}.");
                return ExitStatus.Usage;
            }

            Console.Error.WriteLine(
                string.Create(CultureInfo.InvariantCulture,
                $"wsbridge: job {job}: {missing.Count:N0} of {shards:N0} shares{(tries > 0 ? ", again" : "")}."));
            Wait(job, folder, shards);
            missing = Missing(folder, shards);
        }

        return ExitStatus.Analysed;
    }

    private static List<int> Missing(string folder, int shards) =>
        [.. Enumerable.Range(1, shards).Where(number => !Directory.Exists(Path.Combine(folder, new Shard(number, shards).FolderName)))];

    private static void Wait(string job, string folder, int shards)
    {
        using var progress = new RunProgress(isShown: true, "parts", TimeProvider.System);
        using var ending = new Host.Termination(() => SlurmArray.Cancel(job));
        progress.Begin(shards);
        int done = 0;
        while (SlurmArray.Remaining(job) is not 0)
        {
            int now = shards - Missing(folder, shards).Count;
            for (; done < now; done++)
            {
                progress.Capture();
            }

            Thread.Sleep(Patience);
        }

        progress.End();
    }
}
