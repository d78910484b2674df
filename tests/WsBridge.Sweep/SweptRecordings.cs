using WsBridge.Testing;

namespace WsBridge.Sweep;

/// <summary>Which recordings are taken apart.</summary>
public static class SweptRecordings
{
    private static readonly string[] Endings = [".pcapng", ".pcap", ".pcapng.gz", ".pcap.gz"];

    /// <summary>The recordings of the repository whose truth is known.</summary>
    public static IReadOnlyList<string> Own { get; } =
        [.. Directory.EnumerateFiles(RepositoryPaths.Captures, "*.truth.json")
            .Select(truth => truth.Replace(".truth.json", ".pcapng", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>These files, and the captures of these folders; wires are left out.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<string> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.Count == 0 ? Own : inputs.SelectMany(Expand);
    }

    private static IEnumerable<string> Expand(string input) =>
        Directory.Exists(input) ? Directory.EnumerateFiles(input).Where(IsWireless).Order(StringComparer.Ordinal) : [input];

    private static bool IsWireless(string path) =>
        Array.Exists(Endings, ending => path.EndsWith(ending, StringComparison.Ordinal))
        && !Path.GetFileName(path).Contains("RADIUS", StringComparison.Ordinal)
        && !Path.GetFileName(path).Contains("_DS.", StringComparison.Ordinal);
}
