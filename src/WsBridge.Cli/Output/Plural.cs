using System.Globalization;

namespace WsBridge.Cli.Output;

/// <summary>Numbers of things, in words.</summary>
internal static class Plural
{
    /// <summary>1 client, 2 clients.</summary>
    public static string Of(long count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {one}{(count == 1 ? "" : "s")}");
}
