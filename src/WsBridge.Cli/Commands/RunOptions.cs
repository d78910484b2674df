using System.CommandLine;
using System.CommandLine.Parsing;
using WsBridge.Cli.Batch;

namespace WsBridge.Cli.Commands;

/// <summary>How very many captures are read: so many at a time, in shares, going on from what was done before.</summary>
internal sealed class RunOptions
{
    private const int MostJobs = 1024;

    public RunOptions()
    {
        Progress.AcceptOnlyFromAmong("auto", "on", "off");
        Jobs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > MostJobs)
            {
                result.AddError($"--jobs needs a number from 1 to {MostJobs}.");
            }
        });
        Share.Validators.Add(result =>
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

    public Option<int?> Jobs { get; } = new("--jobs")
    {
        Description = "Read so many captures at a time (the processors)",
        HelpName = "N",
    };

    public Option<string> Progress { get; } = new("--progress")
    {
        Description = "Say how far it is: auto, on or off (auto)",
        DefaultValueFactory = _ => "auto",
    };

    public Option<bool> Resume { get; } = new("--resume") { Description = "Keep what is done in FILE.resume, and go on from there" };

    public Option<string?> Share { get; } = new("--shard")
    {
        Description = "Only a share of the captures, as a part in the folder FILE; auto under Slurm",
        HelpName = "K/N",
    };

    /// <summary>All of them.</summary>
    public Option[] All => [Jobs, Progress, Resume, Share];

    /// <summary>How many captures are read at a time.</summary>
    public int JobsOf(ParseResult parsed, bool isLive) => parsed.GetValue(Jobs) ?? (isLive ? 1 : Environment.ProcessorCount);

    /// <summary>The share that was asked for; null for all captures.</summary>
    public Shard? ShareOf(ParseResult parsed) =>
        parsed.GetValue(Share) is { } text && Shard.TryParse(text, Environment.GetEnvironmentVariable, out Shard shard, out _)
            ? shard
            : null;

    /// <summary>How far it is stands on standard error.</summary>
    public bool ShowsProgress(ParseResult parsed, int captures, bool hasOutput) => parsed.GetValue(Progress) switch
    {
        "on" => true,
        "off" => false,
        _ => captures > 1 && !Console.IsErrorRedirected && (hasOutput || Console.IsOutputRedirected),
    };

    /// <summary>What makes no sense together.</summary>
    public void Check(CommandResult result, InputOptions input, ResultOptions rows)
    {
        bool isShare = result.GetValue(Share) is not null, resumes = result.GetValue(Resume);
        if (resumes && !rows.HasOutput(result))
        {
            result.AddError("--resume needs --output FILE: what is done is kept beside it.");
        }

        if (isShare && !rows.HasOutput(result))
        {
            result.AddError("--shard needs --output FOLDER, which all shares have in common; `wsbridge collect` makes the result of it.");
        }

        if ((isShare || resumes) && input.HasStandardInput(result))
        {
            result.AddError("standard input comes only once: --resume and --shard need files.");
        }

        foreach (Option option in isShare ? (Option[])[rows.Format, rows.Sort, Resume, rows.Pattern] : [])
        {
            if (result.GetResult(option) is { Implicit: false })
            {
                result.AddError($"{option.Name} is of no use with --shard, which writes a part: give it to `wsbridge collect`, "
                    + "where it has it.");
            }
        }
    }
}
