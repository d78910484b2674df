using System.CommandLine;
using System.CommandLine.Parsing;
using WsBridge.Reports.Paths;

namespace WsBridge.Cli.Commands;

/// <summary>How results are written, and where to.</summary>
internal sealed class ResultOptions
{
    public ResultOptions(string[] formats)
    {
        OutputOption.RefuseEmpty(Output);
        Format.AcceptOnlyFromAmong(formats);
        Sort.AcceptOnlyFromAmong("capture", "worst");
    }

    public Option<string> Format { get; } = new("--format") { Description = "How to write results", DefaultValueFactory = _ => "text" };

    public Option<string?> Output { get; } = new("--output", "-o")
    {
        Description = "Write to FILE, beside it first and renamed when whole; - is standard output",
        HelpName = "FILE",
    };

    public Option<string> Sort { get; } = new("--sort")
    {
        Description = "capture: in the order of the captures; worst: worst first, all rows held until then (capture)",
        DefaultValueFactory = _ => "capture",
    };

    public Option<string?> Pattern { get; } = PatternOption.Create();

    /// <summary>All of them.</summary>
    public Option[] All => [Format, Output, Sort, Pattern];

    /// <summary>A report was asked for, which has findings and attempts.</summary>
    public bool IsReport(ParseResult parsed) => parsed.GetValue(Format) == "html";

    /// <summary>Rows go into the order of how bad they are.</summary>
    public bool WorstFirst(ParseResult parsed) => parsed.GetValue(Sort) == "worst";

    /// <summary>The file; null is standard output.</summary>
    public string? PathOf(ParseResult parsed) => OutputOption.PathOf(parsed.GetValue(Output));

    /// <summary>The folders that rows are divided into; null where they are not.</summary>
    public PathPattern? PatternOf(ParseResult parsed) => PatternOption.Of(parsed.GetValue(Pattern));

    /// <summary>There is a file.</summary>
    public bool HasOutput(CommandResult result) => OutputOption.PathOf(result.GetValue(Output)) is not null;

    /// <summary>What makes no sense together.</summary>
    public void Check(CommandResult result)
    {
        bool hasPattern = result.GetValue(Pattern) is not null;
        string? format = result.GetValue(Format);
        PatternOption.Check(result, hasPattern, format, HasOutput(result));
        if (result.GetValue(Sort) == "worst" && (hasPattern || format == "html"))
        {
            result.AddError(hasPattern
                ? "--sort worst is for one file: leave out --partition-by."
                : "a report is sorted where it is read: leave out --sort.");
        }
    }
}
