using System.CommandLine;
using WsBridge.Cli.Batch;
using WsBridge.Cli.Slurm;

namespace WsBridge.Cli.Commands;

/// <summary><c>wsbridge batch --slurm</c>: submits, watches and collects a run over many machines.</summary>
internal static class BatchCommand
{
    private const int MostMinutes = 7 * 24 * 60;

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
        OutputOption.RefuseEmpty(parts);
        var format = new Option<string>("--format") { Description = "How to write results", DefaultValueFactory = _ => "ndjson" };
        format.AcceptOnlyFromAmong("text", "ndjson", "json", "csv", "sarif", "parquet");
        Option<string?> pattern = PatternOption.Create();
        var patience = new Option<double>("--patience")
        {
            Description = "Minutes for which squeue may fail before waiting ends; the job goes on (10)",
            HelpName = "MINUTES",
            DefaultValueFactory = _ => 10,
        };
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
            started again with the same command, it goes on with the shares that are missing. Parts of another command, of
            other keys or of captures that have changed since are made anew.

            Examples:
              wsbridge batch --slurm --tasks 200 -o attempts.ndjson -- roams --recursive /archive
              wsbridge batch --slurm --tasks 50 --sbatch=--partition=long --format parquet -o found.parquet -- analyze --recursive /archive

            Exit status: 0 all captures were read to their end, 2 wrong usage or Slurm refused, 3 shares are missing after the
            retries, or some capture could not be read to its end (what could be read is in the output).
            """)
        { slurm, tasks, retries, parts, output, format, pattern, patience, sbatch, words };
        tasks.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--tasks needs a number from 1 on.");
            }
        });
        retries.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
            {
                result.AddError("--retries needs a number from 0 on.");
            }
        });
        words.Validators.Add(result =>
        {
            if (result.Tokens is not [{ Value: "analyze" or "roams" }, _, ..])
            {
                result.AddError("batch runs analyze or roams: write the command with its captures after --.");
            }
        });
        patience.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= MostMinutes))
            {
                result.AddError($"--patience needs a number from 0 to {MostMinutes}.");
            }
        });
        command.Validators.Add(result =>
        {
            bool hasOutput = result.GetValue(output) is { } name && OutputOption.PathOf(name) is not null;
            PatternOption.Check(result, result.GetValue(pattern) is not null, result.GetValue(format), hasOutput);
            if (!hasOutput && result.GetValue(parts) is null)
            {
                result.AddError("the result on standard output has no name for its parts: give --parts FOLDER.");
            }
        });
        command.SetAction(parsed =>
        {
            string? target = OutputOption.PathOf(parsed.GetValue(output));
            string folder = Path.GetFullPath(parsed.GetValue(parts) ?? Path.TrimEndingDirectorySeparator(target!) + ".parts");
            if (BatchRun.Of(parsed.GetValue(words)!, parsed.GetValue(tasks), folder, target, parsed.GetValue(format)!) is not { } run
                || !CollectCommand.LeavesParts(folder, target))
            {
                return ExitStatus.Usage;
            }

            run.Patience = TimeSpan.FromMinutes(parsed.GetValue(patience));
            int status = run.Submit(parsed.GetValue(retries), parsed.GetValue(sbatch) ?? [], out JournalHead? head);
            if (head is null)
            {
                return status;
            }

            int collected = CollectCommand.Run(folder, target, parsed.GetValue(format)!, PatternOption.Of(parsed.GetValue(pattern)), head);
            return collected == ExitStatus.Analysed ? status : collected;
        });
        return command;
    }
}
