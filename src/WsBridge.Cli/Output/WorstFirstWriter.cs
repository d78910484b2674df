namespace WsBridge.Cli.Output;

/// <summary>Holds all rows, and writes the worst first; of equals the first.</summary>
/// <param name="inner">Writes them.</param>
/// <param name="badness">The greater the worse: first by the one, then by the other.</param>
internal sealed class WorstFirstWriter<TRow>(IRowWriter<TRow> inner, Func<TRow, (int Kind, double Extent)> badness) : IRowWriter<TRow>
{
    private readonly List<TRow> _rows = [];

    public void Write(TRow row) => _rows.Add(row);

    public void LeaveOut(TRow row) => inner.LeaveOut(row);

    public void End(int captures)
    {
        foreach (TRow row in _rows.OrderByDescending(badness))
        {
            inner.Write(row);
        }

        inner.End(captures);
    }

    public void Dispose() => inner.Dispose();
}
