using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests.Batch;

/// <summary>Folders of captures.</summary>
internal static class Trees
{
    private static readonly string[] Recordings = [.. Directory.GetFiles(RepositoryPaths.Captures, "*.pcapng").Order(StringComparer.Ordinal)];

    /// <summary>A recording of the lab, by its place.</summary>
    public static string Recording(int index) => Recordings[index];

    /// <summary>The first recordings of the lab.</summary>
    public static string Make(Workplace work, int count = 4)
    {
        string tree = Directory.CreateDirectory(work.Path("tree")).FullName;
        foreach (string recording in Recordings.Take(count))
        {
            File.Copy(recording, Path.Combine(tree, Path.GetFileName(recording)));
        }

        return tree;
    }

    /// <summary>The same with a capture that is none.</summary>
    public static string MakeWithBad(Workplace work)
    {
        string tree = Make(work);
        File.WriteAllText(Path.Combine(tree, "bad.pcap"), "nonsense");
        return tree;
    }
}
