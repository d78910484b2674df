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
            .Where(path => IsCapture(path) && !IsOdd(path))
            // a MIC of another length than its AKM's: tshark reads it as the AKM says
            .Where(path => !path.EndsWith("mic-length.violation.pcapng", StringComparison.Ordinal))
            .DistinctBy(Path.GetFileName)
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Cut off, with an FCS other than flagged, an A-MSDU, FILS, encrypted Key Data of a rekey and the like: where the reader of one frame
    /// and tshark, which remembers, differ with reason.
    /// </summary>
    private static bool IsOdd(string path) =>
        Path.GetFileName(Path.GetDirectoryName(path)) is "field" or "hwsim"
        || Path.GetFileName(path) is "wpa-Induction.pcap.gz" // octets received with errors, as frames of no known version
            or "wpa3-suiteb-192.pcapng.gz" // a MIC of the length of an AKM that another frame names
            or "wpa_ptk_extended_key_id.pcap.gz"; // the reason of a DELBA

    private static bool IsCapture(string path) =>
        !path.EndsWith(".conforming.pcapng", StringComparison.Ordinal) && // written like their violating twins
        (path.EndsWith(".pcap", StringComparison.Ordinal) || path.EndsWith(".pcapng", StringComparison.Ordinal) ||
        path.EndsWith(".pcap.gz", StringComparison.Ordinal) || path.EndsWith(".pcapng.gz", StringComparison.Ordinal));
}
