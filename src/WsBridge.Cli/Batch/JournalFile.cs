using System.Text.Json;
using System.Text.RegularExpressions;
using WsBridge.Cli.Output;
using WsBridge.Cli.Summarizing;

namespace WsBridge.Cli.Batch;

/// <summary>A journal as far as it can be read: the last line of a run that was broken off may be cut.</summary>
/// <param name="Head">What the run was; null where that cannot be read.</param>
/// <param name="Entries">The captures whose rows are all there.</param>
/// <param name="End">What was said at the end of the run; null where it had not come to it.</param>
internal sealed partial record JournalFile(JournalHead? Head, IReadOnlyList<JournalEntry> Entries, JournalEnd? End)
{
    /// <summary>The run had come to its end.</summary>
    public bool IsWhole => End is not null;

    /// <summary>Nothing that was to be read is missing.</summary>
    public bool ReadAll => End is { FoundAll: true } && Entries.All(entry => entry.Whole);

    /// <summary>The journal of a part, as it is when the part is whole; null where there is none.</summary>
    public static string? InPart(string part) =>
        Directory.Exists(part) && In(part) is [string journal] ? journal : null;

    /// <summary>The journals in a folder, the oldest first.</summary>
    public static IReadOnlyList<string> In(string folder) => [.. Directory.GetFiles(folder, "journal-*.ndjson")
        .Where(file => IsOurs(Path.GetFileName(file))).Order(StringComparer.Ordinal)];

    /// <summary>So are only journals and their rows called.</summary>
    public static bool IsOurs(string name) => OurName().IsMatch(name);

    /// <summary>The rows of a capture; null where the file does not have them.</summary>
    public static Stream? TryOpenRows(string rows, JournalEntry entry)
    {
        FileStream? stream = null;
        try
        {
            if (IsNoFile(rows))
            {
                return null;
            }

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

    /// <exception cref="IOException">It cannot be read, or is a pipe or device, which may never end.</exception>
    public static JournalFile Read(string path)
    {
        if (IsNoFile(path))
        {
            throw new IOException($"{Path.GetFileName(path)} is no regular file");
        }

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
                    if (head is not { Journal: JournalHead.CurrentVersion, IsPossible: true })
                    {
                        return new JournalFile(null, [], null);
                    }
                }
                else if (line.StartsWith("{\"entries\""u8))
                {
                    end = JsonSerializer.Deserialize(line, JournalJson.Default.JournalEnd);
                    end = end?.Entries == entries.Count ? end : null;
                }
                else if (JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry) is { IsPossible: true } entry)
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

    private static bool IsNoFile(string path) => FileStatus.Of(path) is { IsRegular: false };

    [GeneratedRegex(@"^(rows|journal)-[0-9]{6}\.ndjson\z", RegexOptions.CultureInvariant)]
    private static partial Regex OurName();
}
