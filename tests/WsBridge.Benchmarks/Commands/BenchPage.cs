namespace WsBridge.Benchmarks.Commands;

/// <summary>A page with a table that is made by a run.</summary>
internal static class BenchPage
{
    private const string Begin = "<!-- bench -->";
    private const string End = "<!-- end of bench -->";

    /// <summary>Puts lines in place of those between the two marks.</summary>
    /// <exception cref="InvalidDataException">The page has no such marks.</exception>
    public static void Replace(string page, IEnumerable<string> lines)
    {
        string text = File.ReadAllText(page);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidDataException($"{page} has no lines {Begin} and {End}.");
        }

        File.WriteAllText(page, $"{text[..begin]}{Begin}\n{string.Join('\n', lines)}\n{text[end..]}");
    }
}
