using WsBridge.Analysis;
using WsBridge.Capture;
using WsBridge.Cli.Output;

namespace WsBridge.Cli;

/// <summary>
/// Whom --sta, --bssid and --ssid name: "nothing found" of somebody who is not in the captures is mostly a slip of the pen. Captures may be
/// read on several threads.
/// </summary>
/// <param name="filter">What the user asks for.</param>
internal sealed class AskedParties(RowFilter filter)
{
    private readonly Party[] _parties =
    [
        .. filter.Stas.Select(address => new Party("--sta", address)), .. filter.Bssids.Select(address => new Party("--bssid", address)),
    ];

    private readonly HashSet<string> _ssids = new(StringComparer.Ordinal);
    private bool _isComplete = true;

    /// <summary>
    /// The next packet. Its octets anywhere are enough: an address stands in headers, and that of a multi-link device in elements.
    /// </summary>
    public void See(in CaptureRecord record)
    {
        foreach (Party party in _parties)
        {
            party.IsThere = party.IsThere || record.Octets.IndexOf(party.Octets) >= 0;
        }
    }

    /// <summary>A capture was analysed.</summary>
    public void After(WifiAnalysis analysis)
    {
        if (filter.Ssids.Count > 0)
        {
            _ssids.UnionWith(analysis.Ssids);
            _isComplete &= analysis.Evictions.Networks == 0;
        }
    }

    /// <summary>Rows were read too, which do not tell who was in their captures: nobody is said to be missing.</summary>
    public void GiveUp() => _isComplete = false;

    /// <summary>Who is not there.</summary>
    public IEnumerable<string> Sentences()
    {
        if (!_isComplete)
        {
            yield break;
        }

        string[] unheard = [.. _parties.Where(party => !party.IsThere).Select(party => $"{party.Address} ({party.Option})")];
        if (unheard.Length > 0)
        {
            yield return $"{Names.Listed(unheard)} {Plural.Word(unheard.Length, "is", "are")} in no frame of what was analysed.";
        }

        string[] unnamed = [.. filter.Ssids.Where(ssid => !_ssids.Contains(ssid)).Select(ssid => $"\"{ssid}\" (--ssid)")];
        if (unnamed.Length > 0)
        {
            string there = _ssids.Count == 0
                ? "no SSID was named in it"
                : $"it has {Names.Listed([.. _ssids.Order(StringComparer.Ordinal).Select(ssid => $"\"{ssid}\"")])}";
            yield return $"the {Plural.Word(unnamed.Length, "SSID")} {Names.Listed(unnamed)} "
                + $"{Plural.Word(unnamed.Length, "is", "are")} not in what was analysed; {there}.";
        }
    }

    private sealed class Party(string option, string address)
    {
        private readonly byte[] _octets = Convert.FromHexString(address.Replace(":", "", StringComparison.Ordinal));

        public string Option => option;

        public string Address => address;

        public ReadOnlySpan<byte> Octets => _octets;

        /// <summary>Set from any thread, and never taken back.</summary>
        public bool IsThere { get; set; }
    }
}
