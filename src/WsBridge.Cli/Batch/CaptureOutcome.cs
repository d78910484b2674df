using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Batch;

/// <summary>How reading one capture ended.</summary>
/// <param name="Whole">It was read to its end, and there was something in it that can be read.</param>
/// <param name="Any">It is a capture of 802.11 frames, at least in part.</param>
/// <param name="Messages">What is said of it on standard error.</param>
internal sealed record CaptureOutcome(bool Whole, bool Any, string Messages)
{
    private const string Prefix = "wsbridge: ";

    /// <summary>Which of several files could not be read to their ends, and why; empty for one file.</summary>
    public IReadOnlyList<ProblemRow> Problems { get; init; } = [];

    /// <summary>Why it was not read to its end, for formats that say so; empty where it was.</summary>
    public IReadOnlyList<ProblemRow> ProblemsOf(string capture) => Whole ? [] : Problems.Count > 0 ? Problems : [new ProblemRow(capture,
        string.Join(' ', Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.StartsWith(Prefix, StringComparison.Ordinal) ? line[Prefix.Length..] : line)))];
}
