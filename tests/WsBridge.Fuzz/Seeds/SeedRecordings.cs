using WsBridge.Testing;

namespace WsBridge.Fuzz.Seeds;

/// <summary>The recordings of the repository, which are where each fuzzer begins.</summary>
public static class SeedRecordings
{
    private const long LargestFile = 64 * 1024;

    private static readonly Lazy<string[]> Paths = new(() => [.. Directory
        .EnumerateFiles(RepositoryPaths.Captures, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetExtension(path) is ".pcap" or ".pcapng" or ".gz" or ".ncf")
        .Order(StringComparer.Ordinal)]);

    /// <summary>Files short enough to be changed here and there and still be read often.</summary>
    public static IEnumerable<byte[]> Files =>
        Paths.Value.Where(path => new FileInfo(path).Length <= LargestFile).Select(File.ReadAllBytes);

    /// <summary>The packets of every recording.</summary>
    public static IEnumerable<IReadOnlyList<CapturedPacket>> Recordings => Paths.Value.Select(path => Recording.Read(path).Packets);

    /// <summary>The packets of the recordings in one folder.</summary>
    public static IEnumerable<IReadOnlyList<CapturedPacket>> In(string folder) =>
        Paths.Value.Where(path => path.StartsWith(Path.Combine(RepositoryPaths.Captures, folder), StringComparison.Ordinal))
            .Select(path => Recording.Read(path).Packets);
}
