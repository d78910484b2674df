using Parquet;
using Parquet.Schema;

namespace WsBridge.Reports.Parquet;

/// <summary>A number or a truth value.</summary>
internal sealed class ValueColumn<TRow, TValue>(string name, string meaning, string type, Func<TRow, TValue?> read, bool isNullable = true)
    : ParquetColumn<TRow>(name, meaning)
    where TValue : struct
{
    private readonly DataField _field = new(name, typeof(TValue), isNullable);

    public override string Type => isNullable ? type + "?" : type;

    internal override Field Field => _field;

    internal override async Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows)
    {
        if (isNullable)
        {
            await group.WriteAsync<TValue>(_field, (TValue?[])[.. rows.Select(read)]).ConfigureAwait(false);
        }
        else
        {
            await group.WriteAsync<TValue>(_field, (TValue[])[.. rows.Select(row => read(row)!.Value)]).ConfigureAwait(false);
        }
    }
}
