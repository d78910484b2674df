using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>
/// The attempt by FT that failed just before another one began; a copy, because attempts that held each other would never be forgotten.
/// </summary>
/// <param name="Index">Its index.</param>
/// <param name="To">Its target.</param>
/// <param name="Start">Its first frame.</param>
/// <param name="Cause">The rule that explains it; null when none had by then.</param>
/// <param name="IsCertain">It did fail; otherwise the capture may have missed its end.</param>
internal sealed record FailedFt(int Index, MacAddress To, FrameRef Start, RuleInfo? Cause, bool IsCertain)
{
    /// <summary>Null when that attempt was none by FT.</summary>
    public static FailedFt? Of(Roam failed) =>
        failed.IsFtProtocol ? new FailedFt(failed.Index, failed.To, failed.Start, failed.CauseRule, failed.IsFailureCertain) : null;
}
