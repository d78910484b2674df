namespace WsBridge.Analysis.Keys;

/// <summary>
/// The keys that are known for a capture, in the order in which they were given. Whoever made it disposes of it, which zeroes them.
/// </summary>
public sealed class KeyTable : IDisposable
{
    /// <summary>Takes the keys, which are the table's from now on.</summary>
    public KeyTable(IEnumerable<KnownKey> keys) => Keys = [.. keys];

    /// <summary>No key is known.</summary>
    public static KeyTable Empty { get; } = new([]);

    /// <summary>The keys.</summary>
    public IReadOnlyList<KnownKey> Keys { get; }

    /// <summary>
    /// What is to be said of the sources, a sentence each: what could not be read, or gives nothing. Never shows material.
    /// </summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>How many there are; never material.</summary>
    public override string ToString() => $"{Keys.Count} keys";

    /// <summary>Zeroes every key.</summary>
    public void Dispose()
    {
        foreach (KnownKey key in Keys)
        {
            key.Dispose();
        }
    }
}
