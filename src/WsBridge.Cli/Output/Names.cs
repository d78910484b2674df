namespace WsBridge.Cli.Output;

/// <summary>Names in a sentence: the first of them, where they are many.</summary>
internal static class Names
{
    private const int MostNamed = 3;

    /// <summary>As "a, b and c", or "a, b, c and 4 more".</summary>
    public static string Listed(IReadOnlyList<string> names) => names.Count > MostNamed
        ? $"{string.Join(", ", names.Take(MostNamed))} and {names.Count - MostNamed} more"
        : names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
