using System.Buffers;
using System.Globalization;

namespace WsBridge.Cli.Output;

/// <summary>
/// The columns of NDJSON quoted as in RFC 4180, with a header; absent is empty, lists are separated by spaces. Text from a capture that a
/// spreadsheet would run has an apostrophe in front.
/// </summary>
internal sealed class CsvWriter<TRow> : ILineWriter<TRow>
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private readonly TextWriter _output;
    private readonly Func<TRow, object?[]> _fields;

    public CsvWriter(TextWriter output, string header, Func<TRow, object?[]> fields)
    {
        _output = output;
        _fields = fields;
        output.Write(header + "\n");
    }

    public string Line(TRow row) =>
        string.Join(',', _fields(row).Select(field => Quote(Convert.ToString(field, CultureInfo.InvariantCulture)!)));

    public void Write(TRow row) => WriteLine(Line(row));

    public void WriteLine(string line)
    {
        _output.Write(line);
        _output.Write('\n');
    }

    public void End(int captures)
    {
        // Nothing to close.
    }

    public void Dispose()
    {
        // The output is the caller's.
    }

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(Quoted) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
