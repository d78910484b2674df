using System.IO.Hashing;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>The BSSs of a capture, and the SSIDs that they name.</summary>
internal sealed class BssTable
{
    private readonly RecentTable<MacAddress, Bss> _bsses = new(4096);
    private readonly RecentTable<string, Ess> _esses = new(1024);
    private readonly RecentTable<MacAddress, NeighborBss> _neighbors = new(4096);
    private readonly RecentTable<uint, byte[]> _shortSsids = new(1024);
    private bool _hasNeighbors;

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
    public Bss Of(MacAddress bssid)
    {
        if (_bsses.TryGet(bssid, out Bss? known))
        {
            return known;
        }

        Bss bss = _bsses.GetOrAdd(bssid, static key => new Bss(key));
        if (_hasNeighbors && _neighbors.TryGet(bssid, out NeighborBss? neighbor))
        {
            Fill(bss, neighbor);
        }

        return bss;
    }

    /// <summary>It was heard, or a Reduced Neighbor Report names it.</summary>
    public bool IsKnown(MacAddress bssid) => Find(bssid) is not null || (_hasNeighbors && _neighbors.TryGet(bssid, out _));

    /// <summary>A Reduced Neighbor Report names a BSS, of which perhaps nothing will be heard.</summary>
    /// <param name="neighbor">What it says.</param>
    /// <param name="reporter">The BSS whose Beacon or Probe Response has it.</param>
    public void Hear(in NeighborAp neighbor, Bss reporter)
    {
        _hasNeighbors = true;
        NeighborBss named = new(ChannelFrequency.Of(neighbor.OperatingClass, neighbor.Channel), neighbor.ShortSsid,
            neighbor.IsOfSameSsid ? reporter.SsidOctets : []);
        if (_neighbors.TryGet(neighbor.Bssid, out NeighborBss? before) && before == named)
        {
            return;
        }

        _neighbors.Set(neighbor.Bssid, named);
        if (Find(neighbor.Bssid) is { Beacon: null } bss)
        {
            Fill(bss, named);
        }
    }

    /// <summary>The BSS has this SSID.</summary>
    public void Name(Bss bss, in Ssid ssid)
    {
        bss.IsNamedByOthers = false;
        if (bss.Ess is null || !ssid.Octets.SequenceEqual(bss.SsidOctets))
        {
            string name = ssid.ToString();
            bss.Ssid = name;
            bss.SsidOctets = ssid.Octets.ToArray();
            _esses.GetOrAdd(name, static _ => new Ess()).Join(bss);
            _shortSsids.Set(Crc32.HashToUInt32(ssid.Octets), bss.SsidOctets);
        }
    }

    /// <summary>The BSS has an SSID with this CRC-32: it is named where another BSS has told that SSID.</summary>
    public void Name(Bss bss, uint shortSsid)
    {
        if (bss.Ess is null && _shortSsids.TryGet(shortSsid, out byte[]? octets) && Ssid.TryParse(octets, out Ssid ssid, out _))
        {
            Name(bss, ssid);
        }
    }

    private void Fill(Bss bss, NeighborBss neighbor)
    {
        bss.AnnouncedFrequencyMHz = neighbor.FrequencyMHz ?? bss.AnnouncedFrequencyMHz;
        if (bss.Ess is null && neighbor.Ssid.Length > 0 && Ssid.TryParse(neighbor.Ssid, out Ssid ssid, out _))
        {
            Name(bss, ssid);
            bss.IsNamedByOthers = true;
        }
        else if (bss.Ess is null && neighbor.ShortSsid is { } shortSsid)
        {
            Name(bss, shortSsid);
            bss.IsNamedByOthers = bss.Ess is not null;
        }
    }

    /// <summary>What a Reduced Neighbor Report says of a BSS.</summary>
    /// <param name="FrequencyMHz">Its channel; null where the operating class does not tell.</param>
    /// <param name="ShortSsid">CRC-32 of its SSID; null where that is not there.</param>
    /// <param name="Ssid">Its SSID; empty where that is not known.</param>
    private sealed record NeighborBss(int? FrequencyMHz, uint? ShortSsid, byte[] Ssid);
}
