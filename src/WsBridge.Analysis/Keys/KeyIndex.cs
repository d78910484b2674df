using WsBridge.Dot11;

namespace WsBridge.Analysis.Keys;

/// <summary>The known keys by whom they are of, so that a handshake does not look at those of others.</summary>
internal sealed class KeyIndex
{
    private readonly Dictionary<MacAddress, List<KnownKey>> _ofSta = [];
    private readonly List<KnownKey> _ofSsid = [];
    private readonly List<KnownKey> _ofAnybody = [];

    public KeyIndex(KeyTable table)
    {
        All = table.Keys;
        foreach (KnownKey key in table.Keys)
        {
            ListOf(key.Binding).Add(key);
        }

        foreach (List<KnownKey> keys in _ofSta.Values)
        {
            keys.Sort(static (a, b) => Comparer<long?>.Default.Compare(a.Binding.FromMicroseconds, b.Binding.FromMicroseconds));
        }
    }

    /// <summary>All keys, in the order in which they were given.</summary>
    public IReadOnlyList<KnownKey> All { get; }

    /// <summary>Keys of no STA but of some SSID, in the order in which they were given.</summary>
    public IReadOnlyList<KnownKey> OfSsid => _ofSsid;

    /// <summary>Keys of no STA and no SSID.</summary>
    public IReadOnlyList<KnownKey> OfAnybody => _ofAnybody;

    /// <summary>Keys of this STA by the time from which they hold, those that do not say when first.</summary>
    public IReadOnlyList<KnownKey> OfSta(MacAddress sta) => _ofSta.TryGetValue(sta, out List<KnownKey>? keys) ? keys : [];

    /// <summary>The key is of this SSID, or of no SSID in particular.</summary>
    public static bool FitsSsid(KnownKey key, ReadOnlySpan<byte> ssid) =>
        key.Binding.Ssid is not { } bound || bound.Span.SequenceEqual(ssid);

    private List<KnownKey> ListOf(KeyBinding binding)
    {
        if (binding.Sta is not { } sta)
        {
            return binding.Ssid is null ? _ofAnybody : _ofSsid;
        }

        if (!_ofSta.TryGetValue(sta, out List<KnownKey>? keys))
        {
            _ofSta.Add(sta, keys = []);
        }

        return keys;
    }
}
