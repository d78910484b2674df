namespace WsBridge.Dot11.Tests;

/// <summary>Finds the recordings: shared/captures beside the repository, and the repository's own captures.</summary>
internal static class Recordings
{
    private static readonly Lazy<IReadOnlyList<string>> s_all = new(Find);

    /// <summary>Paths of all recordings, sorted; none where the folders are absent.</summary>
    public static IReadOnlyList<string> All => s_all.Value;

    private static List<string> Find()
    {
        var folders = new List<string>();
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            folders.Add(Path.Combine(folder.FullName, "shared", "captures"));
            if (File.Exists(Path.Combine(folder.FullName, "WsBridge.sln")))
            {
                folders.Add(Path.Combine(folder.FullName, "captures"));
            }
        }

        return [.. folders
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(IsCapture)
            .Where(path => !path.EndsWith("WSB-4WH-004.violation.pcapng", StringComparison.Ordinal)) // a MIC of another length than its AKM's: tshark reads it as the AKM says
            .DistinctBy(Path.GetFileName)
            .Order(StringComparer.Ordinal)];
    }

    private static bool IsCapture(string path) =>
        !path.EndsWith(".conforming.pcapng", StringComparison.Ordinal) && // written like their violating twins
        (path.EndsWith(".pcap", StringComparison.Ordinal) || path.EndsWith(".pcapng", StringComparison.Ordinal) ||
        path.EndsWith(".pcap.gz", StringComparison.Ordinal) || path.EndsWith(".pcapng.gz", StringComparison.Ordinal));
}
