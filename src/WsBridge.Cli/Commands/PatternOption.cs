using System.CommandLine;
using System.CommandLine.Parsing;
using WsBridge.Reports.Paths;

namespace WsBridge.Cli.Commands;

/// <summary><c>--partition-by</c>: what the paths of captures say of them.</summary>
internal static class PatternOption
{
    public static Option<string?> Create()
    {
        var option = new Option<string?>("--partition-by")
        {
            Description = "What the path of a capture says, e.g. '{site}/{day}/*'; * is anything within a name",
            HelpName = "PATTERN",
        };
        option.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(token => token.Value))
            {
                if (!PathPattern.TryParse(text, out _, out string? problem))
                {
                    result.AddError($"{option.Name}: {problem}.");
                }
            }
        });
        return option;
    }

    /// <summary>Says what cannot be: partitions of another format than Parquet, or without a folder; Parquet on a terminal.</summary>
    public static void Check(SymbolResult result, bool hasPattern, string? format, bool hasOutput)
    {
        if (hasPattern && format != "parquet")
        {
            result.AddError("--partition-by is for --format parquet.");
        }
        else if (hasPattern && !hasOutput)
        {
            result.AddError("--partition-by needs --output FOLDER.");
        }
        else if (format == "parquet" && !hasOutput && !Console.IsOutputRedirected)
        {
            result.AddError("Parquet is not written to a terminal: give --output FILE, or pipe it somewhere.");
        }
    }

    /// <summary>The pattern that is given; null without one.</summary>
    public static PathPattern? Of(string? text) =>
        text is not null && PathPattern.TryParse(text, out PathPattern? pattern, out _) ? pattern : null;
}
