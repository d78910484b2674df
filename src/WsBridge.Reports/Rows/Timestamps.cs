using System.Globalization;

namespace WsBridge.Reports.Rows;

/// <summary>Times as people and machines read them.</summary>
public static class Timestamps
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

        return string.Create(CultureInfo.InvariantCulture,
            $"{DateTime.UnixEpoch.AddSeconds(seconds):yyyy-MM-dd'T'HH:mm:ss}.{rest:000000000}Z");
    }

    /// <summary>Reads what <see cref="Rfc3339"/> writes, and other times of RFC 3339, to nanoseconds.</summary>
    /// <param name="text">The time.</param>
    /// <param name="nanoseconds">Nanoseconds since the Unix epoch.</param>
    /// <returns>False where it is none, or is before 1678 or after 2261.</returns>
    public static bool TryParse(string text, out long nanoseconds)
    {
        nanoseconds = 0;
        int digits = 0;
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        long fraction = 0;
        string whole = text;
        if (dot >= 0)
        {
            int end = dot + 1;
            for (; end < text.Length && char.IsAsciiDigit(text[end]); end++, digits++)
            {
                fraction = digits < 9 ? (fraction * 10) + (text[end] - '0') : fraction;
            }

            for (int i = digits; i < 9; i++)
            {
                fraction *= 10;
            }

            whole = text[..dot] + text[end..];
        }

        if (!DateTimeOffset.TryParse(whole, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            || time.Year is < 1678 or > 2261)
        {
            return false;
        }

        nanoseconds = (time.ToUnixTimeMilliseconds() * 1_000_000) + fraction;
        return true;
    }

    /// <summary>Time of day with milliseconds, UTC.</summary>
    /// <param name="rfc3339">What <see cref="Rfc3339"/> wrote.</param>
    public static string Clock(string rfc3339)
    {
        ArgumentNullException.ThrowIfNull(rfc3339);

        return rfc3339.IndexOf('T', StringComparison.Ordinal) is > 0 and int date && rfc3339.Length >= date + 13
            ? rfc3339.Substring(date + 1, 12)
            : rfc3339;
    }

    /// <summary>The day in UTC, as 2026-05-01.</summary>
    /// <param name="rfc3339">What <see cref="Rfc3339"/> wrote.</param>
    public static string Day(string rfc3339)
    {
        ArgumentNullException.ThrowIfNull(rfc3339);

        return rfc3339.IndexOf('T', StringComparison.Ordinal) is > 0 and int date ? rfc3339[..date] : rfc3339;
    }
}
