namespace WsBridge.Benchmarks.Commands;

/// <summary>A page with a table that is made by a run.</summary>
internal static class BenchPage
{
    /// <summary>Puts lines in place of those between the two marks of that name.</summary>
    /// <exception cref="InvalidDataException">The page has no such marks.</exception>
    public static void Replace(string page, string name, IEnumerable<string> lines)
    {
        string beginMark = $"<!-- {name} -->";
        string endMark = $"<!-- end of {name} -->";
        string text = File.ReadAllText(page);
        int begin = text.IndexOf(beginMark, StringComparison.Ordinal);
        int end = text.IndexOf(endMark, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidDataException($"{page} has no lines {beginMark} and {endMark}.");
        }

        File.WriteAllText(page, $"{text[..begin]}{beginMark}\n{string.Join('\n', lines)}\n{text[end..]}");
    }
}
