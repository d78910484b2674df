using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>What is remembered of one STA between its attempts.</summary>
internal sealed class RoamingStation
{
    /// <summary>A STA that leaves and is elsewhere so soon has roamed: many say goodbye to the old AP, many APs send away whom they steer.</summary>
    private const long MovingMicroseconds = 2_000_000;

    /// <summary>A frame so much older than one before it is one that a sensor handed in late; older still, and the clock was set.</summary>
    private const long LateMicroseconds = 10_000_000;

    /// <summary>Its latest attempt.</summary>
    public Roam? Current { get; set; }

    /// <summary>Where it was associated last.</summary>
    public Bss? AssociatedWith { get; private set; }

    /// <summary>It got keys by EAP.</summary>
    public bool HadEap { get; set; }

    /// <summary>The latest request of its AP to move; null when there was none since it associated there.</summary>
    public SteeringRequest? Steering { get; set; }

    /// <summary>Its moves between two APs; null before the first.</summary>
    public BackAndForth? BackAndForth { get; private set; }

    /// <summary>When it associated there, in microseconds since the Unix epoch.</summary>
    public long AssociatedAt { get; private set; }

    /// <summary>Its attempts to come back onto the network.</summary>
    public ReturnAttempts Returning { get; } = new();

    /// <summary>When its latest data frames came; null before the first.</summary>
    public DataRhythm? Rhythm { get; private set; }

    /// <summary>The BSSID and time of its last protected data frame.</summary>
    public (MacAddress Bssid, long Time)? LastData { get; private set; }

    private long? LeftAt { get; set; }

    private (Bss? AssociatedWith, long? LeftAt, long AssociatedAt) Before { get; set; }

    public void Associate(Bss bss, long now)
    {
        Before = (AssociatedWith, LeftAt, AssociatedAt);
        AssociatedWith = bss;
        AssociatedAt = now;
        LeftAt = null;
        Steering = null;
    }

    /// <summary>What looked like an association was none: the AP goes on with the handshake.</summary>
    public void Retract() => (AssociatedWith, LeftAt, AssociatedAt) = Before;

    /// <summary>A roam to another AP has succeeded.</summary>
    public BackAndForth Move(Roam roam)
    {
        BackAndForth ??= new BackAndForth();
        BackAndForth.Count(roam.From!.Value, roam.To, roam.Start, roam.End.TimeMicroseconds);
        return BackAndForth;
    }

    /// <summary>A protected data frame that the association carries.</summary>
    public void Hear(MacAddress bssid, long time)
    {
        if (LastData is { } latest && IsLate(time, latest.Time))
        {
            return;
        }

        LastData = (bssid, time);
        (Rhythm ??= new DataRhythm()).Add(time);
        if (Returning.First is not null && Current is { IsOver: true })
        {
            Returning.Clear();
        }
    }

    /// <summary>A frame of this time that comes after one of the other time is a copy, or was handed in late.</summary>
    public static bool IsLate(long time, long after) => after - time is >= 0 and <= LateMicroseconds;

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
