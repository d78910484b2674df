using WsBridge.Sdk;

namespace WsBridge.Analysis.Frames;

/// <summary>Which frame of the capture: its number and time. Very many are kept, so that three numbers take the room of two.</summary>
public readonly record struct FrameRef
{
    /// <summary>The nanoseconds beside the microseconds, which are rounded and not cut, have this many bits behind the number.</summary>
    private const int RestBits = 11;

    private const long RestOffset = 1L << (RestBits - 1);

    private readonly long _idAndRest;

    /// <param name="id"><see cref="Frame.Id"/>.</param>
    /// <param name="timeMicroseconds">Time of the capture in microseconds since the Unix epoch, rounded.</param>
    /// <param name="timeNanoseconds">The same time in nanoseconds, as exact as the capture has it.</param>
    public FrameRef(long id, long timeMicroseconds, long timeNanoseconds)
    {
        TimeMicroseconds = timeMicroseconds;
        long rest = Math.Clamp(timeNanoseconds - (timeMicroseconds * 1000), -RestOffset, RestOffset - 1);
        _idAndRest = (id << RestBits) | (rest + RestOffset);
    }

    /// <summary><see cref="Frame.Id"/>: the frame number, from 1 on.</summary>
    public long Id => _idAndRest >> RestBits;

    /// <summary>Time of the capture in microseconds since the Unix epoch.</summary>
    public long TimeMicroseconds { get; }

    /// <summary>The same time in nanoseconds, as exact as the capture has it.</summary>
    public long TimeNanoseconds => (TimeMicroseconds * 1000) + (_idAndRest & ((1L << RestBits) - 1)) - RestOffset;

    internal static FrameRef Of(in Frame frame) => new(frame.Id, frame.TimeMicroseconds, frame.TimeNanoseconds);
}
