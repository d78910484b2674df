using System.Buffers;
using System.Text;
using System.Text.Json;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Output;

/// <summary>One JSON object a line, keys as in the contract; absent is null.</summary>
/// <param name="output">Where lines go, as octets: there are very many of them, and each would be text in between.</param>
/// <param name="toJson">The text of a row, for whoever asks on another thread.</param>
/// <param name="write">The same to a writer.</param>
internal sealed class NdjsonWriter<TRow>(OutputFile output, Func<TRow, string> toJson, Action<Utf8JsonWriter, TRow> write)
    : ILineWriter<TRow>
{
    /// <summary>So many octets are handed over at a time.</summary>
    private const int HandOver = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _lines = new(HandOver);

    /// <summary>The row at hand: nothing of one that could not be made is written.</summary>
    private readonly ArrayBufferWriter<byte> _row = new();
    private Utf8JsonWriter? _json;

    public string Line(TRow row) => toJson(row);

    public void Write(TRow row)
    {
        _json ??= new Utf8JsonWriter(_row, RowJson.WriterOptions);
        _json.Reset();
        _row.ResetWrittenCount();
        write(_json, row);
        _json.Flush();
        _lines.Write(_row.WrittenSpan);
        EndLine();
    }

    public void WriteLine(string line)
    {
        Encoding.UTF8.GetBytes(line, _lines);
        EndLine();
    }

    public void End(int captures) => Flush();

    public void Dispose()
    {
        try
        {
            Flush();
        }
        catch (OutputFailedException)
        {
            // Nothing more can be written; whoever did not end it is on the way out with the first failure.
        }

        _json?.Dispose();
    }

    private void EndLine()
    {
        _lines.Write("\n"u8);
        if (output.IsLive || _lines.WrittenCount >= HandOver)
        {
            Flush();
        }
    }

    private void Flush()
    {
        ReadOnlySpan<byte> octets = _lines.WrittenSpan;
        if (octets.IsEmpty)
        {
            return; // the output may be closed already
        }

        _lines.ResetWrittenCount(); // first: what could not be written is not tried again
        output.Stream.Write(octets);
        if (output.IsLive)
        {
            output.Stream.Flush();
        }
    }
}
