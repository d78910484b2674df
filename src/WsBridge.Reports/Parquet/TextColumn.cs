using Parquet;
using Parquet.Schema;

namespace WsBridge.Reports.Parquet;

/// <summary>Text, UTF-8; null where there is none.</summary>
internal sealed class TextColumn<TRow>(string name, string meaning, Func<TRow, string?> read, bool isNullable = true)
    : ParquetColumn<TRow>(name, meaning)
{
    private readonly DataField _field = new(name, typeof(string), isNullable);

    public override string Type => isNullable ? "string?" : "string";

    internal override Field Field => _field;

    internal override async Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows) =>
        await group.WriteAsync(_field, (string[])[.. rows.Select(row => read(row)!)]).ConfigureAwait(false);
}
