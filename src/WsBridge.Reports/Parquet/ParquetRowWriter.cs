using Parquet;
using Parquet.Schema;

namespace WsBridge.Reports.Parquet;

/// <summary>Writes rows as one Parquet file, a row group at a time, so that memory does not grow with the file.</summary>
/// <typeparam name="TRow">What a row is made of.</typeparam>
public sealed class ParquetRowWriter<TRow> : IDisposable
{
    /// <summary>Rows are written when there are so many.</summary>
    public const int RowsPerGroup = 10_000;

    private readonly ParquetTable<TRow> _table;
    private readonly ForwardStream _stream;
    private readonly ParquetWriter _writer;
    private readonly List<TRow> _rows = [];

    /// <param name="table">What a row has.</param>
    /// <param name="stream">Takes the octets, in order; it stays open.</param>
    public ParquetRowWriter(ParquetTable<TRow> table, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(table);

        _table = table;
        _stream = new ForwardStream(stream);
        var schema = new ParquetSchema(table.Columns.Select(column => column.Field));
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd };
        _writer = ParquetWriter.CreateAsync(schema, _stream, options).GetAwaiter().GetResult();
        _writer.CustomMetadata = new Dictionary<string, string> { [ParquetTable<TRow>.SchemaKey] = table.Schema };
    }

    /// <summary>Adds a row.</summary>
    public void Write(TRow row)
    {
        _rows.Add(row);
        if (_rows.Count == RowsPerGroup)
        {
            WriteGroup();
        }
    }

    /// <summary>Writes what is left and the end of the file.</summary>
    public void Complete()
    {
        if (_rows.Count > 0)
        {
            WriteGroup();
        }

        _writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _stream.Flush();
    }

    /// <summary>Lets go of what is held. A file that is not complete is none.</summary>
    public void Dispose() => _stream.Dispose();

    private void WriteGroup()
    {
        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        foreach (ParquetColumn<TRow> column in _table.Columns)
        {
            column.WriteAsync(group, _rows).GetAwaiter().GetResult();
        }

        group.CompleteValidate();
        _rows.Clear();
    }
}
