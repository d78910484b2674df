using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>The BSSs that name the same SSID. Whether one network stands behind them nobody knows: anybody may use an SSID.</summary>
public sealed class Ess
{
    /// <summary>Of more BSSs than this the ones that came first are forgotten.</summary>
    private const int Max = 64;

    private readonly List<Bss> _bsses = [];
    private Reported _reported;

    /// <summary>They in the order in which they were seen.</summary>
    public IReadOnlyList<Bss> Bsses => _bsses;

    /// <summary>What was reported of them once and for all.</summary>
    internal ref Reported Reported => ref _reported;

    /// <summary>The one of this BSSID; null when none is remembered.</summary>
    internal Bss? Find(MacAddress? bssid) => _bsses.Find(bss => bss.Bssid == bssid);

    internal void Join(Bss bss)
    {
        if (bss.Ess == this)
        {
            return;
        }

        bss.Ess?._bsses.Remove(bss);
        bss.Ess = this;
        if (_bsses.Count == Max)
        {
            _bsses.RemoveAt(0);
        }

        _bsses.Add(bss);
    }
}
