using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Findings;

/// <summary>A frame to look at, and why.</summary>
public readonly record struct RelatedFrame(FrameRef Frame, string Why);
