using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Excerpts;

/// <summary>
/// From the first to the last key frame of an attempt, by number and by time: clocks may run backwards, sensors may differ.
/// </summary>
/// <param name="First">Number of the first frame.</param>
/// <param name="Last">Number of the last frame.</param>
/// <param name="Start">Earliest time, in microseconds since the Unix epoch.</param>
/// <param name="End">Latest time.</param>
internal readonly record struct ExcerptSpan(long First, long Last, long Start, long End)
{
    /// <summary>The span of an attempt; an answer that came too late is part of it.</summary>
    public static ExcerptSpan Of(Roam roam)
    {
        FrameRef[] frames = [roam.Start, roam.End, .. roam.Frames.All];
        return new ExcerptSpan(
            frames.Min(frame => frame.Id),
            frames.Max(frame => frame.Id),
            frames.Min(frame => frame.TimeMicroseconds),
            frames.Max(frame => frame.TimeMicroseconds));
    }

    /// <summary>The frame stands between its frames, or in its time or this much before or after it.</summary>
    public bool Covers(in Frame frame, long aroundMicroseconds) =>
        (frame.Id >= First && frame.Id <= Last)
        || (frame.TimeMicroseconds >= Start - aroundMicroseconds && frame.TimeMicroseconds <= End + aroundMicroseconds);
}
