using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>
/// A time in which a STA tries to get onto the network: from the moment when its service stopped to the one when it came back. Service is
/// data frames in both directions or an acknowledged one to the STA; uplink alone is none. Attempts in a row share it, as long as the STA
/// does not give up.
/// </summary>
internal sealed class Outage
{
    /// <summary>A supplicant that failed waits before it tries again; later than this it was told to.</summary>
    private const long PatienceMicroseconds = 60_000_000;

    /// <summary>
    /// What was waiting is sent this soon after it stands, TCP's patience included; later it is new traffic of an idle STA.
    /// </summary>
    private const long ResumeMicroseconds = 2_000_000;

    /// <summary>An association that stands for so long without traffic has ended the outage.</summary>
    private const long SettleMicroseconds = 10_000_000;

    /// <summary>A STA that tries again so soon does not believe that its old AP still serves it.</summary>
    private const long DoubtMicroseconds = 2_000_000;

    /// <summary>So many frames of the STA in such a time, and none to it, are no service.</summary>
    private const int OneWayFrames = 5;

    private const long OneWayMicroseconds = 1_000_000;

    private long _latestStart;
    private long? _standsSince;
    private bool _mayStand;
    private long? _servedAt;
    private long _seen;

    // Data since the latest attempt was over, with one AP.
    private MacAddress _ap;
    private long? _firstUp;
    private long? _firstDown;
    private long _lastUp;
    private int _ups;

    /// <param name="first">The first frame of the first attempt.</param>
    /// <param name="comesFromThere">The STA was associated just before.</param>
    /// <param name="since">When service stopped, in microseconds since the Unix epoch.</param>
    /// <param name="hadTraffic">Traffic was waiting then.</param>
    public Outage(FrameRef first, bool comesFromThere, long since, bool hadTraffic)
    {
        First = first;
        ComesFromThere = comesFromThere;
        Since = since;
        HadTraffic = hadTraffic;
        _latestStart = _seen = first.TimeMicroseconds;
    }

    /// <summary>The first frame of the first attempt.</summary>
    public FrameRef First { get; }

    /// <summary>The STA was associated before one of the attempts.</summary>
    public bool ComesFromThere { get; private set; }

    /// <summary>When service stopped; for a STA that had none, when it began to try.</summary>
    public long Since { get; private set; }

    /// <summary>Traffic was waiting: without that, a gap of an idle STA is no outage.</summary>
    public bool HadTraffic { get; set; }

    /// <summary>How many attempts have failed in it.</summary>
    public int Failures { get; set; }

    /// <summary>
    /// Between two of its attempts, or two requests, was more time than data frames from before the second are known of, where only some
    /// are: it may have been served meanwhile.
    /// </summary>
    public bool MayHaveBeenServed { get; private set; }

    /// <summary>Service is back.</summary>
    public bool IsOver => _servedAt is not null;

    /// <summary>The STA sends and nothing comes back, although its association stands.</summary>
    public bool IsOneWay => _firstDown is null && _ups >= OneWayFrames && _lastUp - _firstUp >= OneWayMicroseconds;

    /// <summary>How many data frames the STA has sent since, and for how many milliseconds, when nothing came back.</summary>
    public (int Frames, double Milliseconds) Uplink => (_ups, (_lastUp - _firstUp) / 1000.0 ?? 0);

    /// <summary>An attempt that begins at this time belongs to it.</summary>
    public bool GoesOnWith(long start) =>
        !IsOver && start - _latestStart is >= 0 and <= PatienceMicroseconds
        && (_standsSince is not { } since || IsOneWay || (_mayStand && start - since <= DoubtMicroseconds));

    /// <summary>Another attempt begins.</summary>
    /// <param name="start">Its first frame.</param>
    /// <param name="comesFromThere">The STA was associated just before.</param>
    /// <param name="latestEnd">When the one before it ended.</param>
    public void Begin(FrameRef start, bool comesFromThere, long latestEnd)
    {
        Pause(latestEnd, start.TimeMicroseconds);
        HadTraffic |= IsOneWay;
        ComesFromThere |= comesFromThere;
        _latestStart = start.TimeMicroseconds;
        Reopen();
    }

    /// <summary>Between these times the STA did not try.</summary>
    public void Pause(long from, long to) => MayHaveBeenServed |= to - from > RoamingStation.AtOnceMicroseconds;

    /// <summary>Until now the STA was served by its old AP.</summary>
    public void BeginNow((long Since, bool HadTraffic) stop)
    {
        Since = stop.Since;
        HadTraffic = stop.HadTraffic;
    }

    /// <summary>An association stands.</summary>
    public void Stand(long since) => (_standsSince, _mayStand) = (since, false);

    /// <summary>The attempt has failed before it could end the association with the old AP: that may serve the STA from then on.</summary>
    public void MayStand(long since) => (_standsSince, _mayStand) = (since, true);

    /// <summary>It does not, after all.</summary>
    public void Reopen()
    {
        _standsSince = _firstUp = _firstDown = _servedAt = null;
        _ups = 0;
    }

    /// <summary>A data frame between the STA and an AP while no attempt is running.</summary>
    /// <param name="ap">The AP.</param>
    /// <param name="time">When it came.</param>
    /// <param name="fromAp">Its direction.</param>
    /// <param name="hearsBoth">The capture has had frames of this STA in the other direction too: what is missing is not just not
    /// heard.</param>
    /// <returns>Service has come back with it.</returns>
    public bool Hear(MacAddress ap, long time, bool fromAp, bool hearsBoth)
    {
        if (ap != _ap)
        {
            (_ap, _firstUp, _firstDown, _ups) = (ap, null, null, 0);
        }

        if (fromAp)
        {
            _firstDown ??= time;
        }
        else
        {
            _firstUp ??= time;
            _lastUp = time;
            _ups++;
        }

        return ((_firstUp is not null && _firstDown is not null) || !hearsBoth) && Serve(time);
    }

    /// <summary>The STA has acknowledged the latest data frame to it.</summary>
    /// <returns>Service has come back with it.</returns>
    public bool Acknowledge() => _firstDown is { } time && Serve(time);

    /// <summary>The capture goes on at least until this time.</summary>
    public void See(long now) => _seen = Math.Max(_seen, now);

    /// <summary>Nothing about it will change, or nobody waits for it any more.</summary>
    public bool IsSettled(long now) =>
        IsOver || (_standsSince is { } since && !IsOneWay && now - since > SettleMicroseconds) || now - _latestStart > PatienceMicroseconds;

    /// <summary>How long it was, in milliseconds, and whether it was perhaps longer: service was not seen to come back.</summary>
    public (double Milliseconds, bool IsMinimum) Length =>
        _servedAt is { } servedAt ? (MillisecondsTo(servedAt), false)
        : _standsSince is { } since && !IsOneWay ? (MillisecondsTo(since), _mayStand)
        : (MillisecondsTo(_seen), true);

    private double MillisecondsTo(long time) => Math.Max(0, time - Since) / 1000.0;

    private bool Serve(long time)
    {
        if (IsOver)
        {
            return false;
        }

        HadTraffic |= IsOneWay;
        long firstData = Math.Min(_firstUp ?? time, _firstDown ?? time);
        bool wasWaiting = HadTraffic && firstData - _standsSince <= ResumeMicroseconds;
        _servedAt = wasWaiting ? time : _standsSince ?? time;
        return true;
    }
}
