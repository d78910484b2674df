using System.Text.Json;
using WsBridge.Cli.Summarizing;

namespace WsBridge.Cli.Batch;

/// <summary>A journal as far as it can be read: the last line of a run that was broken off may be cut.</summary>
/// <param name="Head">What the run was; null where that cannot be read.</param>
/// <param name="Entries">The captures whose rows are all there.</param>
/// <param name="IsWhole">The run had come to its end.</param>
internal sealed record JournalFile(JournalHead? Head, IReadOnlyList<JournalEntry> Entries, bool IsWhole)
{
    public static JournalFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        var lines = new JsonLines(stream);
        JournalHead? head = null;
        var entries = new List<JournalEntry>();
        bool isWhole = false;
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            try
            {
                if (head is null)
                {
                    head = JsonSerializer.Deserialize(line, JournalJson.Default.JournalHead);
                    if (head?.Journal != JournalHead.CurrentVersion)
                    {
                        return new JournalFile(null, [], false);
                    }
                }
                else if (line.StartsWith("{\"entries\""u8))
                {
                    isWhole = JsonSerializer.Deserialize(line, JournalJson.Default.JournalEnd)?.Entries == entries.Count;
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

        return new JournalFile(head, entries, isWhole);
    }
}
