namespace WsBridge.Cli.Output;

/// <summary>Writes rows in one format, in the order they come.</summary>
internal interface IRowWriter<in TRow> : IDisposable
{
    void Write(TRow row);

    /// <summary>A row that is not shown.</summary>
    void LeaveOut(TRow row)
    {
    }

    /// <summary>After the last row; <paramref name="captures"/> is how many could be analysed, at least in part.</summary>
    void End(int captures);
}
