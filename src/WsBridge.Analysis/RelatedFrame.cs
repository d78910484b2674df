using WsBridge.Analysis.Exchanges;

namespace WsBridge.Analysis;

/// <summary>A frame to look at, and why.</summary>
public readonly record struct RelatedFrame(FrameRef Frame, string Why);
