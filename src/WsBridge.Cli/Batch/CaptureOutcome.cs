using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Batch;

/// <summary>How reading one capture ended.</summary>
/// <param name="Whole">It was read to its end, and there was something in it that can be read.</param>
/// <param name="Any">It is a capture of 802.11 frames, at least in part.</param>
/// <param name="Messages">What is said of it on standard error.</param>
internal sealed record CaptureOutcome(bool Whole, bool Any, string Messages)
{
    private const string Prefix = "wsbridge: ";

    /// <summary>Why it was not read to its end, for formats that say so; null where it was.</summary>
    public ProblemRow? ProblemOf(string capture) => Whole ? null : new ProblemRow(capture,
        string.Join(' ', Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.StartsWith(Prefix, StringComparison.Ordinal) ? line[Prefix.Length..] : line)));
}
