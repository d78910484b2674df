using Parquet;
using Parquet.Schema;

namespace WsBridge.Reports.Parquet;

/// <summary>A list of values in each row; an empty one where there is none.</summary>
/// <typeparam name="TRow">What a row is made of.</typeparam>
/// <typeparam name="TItem">An item as it is given.</typeparam>
/// <typeparam name="TStored">An item as the library stores it.</typeparam>
internal sealed class ListColumn<TRow, TItem, TStored>(string name, string meaning, string type, Func<TRow, IReadOnlyList<TItem>> read,
    Func<TItem, TStored> store)
    : ParquetColumn<TRow>(name, meaning)
    where TStored : struct
{
    private readonly DataField _item = new("element", typeof(TItem), isNullable: false);
    private ListField? _field;

    public override string Type => $"list of {type}";

    internal override Field Field => _field ??= new ListField(Name, _item);

    internal override async Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows)
    {
        var items = new List<TStored>();
        var repetitions = new List<int>();
        var definitions = new List<int>();
        foreach (IReadOnlyList<TItem> list in rows.Select(read))
        {
            if (list.Count == 0)
            {
                repetitions.Add(0);
                definitions.Add(_item.MaxDefinitionLevel - 1);
            }

            for (int i = 0; i < list.Count; i++)
            {
                repetitions.Add(i == 0 ? 0 : _item.MaxRepetitionLevel);
                definitions.Add(_item.MaxDefinitionLevel);
                items.Add(store(list[i]));
            }
        }

        await group.WriteAllPartsAsync<TStored>(_item, items.ToArray(), definitions.ToArray(), repetitions.ToArray(),
            CancellationToken.None).ConfigureAwait(false);
    }
}
