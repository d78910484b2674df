using Spectre.Console;

namespace WsBridge.Cli.Output;

/// <summary>
/// A table in lines that fit the terminal: what does not fit is left out by columns, the least telling first, then cut at its end. No word
/// and no address is broken over lines.
/// </summary>
/// <param name="columns">The columns, from left to right.</param>
internal sealed class FittedTable(params FittedTable.Column[] columns)
{
    private const int Gap = 2;
    private const int Shortest = 8;

    private static readonly Style Aside = new(decoration: Decoration.Dim);

    private readonly List<string[]> _rows = [];

    /// <summary>A row, with a text for each column.</summary>
    public void Add(params string[] texts) => _rows.Add(texts);

    /// <summary>Writes it.</summary>
    public void Write(IAnsiConsole console)
    {
        int[] widths = [.. columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(column.Title.Length).Max())];
        List<int> shown = [.. Enumerable.Range(0, columns.Length)];
        while (Width() > console.Profile.Width
            && shown.Where(i => columns[i].LeftOut > 0).OrderBy(i => columns[i].LeftOut).FirstOrDefault(-1) is >= 0 and var least)
        {
            shown.Remove(least);
        }

        int widest = shown.MaxBy(i => columns[i].IsRight ? 0 : widths[i]);
        widths[widest] = Math.Max(Math.Min(Shortest, widths[widest]), widths[widest] - Math.Max(0, Width() - console.Profile.Width));
        console.WriteLine(LineOf([.. columns.Select(column => column.Title)]), Aside);
        foreach (string[] row in _rows)
        {
            console.WriteLine(LineOf(row));
        }

        int Width() => shown.Sum(i => widths[i]) + (Gap * (shown.Count - 1));

        string LineOf(string[] texts) =>
            string.Join(new string(' ', Gap), shown.Select(i => columns[i].Fit(texts[i], widths[i]))).TrimEnd();
    }

    /// <summary>A column.</summary>
    /// <param name="Title">What stands above it.</param>
    /// <param name="IsRight">Numbers: they end below one another.</param>
    /// <param name="LeftOut">Where there is no room the lowest is left out first; 0 for never.</param>
    internal sealed record Column(string Title, bool IsRight = false, int LeftOut = 0)
    {
        /// <summary>The text in so many columns.</summary>
        public string Fit(string text, int width) =>
            text.Length > width ? $"{text.AsSpan(0, width - 1)}…" : IsRight ? text.PadLeft(width) : text.PadRight(width);
    }
}
