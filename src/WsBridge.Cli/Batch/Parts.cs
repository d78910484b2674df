using System.IO.Hashing;
using WsBridge.Cli.Output;
using WsBridge.Cli.Summarizing;

namespace WsBridge.Cli.Batch;

/// <summary>The parts that the shares of a run have left in a folder.</summary>
/// <param name="Head">What the run was.</param>
/// <param name="Entries">Each capture with the file that has its rows, in the order of the captures.</param>
/// <param name="ReadAll">Nothing that was to be read is missing.</param>
internal sealed record Parts(JournalHead Head, IReadOnlyList<(JournalEntry Entry, string Rows)> Entries, bool ReadAll)
{
    private const int MostNamed = 20;

    /// <summary>Reads the journals of all parts; what is wrong is said in sentences.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="say">Takes the sentences.</param>
    /// <param name="wanted">The run whose parts are wanted, others are passed over; null for that of all parts.</param>
    /// <returns>Null where the parts are not all there, or not of one run.</returns>
    public static Parts? Read(string folder, Action<string> say, JournalHead? wanted = null)
    {
        var files = new List<(string Path, JournalFile File)>();
        foreach (string part in Directory.GetDirectories(folder, "part-*-of-*").Order(StringComparer.Ordinal))
        {
            if (wanted is not null && !part.EndsWith(new Shard(1, wanted.Shards).Ending, StringComparison.Ordinal))
            {
                continue;
            }

            if (JournalFile.InPart(part) is not { } journal
                || JournalFile.Read(journal) is not { Head.Shards: > 0, IsWhole: true } file)
            {
                say($"{part} is not whole; run this share again.");
                return null;
            }

            files.Add((journal, file));
        }

        if (files.Count == 0)
        {
            say($"there is no part in {folder}: --shard K/N --output {folder} writes them.");
            return null;
        }

        JournalHead head = wanted ?? files[0].File.Head!;
        if (files.Find(file => file.File.Head! with { Shard = head.Shard } != head) is { File: not null } other)
        {
            string than = wanted is null ? Path.GetDirectoryName(files[0].Path)! : "this one";
            say($"{Path.GetDirectoryName(other.Path)} is of another run than {than}: another command, other captures, captures that "
                + "changed meanwhile, or another number of shares.");
            return null;
        }

        int[] missing = [.. Enumerable.Range(1, head.Shards).Except(files.Select(file => file.File.Head!.Shard))];
        if (missing.Length > 0)
        {
            string more = missing.Length > MostNamed ? $" and {missing.Length - MostNamed} more" : "";
            say($"{missing.Length} of {head.Shards} parts {Plural.Word(missing.Length, "is", "are")} missing: "
                + $"{string.Join(", ", missing.Take(MostNamed))}{more}.");
            return null;
        }

        List<(JournalEntry Entry, string Rows)> entries =
            [.. files.SelectMany(file => file.File.Entries.Select(entry => (entry, RowStore<object>.RowsOf(file.Path))))
                .OrderBy(entry => entry.entry.Index)];
        if (!entries.Select(entry => entry.Entry.Index).SequenceEqual(Enumerable.Range(0, head.Captures)))
        {
            say($"the parts in {folder} do not add up to the {head.Captures} captures of the run; run all shares again.");
            return null;
        }

        return new Parts(head, entries, files.TrueForAll(file => file.File.ReadAll));
    }

    /// <summary>Hands all rows to a writer, in the order of the captures, and passes on what was said of each capture.</summary>
    /// <exception cref="DamagedPartException">A part is damaged.</exception>
    public void WriteTo<TRow>(IRowWriter<TRow> writer, RowKind<TRow> kind)
    {
        foreach ((JournalEntry entry, string rows) in Entries)
        {
            foreach (TRow row in RowsOf(entry, rows, kind))
            {
                writer.Write(row);
            }

            StandardError.Pass(entry.Messages);
            (writer as IOutcomeWriter)?.WriteOutcome(entry.Capture, entry.Outcome);
        }
    }

    /// <summary>The rows of a capture, when all of them are known to be as they were written.</summary>
    /// <exception cref="DamagedPartException">They are not.</exception>
    public static IEnumerable<TRow> RowsOf<TRow>(JournalEntry entry, string rows, RowKind<TRow> kind)
    {
        using (Stream whole = Open(entry, rows))
        {
            var hash = new XxHash3();
            hash.Append(whole);
            if (hash.GetCurrentHashAsUInt64() != entry.Hash)
            {
                throw new DamagedPartException(rows, entry.Capture);
            }
        }

        using Stream stream = Open(entry, rows);
        var lines = new JsonLines(stream);
        while (TryRead(lines, kind, out bool isRow, out TRow? row))
        {
            yield return isRow ? row! : throw new DamagedPartException(rows, entry.Capture);
        }
    }

    private static Stream Open(JournalEntry entry, string rows) =>
        JournalFile.TryOpenRows(rows, entry) ?? throw new DamagedPartException(rows, entry.Capture);

    private static bool TryRead<TRow>(JsonLines lines, RowKind<TRow> kind, out bool isRow, out TRow? row)
    {
        (isRow, row) = (false, default);
        if (!lines.TryRead(out ReadOnlySpan<byte> line))
        {
            return false;
        }

        isRow = kind.Read(line, out row);
        return true;
    }
}
