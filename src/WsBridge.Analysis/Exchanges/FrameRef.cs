namespace WsBridge.Analysis.Exchanges;

/// <summary>A frame by its identity and time.</summary>
/// <param name="Id">As in <see cref="Sdk.Frame.Id"/>.</param>
/// <param name="TimeMicroseconds">Microseconds since the Unix epoch.</param>
public readonly record struct FrameRef(long Id, long TimeMicroseconds);
