using Spectre.Console;

namespace WsBridge.Cli.Output;

/// <summary>Says first what the rows come to, which are held until then: on a terminal nobody likes to scroll back.</summary>
/// <param name="inner">Writes the rows.</param>
/// <param name="digest">What they come to.</param>
/// <param name="console">Where that goes.</param>
internal sealed class SummaryFirstWriter<TRow>(IRowWriter<TRow> inner, IDigest<TRow> digest, IAnsiConsole console) : IRowWriter<TRow>
{
    /// <summary>Of more rows nobody reads the first page: they are written as they come, and the summary is last.</summary>
    private const int MostHeld = 20_000;

    private readonly List<TRow> _held = [];
    private bool _isFlowing;
    private bool _isAnyShown;
    private bool _isAnyLeftOut;

    public void Write(TRow row)
    {
        if (!digest.Add(row))
        {
            _isAnyLeftOut = true;
            inner.LeaveOut(row);
            return;
        }

        _isAnyShown = true;

        if (_isFlowing)
        {
            inner.Write(row);
            return;
        }

        _held.Add(row);
        if (_held.Count > MostHeld)
        {
            _isFlowing = true;
            WriteHeld();
        }
    }

    public void End(int captures)
    {
        if (!_isFlowing && captures > 0)
        {
            digest.Write(console);
        }

        WriteHeld();
        if (_isAnyShown || !_isAnyLeftOut)
        {
            inner.End(captures); // which would say that there is nothing, where the digest has just counted
        }

        if (_isFlowing)
        {
            digest.Write(console);
        }
    }

    public void Dispose() => inner.Dispose();

    private void WriteHeld()
    {
        foreach (TRow row in _held)
        {
            inner.Write(row);
        }

        _held.Clear();
    }
}
