namespace WsBridge.Reports.Summaries;

/// <summary>How often each of some names occurred, sorted by name.</summary>
public sealed class Counts : SortedDictionary<string, long>
{
    /// <summary>None yet.</summary>
    public Counts()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The most frequent first, of equals by name.</summary>
    public IEnumerable<KeyValuePair<string, long>> MostFrequentFirst() => this.OrderByDescending(count => count.Value);

    /// <summary>Counts one more, or more.</summary>
    public void Add(string? name, int more) => AddMany(name, more);

    /// <summary>Adds what another has counted.</summary>
    public void Merge(Counts other)
    {
        ArgumentNullException.ThrowIfNull(other);

        foreach ((string name, long count) in other)
        {
            AddMany(name, count);
        }
    }

    private void AddMany(string? name, long more)
    {
        if (name is not null)
        {
            TryGetValue(name, out long so);
            this[name] = so + more;
        }
    }
}
