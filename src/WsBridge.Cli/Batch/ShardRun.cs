using WsBridge.Cli.Commands;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Batch;

/// <summary>Reads a share of the captures and leaves its rows as a part in a folder that all shares have in common.</summary>
/// <param name="kind">What a row is.</param>
/// <param name="timelines">Which captures belong together: they are in one share.</param>
/// <param name="description">The command with everything that changes the rows.</param>
internal sealed class ShardRun<TRow>(RowKind<TRow> kind, Timelines timelines, string description)
{
    /// <summary>Reads them. A part that is there already, whole and of the same run, stays.</summary>
    public void Run(CaptureRun<TRow> run, IReadOnlyList<string> captures, Shard shard, string folder)
    {
        IReadOnlyList<(string Capture, long Size)> sizes = CaptureOptions.Sizes(captures, timelines);
        var head = new JournalHead(JournalHead.CurrentVersion, $"{kind.Name} {description}", shard.Number, shard.Of, captures.Count,
            Shard.HashOf(sizes));
        string part = Path.Combine(folder, shard.FolderName);
        OutputStream.Try(folder, () =>
        {
            SharedFolder.Check(folder);
            Directory.CreateDirectory(folder);
        });
        if (IsThere(part, head))
        {
            Console.Error.WriteLine($"wsbridge: {part} is there already, whole and of the same captures; it stays.");
            return;
        }

        Dictionary<string, int> indexes = captures.Index().ToDictionary(capture => capture.Item, capture => capture.Index,
            StringComparer.Ordinal);
        using var work = new PartialFolder(Directory.Exists(part) ? Stale(part) : part);
        using (var store = new RowStore<TRow>(work.Path, head, indexes, timelines, kind.ToJson, resume: false))
        {
            run.Run(shard.Choose(sizes), store);
            store.Complete();
        }

        try
        {
            work.Complete();
        }
        catch (OutputFailedException) when (IsThere(part, head))
        {
            // The same share was run twice at the same time, and the other one was first.
        }
    }

    /// <summary>The journal of a part is whole, and of this run.</summary>
    private static bool IsThere(string part, JournalHead head)
    {
        if (!Directory.Exists(part) || Directory.GetFiles(part, "journal-*.ndjson") is not [string journal])
        {
            return false;
        }

        JournalFile file = JournalFile.Read(journal);
        return file.IsWhole && file.Head == head;
    }

    /// <summary>What an earlier run of something else has left makes room.</summary>
    private static string Stale(string part)
    {
        OutputStream.Try(part, () => Directory.Delete(part, recursive: true));
        return part;
    }
}
