using System.Globalization;
using WsBridge.Analysis;
using WsBridge.Analysis.Keys;
using WsBridge.Cli.Output;
using WsBridge.Dot11;

namespace WsBridge.Cli;

/// <summary>
/// Notices keys that fit none of the handshakes in their network that came to message 3: without a word a wrong key looks as a good capture
/// does.
/// A handshake that failed counts for nothing: there the client may have another key, which findings say.
/// </summary>
/// <param name="keys">The keys. Those of Wireshark are for every network that its user meets.</param>
internal sealed class UnfitKeys(IReadOnlyList<KnownKey> keys)
{
    private readonly SortedDictionary<string, int> _unverified = new(StringComparer.Ordinal);

    /// <summary>A capture was analysed.</summary>
    public void After(WifiAnalysis analysis)
    {
        foreach ((string ssid, int count) in analysis.UnverifiedHandshakes)
        {
            _unverified[ssid] = _unverified.GetValueOrDefault(ssid) + count;
        }
    }

    /// <summary>A sentence for each network for which keys were given that fit nothing in it.</summary>
    public IEnumerable<string> Sentences()
    {
        if (_unverified.Count == 0)
        {
            yield break;
        }

        ILookup<string, KnownKey> ofSsid = keys.Where(key => key.Binding is { Ssid: not null, Sta: null })
            .ToLookup(key => Ssid.ToText(key.Binding.Ssid!.Value.Span), StringComparer.Ordinal);
        foreach ((string ssid, int count) in _unverified)
        {
            KnownKey[] given = [.. ofSsid[ssid]];
            string[] sources = [.. given.Where(key => !key.IsFromRadius && !key.Source.StartsWith("Wireshark", StringComparison.Ordinal))
                .Select(key => key.Source).Distinct(StringComparer.Ordinal)];
            if (sources.Length == 0 || given.Any(key => key.HasFitted))
            {
                continue;
            }

            string which = count == 1 ? "the one handshake" : string.Create(CultureInfo.InvariantCulture, $"none of {count:N0} handshakes");
            string they = Plural.Word(given.Length, "it", "they");
            yield return $"{which} of \"{ssid}\" that the AP went on with {(count == 1 ? "does not verify" : "verifies")} with the "
                + $"{Plural.Word(given.Length, "key")} given for it ({Names.Listed(sources)}): {they} may be "
                + "of another network or password.";
        }
    }
}
