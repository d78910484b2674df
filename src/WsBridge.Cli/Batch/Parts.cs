using System.IO.Hashing;
using WsBridge.Cli.Output;
using WsBridge.Cli.Summarizing;

namespace WsBridge.Cli.Batch;

/// <summary>The parts that the shares of a run have left in a folder.</summary>
/// <param name="Head">What the run was.</param>
/// <param name="Entries">Each capture with the file that has its rows, in the order of the captures.</param>
internal sealed record Parts(JournalHead Head, IReadOnlyList<(JournalEntry Entry, string Rows)> Entries)
{
    private const int MostNamed = 20;

    /// <summary>Reads the journals of all parts; what is wrong is said in sentences.</summary>
    /// <returns>Null where the parts are not all there, or not of one run.</returns>
    public static Parts? Read(string folder, Action<string> say)
    {
        var files = new List<(string Path, JournalFile File)>();
        foreach (string part in Directory.GetDirectories(folder, "part-*-of-*").Order(StringComparer.Ordinal))
        {
            if (Directory.GetFiles(part, "journal-*.ndjson") is not [string journal]
                || JournalFile.Read(journal) is not { Head: not null, IsWhole: true } file)
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

        JournalHead head = files[0].File.Head!;
        if (files.Find(file => file.File.Head! with { Shard = head.Shard } != head) is { File: not null } other)
        {
            say($"{Path.GetDirectoryName(other.Path)} is of another run than {Path.GetDirectoryName(files[0].Path)}: another command, "
                + $"other captures, "
                + "captures that changed meanwhile, or another number of shares.");
            return null;
        }

        int[] missing = [.. Enumerable.Range(1, head.Shards).Except(files.Select(file => file.File.Head!.Shard))];
        if (missing.Length > 0)
        {
            string more = missing.Length > MostNamed ? $" and {missing.Length - MostNamed} more" : "";
            say($"{missing.Length} of {head.Shards} parts {(missing.Length == 1 ? "is" : "are")} missing: "
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

        return new Parts(head, entries);
    }

    /// <summary>Hands all rows to a writer, in the order of the captures, and passes on what was said of each capture.</summary>
    /// <exception cref="OutputFailedException">A part is damaged.</exception>
    public void WriteTo<TRow>(IRowWriter<TRow> writer, RowKind<TRow> kind)
    {
        var open = new Dictionary<string, FileStream>();
        try
        {
            foreach ((JournalEntry entry, string rows) in Entries)
            {
                if (!open.TryGetValue(rows, out FileStream? stream))
                {
                    open[rows] = stream = File.OpenRead(rows);
                }

                Write(entry, rows, stream, writer, kind);
                Console.Error.Write(entry.Messages);
            }
        }
        finally
        {
            foreach (FileStream stream in open.Values)
            {
                stream.Dispose();
            }
        }
    }

    private static void Write<TRow>(JournalEntry entry, string rows, FileStream stream, IRowWriter<TRow> writer, RowKind<TRow> kind)
    {
        stream.Position = entry.Offset;
        byte[] octets = new byte[entry.Length];
        int there = stream.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false);
        if (there != octets.Length || XxHash3.HashToUInt64(octets) != entry.Hash)
        {
            throw new OutputFailedException(rows, new IOException($"what it has of {entry.Capture} is damaged; run its share again"));
        }

        var lines = new JsonLines(new MemoryStream(octets));
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (!kind.Read(line, out TRow? row))
            {
                throw new OutputFailedException(rows,
                    new IOException($"what it has of {entry.Capture} cannot be read; run its share again with this version"));
            }

            writer.Write(row!);
        }
    }
}
