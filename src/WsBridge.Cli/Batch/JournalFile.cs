using System.Text.Json;
using WsBridge.Cli.Summarizing;

namespace WsBridge.Cli.Batch;

/// <summary>A journal as far as it can be read: the last line of a run that was broken off may be cut.</summary>
/// <param name="Head">What the run was; null where that cannot be read.</param>
/// <param name="Entries">The captures whose rows are all there.</param>
/// <param name="End">What was said at the end of the run; null where it had not come to it.</param>
internal sealed record JournalFile(JournalHead? Head, IReadOnlyList<JournalEntry> Entries, JournalEnd? End)
{
    /// <summary>The run had come to its end.</summary>
    public bool IsWhole => End is not null;

    /// <summary>Nothing that was to be read is missing.</summary>
    public bool ReadAll => End is { FoundAll: true } && Entries.All(entry => entry.Whole);

    /// <summary>The journal of a part, as it is when the part is whole; null where there is none.</summary>
    public static string? InPart(string part) =>
        Directory.Exists(part) && Directory.GetFiles(part, "journal-*.ndjson") is [string journal] ? journal : null;

    /// <summary>The rows of a capture; null where the file does not have them.</summary>
    public static Stream? TryOpenRows(string rows, JournalEntry entry)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(rows, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (entry.Offset >= 0 && entry.Length >= 0 && entry.Offset <= stream.Length && entry.Length <= stream.Length - entry.Offset)
            {
                stream.Position = entry.Offset;
                return new SliceStream(stream, entry.Length);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It does not have them.
        }

        stream?.Dispose();
        return null;
    }

    public static JournalFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        var lines = new JsonLines(stream);
        JournalHead? head = null;
        var entries = new List<JournalEntry>();
        JournalEnd? end = null;
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            try
            {
                if (head is null)
                {
                    head = JsonSerializer.Deserialize(line, JournalJson.Default.JournalHead);
                    if (head?.Journal != JournalHead.CurrentVersion)
                    {
                        return new JournalFile(null, [], null);
                    }
                }
                else if (line.StartsWith("{\"entries\""u8))
                {
                    end = JsonSerializer.Deserialize(line, JournalJson.Default.JournalEnd);
                    end = end?.Entries == entries.Count ? end : null;
                }
                else if (JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry) is { Capture: not null } entry)
                {
                    entries.Add(entry);
                }
            }
            catch (JsonException)
            {
                break;
            }
        }

        return new JournalFile(head, entries, end);
    }
}
