using WsBridge.Cli.Output;

namespace WsBridge.Cli.Batch;

/// <summary>Reads a share of the captures and leaves its rows as a part in a folder that all shares have in common.</summary>
/// <param name="kind">What a row is.</param>
/// <param name="plan">What the run is, in all its shares.</param>
internal sealed class ShardRun<TRow>(RowKind<TRow> kind, ShardPlan plan)
{
    /// <summary>Reads them. A part that is there already, whole and of the same run, stays.</summary>
    /// <param name="run">Reads captures.</param>
    /// <param name="number">Which share, from 1.</param>
    /// <param name="folder">Where parts go.</param>
    /// <param name="see">Sees each row of a part that stays; null when nobody asks.</param>
    /// <returns>Every capture of the share was read to its end, and every folder.</returns>
    public bool Run(CaptureRun<TRow> run, int number, string folder, Action<TRow>? see)
    {
        var shard = new Shard(number, plan.Shards);
        JournalHead head = plan.HeadOf(number);
        string part = Path.Combine(folder, shard.FolderName);
        OutputStream.Try(folder, () =>
        {
            SharedFolder.Check(folder);
            Directory.CreateDirectory(folder);
        });
        if (plan.Find(part, number) is { } there)
        {
            return Keep(there, part, see);
        }

        IReadOnlyList<string> captures = [.. plan.Captures.Select(capture => capture.Capture)];
        Dictionary<string, int> indexes = captures.Index().ToDictionary(capture => capture.Item, capture => capture.Index,
            StringComparer.Ordinal);
        bool isStale = Directory.Exists(part);
        CheckStale(part);
        using var work = new PartialFolder(part, replaces: true);
        using (var store = new RowStore<TRow>(work.Path, head, indexes, plan.Timelines, kind.ToJson, resume: false))
        {
            run.Run(shard.Choose(plan.Captures), store);
            store.Complete(plan.FoundAll);
        }

        // Where the same share was run twice at the same time, and the other one was first, its part stays.
        if (plan.Find(part, number) is null)
        {
            CheckStale(part);
            try
            {
                work.Complete();
            }
            catch (OutputFailedException) when (plan.Find(part, number) is not null)
            {
                // It was so after all.
            }

            if (isStale)
            {
                StandardError.Say(
                    $"{part} was not whole, of another run, or of captures that have changed; it is replaced.");
            }
        }

        return run.AllRead && plan.FoundAll;
    }

    /// <summary>What makes room for a part is a part itself: whatever else lies there is somebody's, and stays.</summary>
    /// <exception cref="OutputFailedException">There is something else in it.</exception>
    private static void CheckStale(string part) => OutputStream.Try(part, () =>
    {
        if (Directory.Exists(part) && Directory.EnumerateFileSystemEntries(part).FirstOrDefault(entry =>
            Directory.Exists(entry) || !JournalFile.IsOurs(Path.GetFileName(entry)) || FileStatus.OfLink(entry) is { IsRegular: false })
            is { } other)
        {
            throw new IOException($"it has to make room, but {Path.GetFileName(other)} in it is of no share; move that away");
        }
    });

    /// <summary>Says of the captures what was said when they were read.</summary>
    private bool Keep(JournalFile there, string part, Action<TRow>? see)
    {
        string rows = RowStore<TRow>.RowsOf(JournalFile.InPart(part)!);
        foreach (JournalEntry entry in there.Entries)
        {
            StandardError.Pass(entry.Messages);
            if (see is not null)
            {
                foreach (TRow row in Parts.RowsOf(entry, rows, kind))
                {
                    see(row);
                }
            }
        }

        StandardError.Say($"{part} is there already, whole and of the same captures; it stays"
            + (there.ReadAll ? "." : ". Delete it to try again what could not be read."));
        return there.ReadAll;
    }
}
