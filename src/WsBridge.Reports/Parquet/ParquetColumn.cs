using Parquet;
using Parquet.Schema;

namespace WsBridge.Reports.Parquet;

/// <summary>A column of a Parquet file.</summary>
/// <typeparam name="TRow">What a row is made of.</typeparam>
/// <param name="name">Its name.</param>
/// <param name="meaning">What it says, for the documentation.</param>
public abstract class ParquetColumn<TRow>(string name, string meaning)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>What it says.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>
    /// Its type, as the documentation names it: string, int64, double, boolean, timestamp, or a list of these; ? where it may be null.
    /// </summary>
    public abstract string Type { get; }

    /// <summary>Its place in the schema.</summary>
    internal abstract Field Field { get; }

    /// <summary>Writes it for the rows of one row group.</summary>
    internal abstract Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows);
}
