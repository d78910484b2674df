namespace WsBridge.Reports.Parquet;

/// <summary>What a kind of Parquet file has: its columns, and the version of them.</summary>
/// <typeparam name="TRow">What a row is made of.</typeparam>
/// <param name="Name">findings or attempts.</param>
/// <param name="Version">Grows when a column comes, goes, or changes its meaning, its type or its name; one that comes is the last.</param>
/// <param name="Columns">The columns in order.</param>
public sealed record ParquetTable<TRow>(string Name, int Version, IReadOnlyList<ParquetColumn<TRow>> Columns)
{
    /// <summary>The key under which each file has <see cref="Schema"/> in its metadata.</summary>
    public const string SchemaKey = "wsbridge.schema";

    /// <summary>E.g. findings/1.</summary>
    public string Schema => $"{Name}/{Version}";
}
