using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Comparison;

/// <summary>A difference between the same step of two attempts.</summary>
/// <param name="Step">Where.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Element">The element; null for a field of the frame itself.</param>
/// <param name="Field">The field in the standard's words; null when it is about the whole.</param>
/// <param name="Good">Its value in the good attempt.</param>
/// <param name="Bad">Its value in the bad attempt.</param>
public sealed record Difference(AttemptStep Step, DifferenceKind Kind, string? Element, string? Field, string Good, string Bad)
{
    /// <summary>The bad attempt fails here: the frame is missing, or it refuses.</summary>
    public bool IsFailure { get; init; }

    /// <summary>The frame in the good capture; null when there is none.</summary>
    public FrameRef? GoodFrame { get; init; }

    /// <summary>The frame in the bad capture; null when there is none.</summary>
    public FrameRef? BadFrame { get; init; }
}
