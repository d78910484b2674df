using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using WsBridge.Cli.Output;
using WsBridge.Cli.Summarizing;

namespace WsBridge.Cli.Batch;

/// <summary>
/// Rows as ndjson, and a journal that has a line for each capture whose rows are all there: what a run that was broken off had done is
/// known to the next one. Each run writes a new pair of files, and the last one is deleted when it is done.
/// </summary>
internal sealed class RowStore<TRow> : ICaptureTarget<TRow>, IDisposable
{
    private readonly string _folder;
    private readonly Dictionary<(string, long, long), (JournalEntry Entry, string Rows)> _earlier = [];
    private readonly List<string> _old = [];
    private readonly Func<TRow, string> _toJson;
    private readonly IReadOnlyDictionary<string, int> _indexes;
    private readonly Timelines _timelines;
    private readonly FileStream _rows;
    private readonly StreamWriter _journal;
    private readonly XxHash3 _hash = new();
    private readonly List<JournalEntry> _entries = [];
    /// <summary>Keys of captures that are to be read, taken before: what comes to a capture meanwhile makes it another one.</summary>
    private readonly Dictionary<string, (string, long, long)> _keys = new(StringComparer.Ordinal);
    private long _offset;
    private long _length;

    /// <param name="folder">Where it is; made where it is not there.</param>
    /// <param name="head">What the run is: earlier ones that were something else are of no use.</param>
    /// <param name="indexes">The place of each capture among all.</param>
    /// <param name="timelines">Which captures belong together.</param>
    /// <param name="toJson">Makes a line of a row.</param>
    /// <param name="resume">What an earlier run has done is taken over; else it is deleted.</param>
    /// <exception cref="OutputFailedException">It cannot be written.</exception>
    public RowStore(string folder, JournalHead head, IReadOnlyDictionary<string, int> indexes, Timelines timelines,
        Func<TRow, string> toJson, bool resume)
    {
        _folder = folder;
        _indexes = indexes;
        _timelines = timelines;
        _toJson = toJson;
        try
        {
            SharedFolder.Check(folder);
            Directory.CreateDirectory(folder);
            int generation = 1;
            foreach (string journal in JournalFile.In(folder))
            {
                generation = Math.Max(generation, GenerationOf(journal) + 1);
                string rows = RowsOf(journal);
                _old.AddRange([journal, rows]);
                if (resume && File.Exists(rows))
                {
                    TakeOver(journal, rows, head);
                }
            }

            JournalPath = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"journal-{generation:000000}.ndjson"));
            _rows = new FileStream(RowsOf(JournalPath), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 64 * 1024);
            _journal = new StreamWriter(new FileStream(JournalPath, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 4096),
                new UTF8Encoding(false));
            _journal.Write(JsonSerializer.Serialize(head, JournalJson.Default.JournalHead) + "\n");
        }
        catch (Exception error) when (OutputStream.IsFailure(error))
        {
            _rows?.Dispose();
            throw new OutputFailedException(folder, error);
        }
    }

    /// <summary>The journal of this run.</summary>
    public string JournalPath { get; }

    /// <summary>How many captures were taken from earlier runs.</summary>
    public int Taken { get; private set; }

    public Func<TRow, string> Line => _toJson;

    public bool KeepsMessages => true;

    /// <summary>The file of rows that belongs to a journal.</summary>
    public static string RowsOf(string journal) =>
        Path.Combine(Path.GetDirectoryName(journal)!, Path.GetFileName(journal).Replace("journal", "rows", StringComparison.Ordinal));

    public bool HasEarlier(string capture) => _earlier.ContainsKey(_keys[capture] = _timelines.IdentityOf(capture));

    public CaptureOutcome? TakeEarlier(string capture)
    {
        var key = _keys[capture] = _timelines.IdentityOf(capture);
        if (!_earlier.TryGetValue(key, out (JournalEntry Entry, string Rows) earlier))
        {
            return null;
        }

        if (!TryCopy(earlier.Entry, earlier.Rows))
        {
            StandardError.Say($"what an earlier run has kept of {capture} in {_folder} is damaged; it is read again.");
            _earlier.Remove(key);
            return null;
        }

        Taken++;
        End(capture, earlier.Entry.Outcome);
        return earlier.Entry.Outcome;
    }

    public void Write(TRow row, string? line)
    {
        byte[] octets = Encoding.UTF8.GetBytes((line ?? _toJson(row)) + "\n");
        OutputStream.Try(_folder, () => Append(octets));
    }

    public void EndCapture(string capture, CaptureOutcome outcome) => End(capture, outcome);

    /// <summary>All captures are there: earlier files are of no more use.</summary>
    /// <param name="foundAll">Every folder could be read in which captures were looked for, and every source of keys.</param>
    public void Complete(bool foundAll) => OutputStream.Try(_folder, () =>
    {
        _journal.Write(JsonSerializer.Serialize(new JournalEnd(_entries.Count, foundAll), JournalJson.Default.JournalEnd) + "\n");
        _journal.Flush();
        _rows.Flush();
        foreach (string file in _old)
        {
            File.Delete(file);
        }
    });

    /// <summary>Hands all rows to a writer, in order, and how each capture ended.</summary>
    /// <param name="writer">Takes them.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="see">Sees each row; null when nobody asks.</param>
    public void WriteTo(IRowWriter<TRow> writer, TryReadRow<TRow> read, Action<TRow>? see)
    {
        _rows.Flush();
        _rows.Position = 0;
        var lines = new JsonLines(_rows);
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (!read(line, out TRow? row))
            {
                throw new OutputFailedException(_folder, new IOException("what is kept there is damaged"));
            }

            see?.Invoke(row!);
            writer.Write(row!);
        }

        if (writer is IOutcomeWriter outcomes)
        {
            foreach (JournalEntry entry in _entries)
            {
                outcomes.WriteOutcome(entry.Capture, entry.Outcome);
            }
        }
    }

    public void Dispose()
    {
        try
        {
            _rows.Dispose();
            _journal.Dispose();
        }
        catch (Exception error) when (OutputStream.IsFailure(error))
        {
            // What could not be written was said when it was tried.
        }
    }

    private static int GenerationOf(string journal) =>
        int.Parse(Path.GetFileNameWithoutExtension(journal)["journal-".Length..], NumberStyles.None, CultureInfo.InvariantCulture);

    private void TakeOver(string journal, string rows, JournalHead head)
    {
        JournalFile file = JournalFile.Read(journal);
        if (file.Head?.Run != head.Run)
        {
            return;
        }

        foreach (JournalEntry entry in file.Entries.Where(entry => entry.Whole && entry.Size >= 0))
        {
            _earlier[entry.Key] = (entry, rows);
        }
    }

    /// <summary>Takes over the rows of a capture; what is damaged is taken back.</summary>
    private bool TryCopy(JournalEntry entry, string rows)
    {
        Stream? from = JournalFile.TryOpenRows(rows, entry);
        if (from is null)
        {
            return false;
        }

        using (from)
        {
            byte[] buffer = new byte[64 * 1024];
            while (from.Read(buffer) is > 0 and int count)
            {
                OutputStream.Try(_folder, () => Append(buffer.AsSpan(0, count)));
            }
        }

        if (_length == entry.Length && _hash.GetCurrentHashAsUInt64() == entry.Hash)
        {
            return true;
        }

        OutputStream.Try(_folder, () =>
        {
            _rows.Flush();
            _rows.SetLength(_offset);
            _rows.Position = _offset;
        });
        _length = 0;
        _hash.Reset();
        return false;
    }

    private void Append(ReadOnlySpan<byte> octets)
    {
        _rows.Write(octets);
        _hash.Append(octets);
        _length += octets.Length;
    }

    private void End(string capture, CaptureOutcome outcome)
    {
        _keys.Remove(capture, out (string Capture, long Size, long Modified) key);
        var entry = new JournalEntry(
            _indexes[capture], capture, key.Size, key.Modified, _offset, _length, _hash.GetCurrentHashAsUInt64(), outcome.Whole,
            outcome.Any, outcome.Messages, outcome.Problems is [_, ..] problems ? problems : null);
        _entries.Add(entry);
        OutputStream.Try(_folder, () =>
        {
            _rows.Flush();
            _journal.Write(JsonSerializer.Serialize(entry, JournalJson.Default.JournalEntry) + "\n");
            _journal.Flush();
        });
        _offset += _length;
        _length = 0;
        _hash.Reset();
    }
}

/// <summary>Reads a row from a line of ndjson.</summary>
internal delegate bool TryReadRow<TRow>(ReadOnlySpan<byte> line, out TRow? row);
