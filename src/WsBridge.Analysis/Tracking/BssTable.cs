using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>The BSSs of a capture, and the SSIDs that they name.</summary>
internal sealed class BssTable
{
    private readonly RecentTable<MacAddress, Bss> _bsses = new(4096);
    private readonly RecentTable<string, Ess> _esses = new(1024);

    /// <summary>All that are remembered.</summary>
    public IEnumerable<Bss> All => _bsses.Values;

    /// <summary>The SSIDs that were named, in printable form.</summary>
    public IReadOnlyCollection<string> Ssids => [.. _esses.Keys];

    /// <summary>How many BSSs were evicted.</summary>
    public long BssesEvicted => _bsses.Evicted;

    /// <summary>How many SSIDs were evicted.</summary>
    public long SsidsEvicted => _esses.Evicted;

    /// <summary>The BSS of an address; null when nothing was heard of it.</summary>
    public Bss? Find(MacAddress bssid) => _bsses.TryGet(bssid, out Bss? bss) ? bss : null;

    /// <summary>The BSS of an address.</summary>
    public Bss Of(MacAddress bssid) => _bsses.GetOrAdd(bssid, static key => new Bss(key));

    /// <summary>The BSS has this SSID.</summary>
    public void Name(Bss bss, in Ssid ssid)
    {
        if (bss.Ess is null || !ssid.Octets.SequenceEqual(bss.SsidOctets))
        {
            string name = ssid.ToString();
            bss.Ssid = name;
            bss.SsidOctets = ssid.Octets.ToArray();
            _esses.GetOrAdd(name, static _ => new Ess()).Join(bss);
        }
    }
}
