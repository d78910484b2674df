namespace WsBridge.Extcap.Replay;

/// <summary>When each packet of a file is due, so that the gaps between packets are as they were captured, divided by a factor.</summary>
/// <param name="speed">The factor; 0 is as fast as possible.</param>
/// <param name="time">The clock.</param>
public sealed class ReplayPace(double speed, TimeProvider time)
{
    private readonly double _speed = speed;
    private readonly TimeProvider _time = time;
    private long? _firstNanoseconds;
    private long _start;

    /// <summary>How long to wait for the packet of this time; nothing when it is due already.</summary>
    public TimeSpan Until(long timeNanoseconds)
    {
        if (_speed == 0)
        {
            return TimeSpan.Zero;
        }

        if (_firstNanoseconds is not { } first)
        {
            _firstNanoseconds = timeNanoseconds;
            _start = _time.GetTimestamp();
            return TimeSpan.Zero;
        }

        double milliseconds = ((timeNanoseconds - first) / 1e6 / _speed) - _time.GetElapsedTime(_start).TotalMilliseconds;
        return milliseconds <= 0
            ? TimeSpan.Zero
            : TimeSpan.FromMilliseconds(Math.Min(milliseconds, TimeSpan.MaxValue.TotalMilliseconds / 2));
    }
}
