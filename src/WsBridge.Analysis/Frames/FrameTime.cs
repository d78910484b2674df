namespace WsBridge.Analysis.Frames;

/// <summary>The time of a frame as every way into the analysis tells it.</summary>
public static class FrameTime
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Up to here a double of seconds is so exact that whole microseconds stay what they are.</summary>
    private const long ExactNanoseconds = NanosecondsPerSecond << 31;

    /// <summary>
    /// Microseconds since the Unix epoch by the same arithmetic as the Lua stub, which gets a double of seconds from Wireshark
    /// (<c>pinfo.abs_ts</c>, nstime_to_sec): a capture in nanoseconds could be rounded otherwise there and here.
    /// </summary>
    public static long FromNanoseconds(long nanoseconds)
    {
        long whole = nanoseconds / 1000;
        if (whole * 1000 == nanoseconds && nanoseconds is >= 0 and < ExactNanoseconds)
        {
            return whole;
        }

        long seconds = Math.DivRem(nanoseconds, NanosecondsPerSecond, out long rest);
        if (rest < 0)
        {
            seconds--;
            rest += NanosecondsPerSecond;
        }

        double time = seconds + ((double)rest / NanosecondsPerSecond);
        return (long)Math.Floor((time * 1e6) + 0.5);
    }
}
