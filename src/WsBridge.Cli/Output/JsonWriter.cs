namespace WsBridge.Cli.Output;

/// <summary>One JSON array of the same objects as NDJSON has, one a line.</summary>
internal sealed class JsonWriter<TRow>(TextWriter output, Func<TRow, string> toJson) : ILineWriter<TRow>
{
    private bool _isFirst = true;

    public string Line(TRow row) => toJson(row);

    public void Write(TRow row) => WriteLine(Line(row));

    public void WriteLine(string line)
    {
        output.Write(_isFirst ? "[\n" : ",\n");
        output.Write(line);
        _isFirst = false;
    }

    public void End(int captures) => output.Write(_isFirst ? "[]\n" : "\n]\n");

    public void Dispose()
    {
        // The output is the caller's.
    }
}
