using System.Globalization;

namespace WsBridge.Cli.Output;

/// <summary>How long something took, for people.</summary>
internal static class DurationText
{
    private const double MillisecondsPerSecond = 1000;

    /// <summary>Short ones in milliseconds, long ones in seconds; - where it is not known.</summary>
    public static string Of(double? milliseconds) => milliseconds switch
    {
        null => "-",
        < MillisecondsPerSecond => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / MillisecondsPerSecond:0.0} s"),
    };

    /// <summary>The same of an outage: > where it lasted at least so long.</summary>
    public static string OfOutage(double? milliseconds, bool isMinimum) => (isMinimum ? ">" : "") + Of(milliseconds);
}
