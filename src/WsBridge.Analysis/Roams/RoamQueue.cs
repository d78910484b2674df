namespace WsBridge.Analysis.Roams;

/// <summary>
/// Attempts in the order they began, until nothing about them can change any more; then they are handed out in that order. Of more than
/// <see cref="Max"/> open ones the oldest is handed out as it is.
/// </summary>
internal sealed class RoamQueue(Action<Roam> settled)
{
    private const int Max = 16384;

    /// <summary>An answer that comes later than this belongs to nothing; hostapd has been seen to answer after four seconds.</summary>
    private const long SettleMicroseconds = 10_000_000;

    /// <summary>
    /// An attempt in which nothing happens for so long was given up; what stopped it is told after half a minute, or a little later.
    /// </summary>
    private const long AbandonedMicroseconds = 40_000_000;

    private readonly Queue<Roam> _open = [];

    /// <summary>Where the capture ends sooner after the latest request, an answer was not due yet.</summary>
    private const long AnswerMicroseconds = 1_000_000;

    /// <summary>Attempts about which something may change.</summary>
    public IEnumerable<Roam> Open => _open;

    public void Add(Roam roam)
    {
        if (_open.Count >= Max)
        {
            Settle(_open.Dequeue(), roam.Start.TimeMicroseconds);
        }

        _open.Enqueue(roam);
    }

    public void SettleUntil(long now)
    {
        while (_open.TryPeek(out Roam? oldest) && IsFinal(oldest, now))
        {
            Settle(_open.Dequeue(), now);
        }
    }

    public void SettleAll(long now)
    {
        while (_open.TryDequeue(out Roam? oldest))
        {
            Settle(oldest, now);
        }
    }

    /// <summary>What is found at this BSS now may be about the attempt.</summary>
    public static bool IsRecent(Roam roam, long now) => !roam.IsSettled && (!roam.IsOver || now - roam.OverAt <= SettleMicroseconds);

    private static bool IsFinal(Roam roam, long now) => roam.IsOver
        ? now - roam.OverAt > SettleMicroseconds
            && (roam.Outcome != RoamOutcome.Success || roam.IsPast || roam.FirstDataAt is not null)
            && (roam.Outcome == RoamOutcome.Incomplete || roam.Outage.IsSettled(now))
            && (roam.Follower is null || roam.Follower.IsOver || IsAbandoned(roam.Follower, now))
        : IsAbandoned(roam, now);

    private static bool IsAbandoned(Roam roam, long now) => !roam.IsOver && now - roam.End.TimeMicroseconds > AbandonedMicroseconds;

    private void Settle(Roam roam, long now)
    {
        roam.Outage.See(now);
        if (roam is { IsOver: false, HasFailed: true } && (roam.IsKnownToFail || now - roam.End.TimeMicroseconds >= AnswerMicroseconds))
        {
            roam.Fail();
        }

        roam.IsSettled = true;
        settled(roam);
    }
}
