using WsBridge.Cli.Output;
using WsBridge.Dot11;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Summarizing;

/// <summary>
/// Notices attempts that came before from somewhere else, as in a folder where copies of a capture lie beside it (extract, slim, annotate,
/// editcap): same client, same BSSID, begun in the same microsecond. They count twice, which nobody would see in the sum.
/// </summary>
internal sealed class RepeatedAttempts
{
    /// <summary>Of more attempts the first ones are known: what is kept is bounded.</summary>
    private const int MostKept = 1 << 18;

    private const int MostPairs = 1 << 10;
    private const int MostSaid = 4;
    private const long NanosecondsPerMicrosecond = 1000;

    private readonly Dictionary<(MacAddress Sta, MacAddress To, long Microseconds), Source> _firstFrom = [];
    private readonly Dictionary<(Source First, Source Second), int> _pairs = [];
    private Source _latest = new("", "");

    /// <summary>The next attempt.</summary>
    /// <param name="row">The attempt.</param>
    /// <param name="input">What it is read from: a capture, several that are one timeline, or a file of rows.</param>
    public void See(RoamRow row, string input)
    {
        string capture = row.Timeline ?? row.Capture;
        if (_latest.Capture != capture || _latest.Input != input)
        {
            _latest = new Source(capture, input);
        }

        if (!MacAddress.TryParse(row.Sta, out MacAddress sta) || !MacAddress.TryParse(row.To, out MacAddress to)
            || !Timestamps.TryParse(row.Time, out long nanoseconds))
        {
            return; // of rows that something else wrote
        }

        (MacAddress, MacAddress, long) attempt = (sta, to, nanoseconds / NanosecondsPerMicrosecond);
        if (!_firstFrom.TryGetValue(attempt, out Source? first))
        {
            if (_firstFrom.Count < MostKept)
            {
                _firstFrom.Add(attempt, _latest);
            }
        }
        else if (first != _latest && (_pairs.ContainsKey((first, _latest)) || _pairs.Count < MostPairs))
        {
            _pairs[(first, _latest)] = _pairs.GetValueOrDefault((first, _latest)) + 1;
        }
    }

    /// <summary>Which hold the same, a sentence for each two; of very many the first.</summary>
    public IEnumerable<string> Sentences()
    {
        foreach (((Source first, Source second), int count) in _pairs.Take(MostSaid))
        {
            string one = NameOf(first, second), other = NameOf(second, first);
            string which = count == 1 ? "the same attempt" : $"{Plural.Of(count, "attempt")} that are the same";
            yield return $"{one} and {other} hold {which} (client, BSSID and time): {Plural.Word(count, "it counts", "they count")} twice. "
                + "Leave one of them out.";
        }

        if (_pairs.Count > MostSaid)
        {
            string more = _pairs.Count == MostPairs ? $"{_pairs.Count - MostSaid:N0} or more" : $"{_pairs.Count - MostSaid:N0}";
            yield return $"{more} other pairs of inputs hold the same attempts too.";
        }
    }

    /// <summary>The capture, where that tells it from the other one.</summary>
    private static string NameOf(Source source, Source other) => source.Capture == other.Capture ? source.Input : source.Capture;

    /// <summary>Where attempts are from.</summary>
    private sealed record Source(string Capture, string Input);
}
