using System.Text;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>
/// Tries the known keys in the order in which they are likely: what was right before, what is of this STA (the latest at the time first),
/// of this SSID, of anybody. A MIC or a name decides, so that the order costs time only.
/// </summary>
internal sealed class KeyFinder(KeyTable table) : IDisposable
{
    /// <summary>
    /// After so many trials in vain at one SSID only the likely keys are tried there, until one of them is right: a large file of keys for
    /// other networks must not cost more than the rest of the analysis.
    /// </summary>
    private const int MaxInVain = 50_000;

    private readonly KeyIndex _index = new(table);
    private readonly RecentTable<string, NetworkKeys> _networks = new(1024, static network => network.Dispose());
    private readonly RecentTable<MacAddress, KnownKey> _lastOfSta = new(8192);

    /// <summary>The keys by whom they are of.</summary>
    public KeyIndex Index => _index;

    /// <inheritdoc cref="WifiAnalysis.UnverifiedHandshakes"/>
    public IEnumerable<(string Ssid, int Count)> Unverified => _networks.Values.Where(static network => network.Unverified > 0)
        .Select(static network => (Ssid.ToText(network.Ssid), network.Unverified));

    /// <summary>What is known of an SSID.</summary>
    public NetworkKeys NetworkOf(ReadOnlySpan<byte> ssid) =>
        _networks.GetOrAdd(Encoding.Latin1.GetString(ssid), static name => new NetworkKeys(Encoding.Latin1.GetBytes(name)));

    /// <summary>The key that fits; null when none does.</summary>
    /// <param name="trial">What it has to fit.</param>
    /// <param name="who">Whom it is for.</param>
    /// <param name="likelyOnly">Only those that were right before, and those of the STA.</param>
    public KnownKey? Find<TTrial>(scoped ref TTrial trial, in KeyOwner who, bool likelyOnly = false)
        where TTrial : IKeyTrial, allows ref struct
    {
        NetworkKeys network = NetworkOf(who.Ssid);
        if (FindLikely(ref trial, who, network) is { } likely)
        {
            return Remember(likely, who, network);
        }

        if (!likelyOnly && network.TriedInVain < MaxInVain
            && (FindIn(_index.OfSsid, ref trial, who, network) ?? FindIn(_index.OfAnybody, ref trial, who, network)) is { } found)
        {
            return Remember(found, who, network);
        }

        return null;
    }

    /// <summary>The keys that may be of a STA at an SSID, at most so many: those of the STA, of the SSID, of anybody.</summary>
    public List<KnownKey> Candidates(MacAddress sta, ReadOnlySpan<byte> ssid, int most)
    {
        var candidates = new List<KnownKey>();
        foreach (IReadOnlyList<KnownKey> keys in (ReadOnlySpan<IReadOnlyList<KnownKey>>)[_index.OfSta(
            sta), _index.OfSsid, _index.OfAnybody])
        {
            for (int i = keys.Count - 1; i >= 0 && candidates.Count < most; i--)
            {
                if (KeyIndex.FitsSsid(keys[i], ssid))
                {
                    candidates.Add(keys[i]);
                }
            }
        }

        return candidates;
    }

    /// <summary>The PMK (the XXKey with FT) that a key gives for an AKM; empty when it gives none.</summary>
    public static ReadOnlySpan<byte> PmkOf(KnownKey key, AkmSuite akm, NetworkKeys network) => key.Kind switch
    {
        KeyKind.Passphrase => akm.IsPsk ? network.PskOf(key) : default,
        KeyKind.Msk =>
            !(akm.Is8021X || akm.IsFils) ? default
            : akm.IsFt && key.Material.Length > Psk.Size ? Msk.XxKey(akm, key.Material) : Msk.Pmk(akm, key.Material),
        KeyKind.PmkR0 or KeyKind.PmkR1 => default,
        _ => key.Material,
    };

    /// <summary>The key is the one looked for.</summary>
    public static bool Fits<TTrial>(KnownKey key, scoped ref TTrial trial, AkmSuite akm, NetworkKeys network)
        where TTrial : IKeyTrial, allows ref struct
    {
        if (key.Kind is KeyKind.PmkR0 or KeyKind.PmkR1)
        {
            return akm.IsFt && trial.FitsFt(key.Kind, key.Material);
        }

        ReadOnlySpan<byte> pmk = PmkOf(key, akm, network);
        return !pmk.IsEmpty && trial.Fits(pmk);
    }

    public void Dispose()
    {
        foreach (NetworkKeys network in _networks.Values)
        {
            network.Dispose();
        }
    }

    private KnownKey? FindLikely<TTrial>(scoped ref TTrial trial, in KeyOwner who, NetworkKeys network)
        where TTrial : IKeyTrial, allows ref struct
    {
        if (who.Last is { } last && Fits(last, ref trial, who.Akm, network))
        {
            return last;
        }

        // The keys of a STA are sorted by time: from its latest at this moment back, then those that came later.
        IReadOnlyList<KnownKey> own = _index.OfSta(who.Sta);
        int later = own.Count;
        while (later > 0 && own[later - 1].Binding.FromMicroseconds > who.TimeMicroseconds)
        {
            later--;
        }

        for (int i = 0; i < own.Count; i++)
        {
            KnownKey key = own[i < later ? later - 1 - i : i];
            if (KeyIndex.FitsSsid(key, who.Ssid) && Fits(key, ref trial, who.Akm, network))
            {
                return key;
            }
        }

        KnownKey? ofNetwork = who.Akm.IsPsk ? network.LastRight : null;
        if (ofNetwork is not null && Fits(ofNetwork, ref trial, who.Akm, network))
        {
            return ofNetwork;
        }

        return _lastOfSta.TryGet(who.Sta, out KnownKey? before) && before != ofNetwork && before != who.Last
            && KeyIndex.FitsSsid(before, who.Ssid) && Fits(before, ref trial, who.Akm, network) ? before : null;
    }

    private static KnownKey? FindIn<TTrial>(IReadOnlyList<KnownKey> keys, scoped ref TTrial trial, in KeyOwner who, NetworkKeys network)
        where TTrial : IKeyTrial, allows ref struct
    {
        for (int i = 0; i < keys.Count; i++)
        {
            if (KeyIndex.FitsSsid(keys[i], who.Ssid))
            {
                if (who.Akm.IsPsk)
                {
                    network.DeriveAhead(keys, i);
                }

                if (Fits(keys[i], ref trial, who.Akm, network))
                {
                    return keys[i];
                }

                network.TriedInVain++;
            }
        }

        return null;
    }

    private KnownKey Remember(KnownKey key, in KeyOwner who, NetworkKeys network)
    {
        network.TriedInVain = 0;
        if (who.Akm.IsPsk)
        {
            network.LastRight = key;
        }

        if (key.Binding.Sta is null)
        {
            _lastOfSta.Set(who.Sta, key);
        }

        return key;
    }
}
