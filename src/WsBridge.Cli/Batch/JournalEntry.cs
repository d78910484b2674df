using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Batch;

/// <summary>What a journal says of one capture whose rows are all written.</summary>
/// <param name="Index">Its place among all captures of the run, from 0.</param>
/// <param name="Capture">The capture, as it was named.</param>
/// <param name="Size">Octets of the file; a file of another size is read anew.</param>
/// <param name="Modified">When it was modified, in ticks, or of several files a hash; one that was modified since is read anew.</param>
/// <param name="Offset">Where its rows begin in the file of rows.</param>
/// <param name="Length">How many octets they have.</param>
/// <param name="Hash">XXH3 of these octets.</param>
/// <param name="Whole">It was read to its end.</param>
/// <param name="Any">It could be analysed, at least in part.</param>
/// <param name="Messages">What was said of it on standard error.</param>
/// <param name="Problems">Which of several files could not be read to their ends, and why; null for one file.</param>
internal sealed record JournalEntry(
    int Index,
    string Capture,
    long Size,
    long Modified,
    long Offset,
    long Length,
    ulong Hash,
    bool Whole,
    bool Any,
    string Messages,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemRow>? Problems = null)
{
    /// <summary>An entry can be so; what is damaged or made up may say anything.</summary>
    [JsonIgnore]
    public bool IsPossible => Capture is not null && Messages is not null
        && Problems?.Any(problem => problem is not { Capture: not null, Problem: not null }) != true;

    /// <summary>How it ended.</summary>
    [JsonIgnore]
    public CaptureOutcome Outcome => new(Whole, Any, Messages) { Problems = Problems ?? [] };

    /// <summary>What it is known by.</summary>
    [JsonIgnore]
    public (string Capture, long Size, long Modified) Key => (Capture, Size, Modified);
}

/// <summary>The first line of a journal: what the run was.</summary>
/// <param name="Journal">Version of the format: 1.</param>
/// <param name="Run">The command with everything that changes its rows, and the version of the program.</param>
/// <param name="Shard">Which share, from 1; 0 without shares.</param>
/// <param name="Shards">How many shares; 0 without.</param>
/// <param name="Captures">How many captures there are in all shares.</param>
/// <param name="Corpus">XXH3 of their names and sizes.</param>
internal sealed record JournalHead(int Journal, string Run, int Shard, int Shards, int Captures, ulong Corpus)
{
    public const int CurrentVersion = 1;

    /// <summary>A run can be so; what is damaged or made up may say anything.</summary>
    [JsonIgnore]
    public bool IsPossible => Run is not null && Captures >= 0
        && (Shards == 0 ? Shard == 0 : Shards <= Batch.Shard.Most && Shard >= 1 && Shard <= Shards);
}

/// <summary>The last line of the journal of a part: it is whole.</summary>
/// <param name="Entries">How many entries there are.</param>
/// <param name="FoundAll">Every folder could be read in which captures were looked for, and every source of keys.</param>
internal sealed record JournalEnd(int Entries, bool FoundAll = true);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(JournalHead))]
[JsonSerializable(typeof(JournalEnd))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    static JournalJson() =>
        Default = new JournalJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
