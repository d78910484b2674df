using WsBridge.Analysis;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Capture.Unwrapping;

namespace WsBridge.Pipeline;

/// <summary>How a capture is analysed.</summary>
public sealed record CaptureAnalyzerOptions
{
    /// <summary>All rules, no keys, one thread; a fault in the analysis is thrown.</summary>
    public static CaptureAnalyzerOptions Default { get; } = new();

    /// <summary>The rules to check.</summary>
    public IReadOnlyList<IRule> Rules { get; init; } = RuleCatalog.All;

    /// <summary>The keys that are known; null for none. They stay the caller's.</summary>
    public KeyTable? Keys { get; init; }

    /// <summary>
    /// Frames are read and taken in on a second thread, thousands ahead: faster where the capture lies there whole, too late where somebody
    /// waits for the findings of one that still grows.
    /// </summary>
    public bool ReadsAhead { get; init; }

    /// <summary>How many frames are handed over to the other thread at a time.</summary>
    internal int FramesPerBatch { get; init; } = ReadAhead.FramesPerBatch;

    /// <summary>What UDP ports mean beside the customary ones: which frames are inside other packets.</summary>
    public IReadOnlyList<DecodeAs> Decode { get; init; } = [];

    /// <summary>Sees every packet; null when nobody does.</summary>
    public ICaptureWatch? Watch { get; init; }

    /// <summary>
    /// Told of a fault in the analysis, which costs its frame and not the rest of the capture. Null, or an answer of false, throws it: what
    /// a sink throws is no fault of the frame.
    /// </summary>
    public Func<AnalysisFault, bool>? OnFault { get; init; }
}

/// <summary>A fault in the analysis itself.</summary>
/// <param name="Frame">Number of the frame; null for the end of the capture.</param>
/// <param name="Error">What was thrown.</param>
public readonly record struct AnalysisFault(long? Frame, Exception Error);
