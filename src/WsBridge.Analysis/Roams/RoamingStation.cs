using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>What is remembered of one STA between its attempts.</summary>
internal sealed class RoamingStation
{
    /// <summary>
    /// A STA that leaves and is elsewhere so soon has roamed: many say goodbye to the old AP, many APs send away whom they steer.
    /// </summary>
    private const long MovingMicroseconds = 2_000_000;

    /// <summary>A roam that begins this soon after the last data frame interrupted it.</summary>
    public const long AtOnceMicroseconds = 200_000;

    /// <summary>Data that was retried in vain, or was announced, this soon before a roam is still waiting.</summary>
    private const long WaitingMicroseconds = 2_000_000;

    /// <summary>One retry is a matter of luck.</summary>
    private const int RetriesInVain = 2;

    /// <summary>A frame so much older than one before it is one that a sensor handed in late; older still, and the clock was set.</summary>
    private const long LateMicroseconds = 10_000_000;

    /// <summary>Its latest attempt.</summary>
    public Roam? Current { get; set; }

    /// <summary>Where it was associated last.</summary>
    public Bss? AssociatedWith { get; private set; }

    /// <summary>It got keys by EAP.</summary>
    public bool HadEap { get; set; }

    /// <summary>It tried to, and the capture does not show how that ended.</summary>
    public bool MayHaveHadEap { get; set; }

    /// <summary>The latest request of its AP to move; null when there was none since it associated there.</summary>
    public SteeringRequest? Steering { get; set; }

    /// <summary>Its moves between two APs; null before the first.</summary>
    public BackAndForth? BackAndForth { get; private set; }

    /// <summary>When it associated there, in microseconds since the Unix epoch.</summary>
    public long AssociatedAt { get; private set; }

    /// <summary>Since when it tries to get onto the network; the latest one, which may be over. Null before the first attempt.</summary>
    public Outage? Outage { get; set; }

    /// <summary>What its data frames tell of the latest attempt is not known in full yet.</summary>
    public bool IsWatched { get; set; }

    /// <summary>The capture has had its data frames in both directions.</summary>
    public bool HearsBoth => _rhythm is { HearsBoth: true };

    /// <summary>Of its data frames only some are known: what is not among them need not be missing.</summary>
    public bool IsSampled { get; set; }

    /// <summary>The BSSID and time of its last protected data frame.</summary>
    public (MacAddress Bssid, long Time)? LastData { get; private set; }

    private DataRhythm? _rhythm;
    private int _retries;
    private bool _hasMore;
    private (ushort Sequence, bool FromAp) _latest;

    /// <summary>The latest data frame was a retry that was not acknowledged: one more, and it is no matter of luck.</summary>
    public bool WasRetried => _retries >= RetriesInVain - 1;

    /// <summary>What those of its encrypted data frames tell that are always looked at.</summary>
    public DataSample Sample { get; } = new();

    /// <summary>It has left the AP where it was associated, or was sent away.</summary>
    public bool HasLeft => LeftAt is not null;

    private long? LeftAt { get; set; }

    /// <summary>When its AP sent it away.</summary>
    private long? SentAwayAt { get; set; }

    private (Bss? AssociatedWith, long? LeftAt, long AssociatedAt) Before { get; set; }

    public void Associate(Bss bss, long now)
    {
        Before = (AssociatedWith, LeftAt, AssociatedAt);
        AssociatedWith = bss;
        AssociatedAt = now;
        Sample.BeginAt(bss.Bssid);
        LeftAt = SentAwayAt = null;
        Steering = null;
    }

    /// <summary>It had associated with another AP by then.</summary>
    public bool IsElsewhere(Association association, long time) =>
        AssociatedWith is not null && !IsWith(association) && AssociatedAt < time;

    private bool IsWith(Association association) =>
        AssociatedWith is { } latest && (latest == association.Bss || association.Ap?.Has(latest.Bssid) == true);

    /// <summary>What looked like an association was none: the AP goes on with the handshake.</summary>
    /// <param name="association">The one that it looked like.</param>
    public void Retract(Association association)
    {
        if (IsWith(association))
        {
            (AssociatedWith, LeftAt, AssociatedAt) = Before;
            Outage?.Reopen();
        }
    }

    /// <summary>A roam to another AP has succeeded.</summary>
    public BackAndForth Move(Roam roam)
    {
        BackAndForth ??= new BackAndForth();
        BackAndForth.Count(roam.From!.Value, roam.To, roam.Start, roam.End.TimeMicroseconds);
        return BackAndForth;
    }

    /// <summary>A protected data frame that the association carries.</summary>
    /// <param name="bssid">The AP.</param>
    /// <param name="time">When it came.</param>
    /// <param name="fromAp">Its direction.</param>
    /// <param name="flags">What its header tells of traffic.</param>
    public void Hear(MacAddress bssid, long time, bool fromAp, DataFlags flags)
    {
        if (LastData is { } latest && IsLate(time, latest.Time))
        {
            return;
        }

        LastData = (bssid, time);
        _hasMore = fromAp && flags.HasMore;
        if (flags.IsRetry)
        {
            _retries++;
            return;
        }

        _retries = 0;
        if (flags.Sequence == _latest.Sequence && fromAp == _latest.FromAp)
        {
            return; // heard twice, or received with errors the first time
        }

        _latest = (flags.Sequence, fromAp);
        (_rhythm ??= new DataRhythm()).Add(time, fromAp);
    }

    /// <summary>The latest data frame was acknowledged: it need not be sent again.</summary>
    public void Acknowledge() => _retries = 0;

    /// <summary>When the service of a STA that begins to roam at this time has stopped, and whether traffic was waiting by then.</summary>
    public (long Since, bool HadTraffic) StopOfService(long start)
    {
        long away = SentAwayAt is { } sentAway && start - sentAway is >= 0 and <= MovingMicroseconds ? sentAway : start;
        if (LastData is not { } last || away - last.Time is < 0 or > WaitingMicroseconds || _rhythm is not { } rhythm)
        {
            return (away, false);
        }

        bool isInterrupted = rhythm.IsBusy && away - last.Time <= AtOnceMicroseconds;
        return isInterrupted || _retries >= RetriesInVain || _hasMore ? (Math.Min(rhythm.Latest, away), true) : (away, false);
    }

    /// <summary>A frame of this time that comes after one of the other time is a copy, or was handed in late.</summary>
    public static bool IsLate(long time, long after) => after - time is >= 0 and <= LateMicroseconds;

    public void Leave(MacAddress bssid, long now, bool isSentAway)
    {
        if (AssociatedWith?.Bssid == bssid)
        {
            LeftAt ??= now;
            SentAwayAt ??= isSentAway ? now : null;
        }
    }

    /// <summary>Where an attempt that begins now comes from; null when it comes from nowhere.</summary>
    public Bss? ComesFrom(Bss target, long now)
    {
        bool otherNetwork = AssociatedWith?.Ssid is { } before && target.Ssid is { } after && before != after;
        return otherNetwork || now - LeftAt > MovingMicroseconds ? null : AssociatedWith;
    }
}
