using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Tracking;

/// <summary>What waits for an answer at a BSS, and has waited for too long by the time of another frame.</summary>
internal sealed class Deadlines(ExchangeEnds ends, FtTracker ft, PendingConnections connections)
{
    /// <summary>A frame of the BSS or to it, before anything else is made of it.</summary>
    public void Check(Bss bss, StoredFrame frame)
    {
        ends.OnTime(bss, frame);
        ft.EndUnanswered(bss, frame);
        ft.EndUnacknowledged(bss, frame);
        connections.EndSilent(bss, frame);
    }

    /// <summary>A Beacon, a Probe Response or a broadcast shows that the AP is there.</summary>
    public void Hear(Bss bss, StoredFrame frame)
    {
        Check(bss, frame);
        bss.LastHeard = frame.Ref.TimeMicroseconds;
        bss.FrequencyMHz = frame.FrequencyMHz ?? bss.FrequencyMHz;
    }
}
