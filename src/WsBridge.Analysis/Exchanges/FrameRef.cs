using WsBridge.Sdk;

namespace WsBridge.Analysis.Exchanges;

/// <summary>A frame by its identity and time.</summary>
/// <param name="Id">As in <see cref="Sdk.Frame.Id"/>.</param>
/// <param name="TimeMicroseconds">Microseconds since the Unix epoch, which every way into the analysis tells alike: what is judged by.</param>
/// <param name="TimeNanoseconds">The same as exact as the capture has it: what is printed.</param>
public readonly record struct FrameRef(long Id, long TimeMicroseconds, long TimeNanoseconds)
{
    internal static FrameRef Of(in Frame frame) => new(frame.Id, frame.TimeMicroseconds, frame.TimeNanoseconds);
}
