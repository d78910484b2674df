using Parquet;
using Parquet.Schema;

namespace WsBridge.Reports.Parquet;

/// <summary>Columns of one row group, by name; one that is not there is null in each row.</summary>
/// <param name="group">The row group.</param>
/// <param name="fields">Where the values of each column are.</param>
internal sealed class ParquetGroup(ParquetRowGroupReader group, IReadOnlyDictionary<string, DataField> fields)
{
    private const int MostItems = 100_000_000;

    /// <summary>How many rows.</summary>
    public int Count { get; } = checked((int)group.RowCount);

    /// <summary>Text.</summary>
    public string?[] Texts(string name)
    {
        string?[] values = new string?[Count];
        if (fields.TryGetValue(name, out DataField? field))
        {
            Wait(group.ReadAsync(field, values.AsMemory()!, null, CancellationToken.None));
        }

        return values;
    }

    /// <summary>Numbers and the like.</summary>
    public T?[] Values<T>(string name)
        where T : struct
    {
        var values = new T?[Count];
        if (!fields.TryGetValue(name, out DataField? field))
        {
            return values;
        }

        if (field.IsNullable)
        {
            Wait(group.ReadAsync(field, values.AsMemory(), null, CancellationToken.None));
            return values;
        }

        var there = new T[Count];
        Wait(group.ReadAsync(field, there.AsMemory(), null, CancellationToken.None));
        return Array.ConvertAll(there, value => (T?)value);
    }

    /// <summary>Lists of text.</summary>
    public List<string>[] Lists(string name)
    {
        List<string>[] lists = [.. Enumerable.Range(0, Count).Select(_ => new List<string>())];
        if (!fields.TryGetValue(name, out DataField? field))
        {
            return lists;
        }

        int count = checked((int)(group.GetMetadata(field)?.MetaData?.NumValues ?? 0));
        if (count is < 0 or > MostItems)
        {
            throw new InvalidDataException();
        }

        var values = new ReadOnlyMemory<char>[count];
        int[] definitions = new int[count];
        int[] repetitions = new int[count];
        Wait(group.ReadRawAsync(field, values.AsMemory(), definitions.AsMemory(), repetitions.AsMemory(), CancellationToken.None));
        int row = -1;
        int next = 0;
        for (int i = 0; i < repetitions.Length; i++)
        {
            row += repetitions[i] == 0 ? 1 : 0;
            if (definitions[i] == field.MaxDefinitionLevel)
            {
                lists[row].Add(values[next++].ToString());
            }
        }

        return lists;
    }

    private static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();
}
