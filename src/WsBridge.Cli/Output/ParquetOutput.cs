using WsBridge.Reports.Parquet;

namespace WsBridge.Cli.Output;

/// <summary>One Parquet file.</summary>
internal sealed class ParquetOutput<TRow>(ParquetTable<TRow> table, Stream output) : IRowWriter<TRow>
{
    private readonly ParquetRowWriter<TRow> _writer = new(table, output);

    public void Write(TRow row) => _writer.Write(row);

    public void End(int captures) => _writer.Complete();

    public void Dispose() => _writer.Dispose();
}
