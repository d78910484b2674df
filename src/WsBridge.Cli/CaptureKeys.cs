using System.Security.Cryptography;
using System.Text;
using WsBridge.Analysis;
using WsBridge.Analysis.Keys;
using WsBridge.Cli.Output;
using WsBridge.Dot11;
using WsBridge.Keys;

namespace WsBridge.Cli;

/// <summary>
/// The keys for the captures of one run, and whom it is about. What there is to say of their sources is said on standard error.
/// </summary>
internal sealed class CaptureKeys : IDisposable
{
    private const int FingerprintRounds = 10_000;
    private const int FingerprintOctets = 16;

    private readonly LoadedKeys _keys;
    private readonly SsidsOfKeys _ssids;
    private readonly UnfitKeys _unfit;
    private HashSet<MacAddress>? _unheardStas;

    private CaptureKeys(LoadedKeys keys)
    {
        _keys = keys;
        _ssids = new SsidsOfKeys(keys.Table.Keys);
        _unfit = new UnfitKeys(keys.Table.Keys);
    }

    /// <summary>Whom the user asks for; null for everybody.</summary>
    public AskedParties? Asked { get; set; }

    /// <summary>The keys.</summary>
    public KeyTable Table => _keys.Table;

    /// <summary>Every source was read to its end.</summary>
    public bool AllRead => _keys.Problems.Count == 0;

    /// <summary>Reads the sources.</summary>
    public static CaptureKeys Read(KeySources sources)
    {
        var keys = LoadedKeys.From(sources);
        foreach (string sentence in keys.Table.Remarks)
        {
            StandardError.Say(sentence);
        }

        return new CaptureKeys(keys);
    }

    /// <summary>A capture was analysed with them. Any thread may say so.</summary>
    public void After(WifiAnalysis analysis)
    {
        lock (_ssids)
        {
            Learn(analysis);
        }
    }

    /// <summary>Tells these keys, with their sources and whose they are, from others. Whoever sees it has to try each passphrase.</summary>
    public string Fingerprint()
    {
        if (Table.Keys.Count == 0)
        {
            return "no-keys";
        }

        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (KnownKey key in Table.Keys)
        {
            KeyBinding of = key.Binding;
            string ssid = of.Ssid is { } octets ? Convert.ToHexString(octets.Span) : "";
            all.AppendData(Encoding.UTF8.GetBytes($"{key.Kind}|{key.Source}|{of.Sta}|{of.Bssid}|{ssid}|{of.FromMicroseconds}|"));
            all.AppendData(key.Material);
        }

        // As costly to try as the captures themselves make it, which have a MIC of each key.
        return Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(all.GetHashAndReset(), "wsbridge journal"u8, FingerprintRounds,
            HashAlgorithmName.SHA256, FingerprintOctets));
    }

    private void Learn(WifiAnalysis analysis)
    {
        _ssids.After(analysis);
        _unfit.After(analysis);
        Asked?.After(analysis);
        if (_unheardStas is null)
        {
            _unheardStas = [.. analysis.UnheardStas];
        }
        else
        {
            _unheardStas.IntersectWith(analysis.UnheardStas);
        }
    }

    /// <summary>
    /// All captures were analysed: says which keys are for SSIDs that are not in them or fit none of their handshakes, which RADIUS
    /// captures are of other clients, or of another time or place, and who is asked for in vain.
    /// </summary>
    public void Conclude()
    {
        if (_unheardStas is null)
        {
            return;
        }

        foreach (string sentence in (IEnumerable<string>)
            [.. _ssids.Sentence() is { } other ? [other] : (string[])[], .. _unfit.Sentences(), .. Asked?.Sentences() ?? []])
        {
            StandardError.Say(sentence);
        }

        foreach ((string capture, IReadOnlyList<KnownKey> keys) in _keys.OfRadius)
        {
            if (!keys.Any(key => key.HasFitted))
            {
                StandardError.Say($"{capture} adds nothing: {WhyNothing(keys, _unheardStas)} in what was analysed.");
            }
        }
    }

    private static string WhyNothing(IReadOnlyList<KnownKey> keys, HashSet<MacAddress> unheard)
    {
        if (keys.All(key => key.Binding.Sta is { } sta && unheard.Contains(sta)))
        {
            HashSet<MacAddress> stas = [.. keys.Select(key => key.Binding.Sta!.Value)];
            return stas.Count == 1
                ? $"{stas.First()}, whose keys it has, is not"
                : $"none of the {stas.Count} clients whose keys it has is";
        }

        return keys.Count == 1 ? "its key fits nothing" : $"none of its {keys.Count} keys fits anything";
    }

    /// <summary>Zeroes the keys.</summary>
    public void Dispose() => _keys.Dispose();
}
