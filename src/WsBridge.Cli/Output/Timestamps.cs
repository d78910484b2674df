using System.Globalization;
using System.Text;

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
    public static string Clock(long nanoseconds)
    {
        var text = new StringBuilder(12);
        AppendClock(text, nanoseconds);
        return text.ToString();
    }

    /// <summary>Appends the time of day with milliseconds, UTC. By hand, since a format string is read anew for each finding.</summary>
    public static void AppendClock(StringBuilder text, long nanoseconds)
    {
        TimeSpan time = DateTime.UnixEpoch.AddTicks(nanoseconds / 100).TimeOfDay;
        Span<char> clock = ['0', '0', ':', '0', '0', ':', '0', '0', '.', '0', '0', '0'];
        Digits(clock[..2], time.Hours);
        Digits(clock[3..5], time.Minutes);
        Digits(clock[6..8], time.Seconds);
        Digits(clock[9..], time.Milliseconds);
        text.Append(clock);
    }

    private static void Digits(Span<char> place, int value)
    {
        for (int i = place.Length - 1; i >= 0; i--, value /= 10)
        {
            place[i] = (char)('0' + value % 10);
        }
    }
}
