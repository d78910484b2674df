using WsBridge.Capture;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>The recordings of the repository, and those beside it.</summary>
internal static class Recordings
{
    private static readonly string[] WiredEndings = ["_RADIUS", "_DS", ".RADIUS", "-in-ethernet"];

    /// <summary>The recording of two PMKIDs in message 2.</summary>
    public static string TwoPmkids { get; } = Path.Combine(RepositoryPaths.Captures, "09h_ft-eap_2pmkid_pmksa_prepend_ap2.10.pcapng");

    /// <summary>Those of 802.11 frames.</summary>
    public static IEnumerable<TestCaseData> Wireless => Cases(path => !IsWired(path) && !IsOfRule(path));

    /// <summary>The made-up ones that violate one rule each.</summary>
    public static IEnumerable<TestCaseData> OfRules => Cases(IsOfRule);

    /// <summary>Those of wires.</summary>
    public static IEnumerable<TestCaseData> Wired => Cases(path => IsWired(path) && !HoldsWrapped(path));

    /// <summary>Those of 802.11 frames that belong to the repository.</summary>
    public static IEnumerable<string> Own => In(RepositoryPaths.Captures).Where(path => !IsWired(path));

    /// <summary>All packets of a recording.</summary>
    public static List<Packet> PacketsOf(string path)
    {
        var packets = new List<Packet>();
        using CaptureReader reader = CaptureReader.Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0), path);
        while (reader.TryRead(out CaptureRecord record))
        {
            packets.Add(new Packet(record.TimeNanoseconds, record.LinkType, record.Octets.ToArray(), record.OriginalLength));
        }

        return packets;
    }

    private static IEnumerable<TestCaseData> Cases(Predicate<string> wanted) =>
        In(RepositoryPaths.Captures)
            .Concat(RepositoryPaths.SharedCaptures is { } shared ? In(shared) : [])
            .DistinctBy(Path.GetFileName)
            .Where(path => wanted(path))
            .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)));

    private static IEnumerable<string> In(string folder) =>
        !Directory.Exists(folder)
            ? []
            : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsCapture).Order(StringComparer.Ordinal);

    /// <summary>
    /// A conforming twin shows next to nothing; the tests of the analysis hold it, and each capture costs runs of tshark here.
    /// </summary>
    private static bool IsCapture(string path) =>
        !path.EndsWith(".conforming.pcapng", StringComparison.Ordinal) &&
        ((string[])[".pcap", ".pcapng", ".pcap.gz", ".pcapng.gz"]).Any(ending => path.EndsWith(ending, StringComparison.Ordinal));

    private static bool IsOfRule(string path) => path.EndsWith(".violation.pcapng", StringComparison.Ordinal);

    /// <summary>802.11 frames inside Ethernet.</summary>
    private static bool HoldsWrapped(string path) =>
        Path.GetFileNameWithoutExtension(path).EndsWith("-in-ethernet", StringComparison.Ordinal);

    private static bool IsWired(string path) =>
        WiredEndings.Any(ending => Path.GetFileNameWithoutExtension(path).EndsWith(ending, StringComparison.Ordinal));
}

/// <summary>A packet that outlives its reader.</summary>
internal sealed record Packet(long TimeNanoseconds, int LinkType, byte[] Octets, int OriginalLength);
