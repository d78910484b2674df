namespace WsBridge.Cli.Batch;

/// <summary>What a run in shares is: parts of another one are not taken for its own.</summary>
/// <param name="Run">The command with everything that changes its rows.</param>
/// <param name="Shards">How many shares.</param>
/// <param name="Timelines">All captures, and which of them belong together.</param>
/// <param name="FoundAll">Every folder could be read in which captures were looked for, and every source of keys.</param>
internal sealed record ShardPlan(string Run, int Shards, Timelines Timelines, bool FoundAll)
{
    /// <summary>All captures with their sizes: what tells one corpus from another.</summary>
    public IReadOnlyList<(string Capture, long Size)> Captures { get; } =
        [.. Timelines.Keys.Select(capture => (capture, Timelines.FilesOf(capture).Sum(SizeOf)))];

    private ulong Corpus => field == 0 ? field = Shard.HashOf(Captures) : field;

    /// <summary>How the journal of a share begins.</summary>
    public JournalHead HeadOf(int number) => new(JournalHead.CurrentVersion, Run, number, Shards, Captures.Count, Corpus);

    /// <summary>The shares that are not there yet, or only as parts of another run.</summary>
    public List<int> Missing(string folder) => [.. Enumerable.Range(1, Shards).Where(number => !IsThere(folder, number))];

    /// <summary>The part of a share is there, whole and of this run.</summary>
    public bool IsThere(string folder, int number) =>
        Find(Path.Combine(folder, new Shard(number, Shards).FolderName), number) is not null;

    /// <summary>The journal of a part that is whole, of this run, and of the captures as they are now; else null.</summary>
    public JournalFile? Find(string part, int number)
    {
        try
        {
            return JournalFile.InPart(part) is { } journal && JournalFile.Read(journal) is { IsWhole: true } file
                && file.Head == HeadOf(number) && file.Entries.All(entry => entry.Key == Timelines.IdentityOf(entry.Capture))
                ? file
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // replacing or collecting it says what is wrong
        }
    }

    /// <summary>Octets of a file; 0 where it is none, or cannot be asked.</summary>
    public static long SizeOf(string capture)
    {
        try
        {
            return new FileInfo(capture) is { Exists: true } file ? file.Length : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
