using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>At which BSSs a STA has run EAP up to a 4-way handshake, as many as a bounded table holds.</summary>
public sealed class EapHistory
{
    private readonly RecentTable<(MacAddress Sta, MacAddress Bssid), FrameRef> _done = new(8192);

    /// <summary>How many were given up.</summary>
    internal long Evicted => _done.Evicted;

    /// <summary>The first frame of the EAP authentication that this STA ran at this BSS last.</summary>
    public bool TryFind(MacAddress sta, MacAddress bssid, out FrameRef frame) => _done.TryGet((sta, bssid), out frame);

    internal void Remember(Association association)
    {
        if (association.FirstEap is { } eap)
        {
            _done.Set((association.Sta, association.Bss.Bssid), eap.Ref);
        }
    }
}
