using System.Globalization;

namespace WsBridge.Cli.Output;

/// <summary>Times as people and machines read them.</summary>
internal static class Timestamps
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>RFC 3339 with nanoseconds, UTC.</summary>
    public static string Rfc3339(long nanoseconds)
    {
        long seconds = Math.DivRem(nanoseconds, NanosecondsPerSecond, out long rest);
        if (rest < 0)
        {
            seconds--;
            rest += NanosecondsPerSecond;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{DateTime.UnixEpoch.AddSeconds(seconds):yyyy-MM-dd'T'HH:mm:ss}.{rest:000000000}Z");
    }

    /// <summary>Time of day with milliseconds, UTC.</summary>
    public static string Clock(long nanoseconds) =>
        DateTime.UnixEpoch.AddTicks(nanoseconds / 100).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
