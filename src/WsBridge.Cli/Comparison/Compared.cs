using WsBridge.Analysis.Comparison;

namespace WsBridge.Cli.Comparison;

/// <summary>Two attempts and what differs.</summary>
/// <param name="GoodCapture">Name of the good capture.</param>
/// <param name="Good">The good attempt.</param>
/// <param name="BadCapture">Name of the bad capture.</param>
/// <param name="Bad">The bad attempt.</param>
/// <param name="Summary">The answer in one sentence.</param>
/// <param name="Note">What to know about the choice of the two; null when there is nothing.</param>
/// <param name="Differences">The differences, the most telling first.</param>
internal sealed record Compared(string GoodCapture, AttemptFrames Good, string BadCapture, AttemptFrames Bad, string Summary, string? Note,
    IReadOnlyList<Difference> Differences);
