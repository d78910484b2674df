using System.Globalization;

namespace WsBridge.Cli.Output;

/// <summary>Numbers of things, in words.</summary>
internal static class Plural
{
    /// <summary>1 client, 2 clients.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one.</param>
    /// <param name="many">The word for several, where it does not just end in s.</param>
    public static string Of(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {Word(count, one, many)}");

    /// <summary>The word that goes with the number: is or are, frame or frames.</summary>
    public static string Word(long count, string one, string? many = null) => count == 1 ? one : many ?? one + "s";
}
