namespace WsBridge.Cli.Output;

/// <summary>One JSON object a line, keys as in the contract; absent is null.</summary>
internal sealed class NdjsonWriter<TRow>(TextWriter output, Func<TRow, string> toJson) : ILineWriter<TRow>
{
    public string Line(TRow row) => toJson(row);

    public void Write(TRow row) => WriteLine(Line(row));

    public void WriteLine(string line)
    {
        output.Write(line);
        output.Write('\n');
    }

    public void End(int captures)
    {
        // Nothing to close.
    }

    public void Dispose()
    {
        // The output is the caller's.
    }
}
