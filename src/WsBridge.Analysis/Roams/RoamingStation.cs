using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>What is remembered of one STA between its attempts.</summary>
internal sealed class RoamingStation
{
    /// <summary>A STA that leaves and is elsewhere so soon has roamed: many say goodbye to the old AP, many APs send away whom they steer.</summary>
    private const long MovingMicroseconds = 2_000_000;

    /// <summary>Its latest attempt.</summary>
    public Roam? Current { get; set; }

    /// <summary>Where it was associated last.</summary>
    public Bss? AssociatedWith { get; private set; }

    /// <summary>It got keys by EAP.</summary>
    public bool HadEap { get; set; }

    /// <summary>When an AP asked it to move, and how.</summary>
    public (long Time, Steering How)? Steered { get; set; }

    /// <summary>The BSSID and time of its last protected data frame.</summary>
    public (MacAddress Bssid, long Time)? LastData { get; set; }

    private long? LeftAt { get; set; }

    private (Bss? AssociatedWith, long? LeftAt) Before { get; set; }

    public void Associate(Bss bss)
    {
        Before = (AssociatedWith, LeftAt);
        AssociatedWith = bss;
        LeftAt = null;
    }

    /// <summary>What looked like an association was none: the AP goes on with the handshake.</summary>
    public void Retract() => (AssociatedWith, LeftAt) = Before;

    public void Leave(MacAddress bssid, long now)
    {
        if (AssociatedWith?.Bssid == bssid)
        {
            LeftAt ??= now;
        }
    }

    /// <summary>Where an attempt that begins now comes from; null when it comes from nowhere.</summary>
    public Bss? ComesFrom(Bss target, long now)
    {
        bool otherNetwork = AssociatedWith?.Ssid is { } before && target.Ssid is { } after && before != after;
        return otherNetwork || now - LeftAt > MovingMicroseconds ? null : AssociatedWith;
    }
}
