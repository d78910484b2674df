using WsBridge.Analysis;
using WsBridge.Analysis.Keys;
using WsBridge.Cli.Output;
using WsBridge.Dot11;

namespace WsBridge.Cli;

/// <summary>
/// Notices keys for SSIDs that are not in the captures: mostly a slip of the pen, and then no MIC is checked without anybody knowing why.
/// </summary>
/// <param name="keys">The keys. Those of Wireshark are for every network that its user meets, those of RADIUS for what a server
/// serves.</param>
internal sealed class SsidsOfKeys(IReadOnlyList<KnownKey> keys)
{
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal);
    private bool _isComplete = true;

    /// <summary>A capture was analysed.</summary>
    public void After(WifiAnalysis analysis)
    {
        if (keys.Count > 0)
        {
            _heard.UnionWith(analysis.Ssids);
            _isComplete &= analysis.Evictions.Networks == 0;
        }
    }

    /// <summary>Which SSIDs were asked for in vain, and which there are, in one sentence; null when there is nothing to say.</summary>
    public string? Sentence()
    {
        (string Ssid, string Source)[] others = !_isComplete ? [] :
        [
            .. keys.Where(key => key.Binding.Ssid is not null && !key.HasFitted && !key.IsFromRadius
                && !key.Source.StartsWith("Wireshark", StringComparison.Ordinal))
                .Select(key => (Ssid: Ssid.ToText(key.Binding.Ssid!.Value.Span), key.Source))
                .Where(key => !_heard.Contains(key.Ssid))
                .DistinctBy(key => key.Ssid),
        ];
        if (others.Length == 0)
        {
            return null;
        }

        string which = Names.Listed([.. others.Select(key => $"\"{key.Ssid}\" ({key.Source})")]);
        string there = _heard.Count == 0
            ? "no SSID was named in it"
            : $"it has {Names.Listed([.. _heard.Order(StringComparer.Ordinal).Select(ssid => $"\"{ssid}\"")])}";
        return others.Length == 1
            ? $"the SSID {which}, for which a key was given, is not in what was analysed; {there}."
            : $"the SSIDs {which}, for which keys were given, are not in what was analysed; {there}.";
    }
}
