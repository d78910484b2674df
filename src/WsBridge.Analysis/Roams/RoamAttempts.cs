using System.Runtime.InteropServices;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>
/// The attempts of all STAs: how each begins and how it ends. Memory is bounded: STAs not heard of for the longest time are forgotten
/// first, and attempts with the association that they belong to.
/// </summary>
internal sealed class RoamAttempts(IRoamSink sink, MldTable mlds, KeyTable keys)
{
    /// <summary>A request this long after the last frame of an attempt begins another one.</summary>
    public const long RetryMicroseconds = 5_000_000;

    /// <summary>An attempt that begins so soon after another one stands in for it.</summary>
    private const long FallbackMicroseconds = 2_000_000;

    private readonly RecentTable<MacAddress, RoamingStation> _stations = new(12288);
    private readonly RoamQueue _queue = new(sink.RoamSettled);
    private readonly List<Roam> _failed = [];
    private int _count;

    /// <summary>The attempts that the latest event has shown to have failed.</summary>
    public ReadOnlySpan<Roam> Failed => CollectionsMarshal.AsSpan(_failed);

    /// <summary>Another event has come: what is long over is handed out.</summary>
    /// <param name="now">When, in microseconds since the Unix epoch.</param>
    public void BeginEvent(long now)
    {
        _queue.SettleUntil(now);
        _failed.Clear();
    }

    /// <summary>The capture has ended.</summary>
    /// <param name="now">When, in microseconds since the Unix epoch.</param>
    public void End(long now) => _queue.SettleAll(now);

    /// <inheritdoc cref="RoamTracker.FinishOpen"/>
    public IReadOnlyList<(Roam Roam, StoredFrame Frame)> FinishOpen()
    {
        var finished = new List<(Roam, StoredFrame)>();
        foreach (Roam roam in _queue.Open)
        {
            if (roam is { IsOver: false, HasFailed: true, DecidedOn: { } frame })
            {
                roam.Fail();
                roam.IsOver = true; // it is counted once, also where frames follow all the same
                roam.OverAt = roam.End.TimeMicroseconds;
                finished.Add((roam, frame));
            }
        }

        return finished;
    }

    /// <summary>Who is a multi-link device.</summary>
    public MldTable Mlds => mlds;

    /// <summary>What is remembered of a STA; of a multi-link device by any of its addresses.</summary>
    public RoamingStation StationOf(MacAddress sta) =>
        mlds.ClientOf(sta) is { } client && client.Address != sta
            ? StationOf(client, sta)
            : _stations.GetOrAdd(sta, static _ => new RoamingStation());

    /// <summary>What was remembered of a link address before it was known to be one belongs to the device.</summary>
    private RoamingStation StationOf(Mld client, MacAddress link)
    {
        if (!_stations.TryGet(client.Address, out RoamingStation? station))
        {
            station = _stations.TryGet(link, out RoamingStation? before) ? before : new RoamingStation();
            _stations.Add(client.Address, station);
        }

        return station;
    }

    /// <summary>An attempt begins with this frame.</summary>
    public Roam Begin(Association association, StoredFrame frame)
    {
        long now = frame.Ref.TimeMicroseconds;
        RoamingStation station = StationOf(association.Sta);
        FtBefore? ft = FtBefore.Of(station, association.Bss, frame.Ref);
        if (station.Current is { } before)
        {
            EndByNext(before, now);
            station.MayHaveHadEap |= before is { Outcome: RoamOutcome.Incomplete, Authentication: RoamAuthentication.Eap };
        }

        Bss? from = station.ComesFrom(association.Bss, now);
        Roam? failed = station.Current is { Outcome: RoamOutcome.Failed } latest
            && now - latest.End.TimeMicroseconds is >= 0 and <= FallbackMicroseconds
            ? latest
            : null;
        var roam = new Roam(++_count, association, frame.Ref)
        {
            WasHere = association.LatestRoam() is { } earlier && (earlier.WasHere || earlier.Outcome == RoamOutcome.Success),
            HadEap = station.HadEap,
            MayHaveHadEap = station.MayHaveHadEap,
            FromBssid = from?.Bssid,
            FromBss = from,
            IsLinkChange = from is not null && association.Client is not null && from != association.Bss
                && mlds.AreSameAp(from.Bssid, association.Bss.Bssid),
            WithOldApSince = from is null ? null : station.AssociatedAt,
            Steering = station.Steering is { } steering && steering.Explains(now) ? steering : null,
            FailedFt = failed is null ? null : FailedFt.Of(failed),
            FtBefore = ft,
            HadLeft = station.HasLeft,
            SignalFromDbm = from?.Signal?.Latest(now),
            SignalToDbm = association.Bss.Signal?.Latest(now),
            SignalStaDbm = association.StaSignalDbm,
            Outage = OutageFor(station, frame.Ref, comesFromThere: from is not null),
        };
        if (failed is not null)
        {
            failed.Follower = roam;
        }

        if (station.Steering is not null)
        {
            station.Steering.IsSpent = true;
        }

        station.Current = roam;
        station.IsWatched = true;
        association.Attempt = roam;
        _queue.Add(roam);
        return roam;
    }

    /// <summary>The attempt goes on with this frame, unless it is over.</summary>
    public Roam Continue(Roam roam, Association association, StoredFrame frame)
    {
        roam.SeeLinks();
        if (!roam.IsOver)
        {
            if (roam.Frames.AssociationRequest is null)
            {
                roam.Outage.Pause(roam.End.TimeMicroseconds, frame.Ref.TimeMicroseconds); // until it asks, its old AP may serve it
            }

            (roam.IsDecided, roam.DecidedOn) = (false, null);
            roam.IsCutOff |= frame.IsCutOff && !FilsSession.IsIn(frame.Elements); // what is encrypted does not end where an element does
            roam.End = frame.Ref;
            roam.Frames.Deauthentication = association.Ending?.Frame.Ref; // another one before has ended nothing
            RoamClassifier.Classify(roam, association, keys);
        }

        return roam;
    }

    /// <summary>The attempt has succeeded.</summary>
    /// <param name="roam">The attempt.</param>
    /// <param name="end">The frame that completed it.</param>
    /// <param name="now">When that is known.</param>
    public void Succeed(Roam roam, FrameRef end, long now)
    {
        RoamingStation station = StationOf(roam.Sta);
        roam.End = end;
        roam.Outcome = RoamOutcome.Success;
        roam.IsOver = true;
        roam.OverAt = now;
        station.Associate(roam.Bss, now);
        roam.Outage.Stand(now);
        if (roam is { IsMove: true, MovesBackAndForth: 0 })
        {
            BackAndForth moves = station.Move(roam);
            (roam.MovesBackAndForth, roam.BackAndForthSince) = (moves.Moves, moves.First);
        }

        else if (roam is { IsMove: false, IsLinkChange: false, HadLeft: true })
        {
            station.BackAndForth?.BeginAgain();
        }

        station.HadEap |= roam.Authentication == RoamAuthentication.Eap;
        sink.RoamEnded(roam);
    }

    /// <summary>The attempt has ended without success.</summary>
    /// <param name="roam">The attempt.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="isCertain">It did: the capture has not just missed its end.</param>
    /// <param name="now">When that is known.</param>
    public void Finish(Roam roam, RoamOutcome outcome, bool isCertain, long now)
    {
        bool isUnread = roam is { IsRefused: false, IsCutOff: true, IsCauseSevere: false, Frames.HasHandshake: false };
        roam.Outcome = roam.IsRefused ? RoamOutcome.Failed : isUnread ? RoamOutcome.Incomplete : outcome;
        roam.IsOver = true;
        roam.OverAt = now;
        if (roam.Outcome == RoamOutcome.Failed)
        {
            roam.IsFailureCertain = isCertain || roam.IsRefused;
            roam.Fail();
            _failed.Add(roam);
        }

        sink.RoamEnded(roam);
    }

    /// <summary>An answer to it is none any more, so that another attempt begins.</summary>
    public static bool IsLongOver(Roam? roam, long now) =>
        roam is null or { IsOver: true } && (roam is null || now - roam.OverAt > RetryMicroseconds);

    /// <summary>The outage that an attempt belongs to which begins with this frame.</summary>
    private static Outage OutageFor(RoamingStation station, FrameRef start, bool comesFromThere)
    {
        if (station is { Outage: { } outage, Current: { } latest } && outage.GoesOnWith(start.TimeMicroseconds)
            && latest is not { Outcome: RoamOutcome.Failed, IsStillServed: true })
        {
            outage.Begin(start, comesFromThere, latest.End.TimeMicroseconds);
            return outage;
        }

        (long since, bool hadTraffic) = station.StopOfService(start.TimeMicroseconds);
        return station.Outage = new Outage(start, comesFromThere, since, hadTraffic);
    }

    private void EndByNext(Roam before, long now)
    {
        before.IsPast = true;
        if (!before.IsOver)
        {
            bool gaveUp = before.HasFailed || (!before.AwaitsData && now - before.End.TimeMicroseconds <= FallbackMicroseconds);
            bool inVain = before.Unanswered >= 2 && before.Bss.LastHeard > before.End.TimeMicroseconds;
            bool isCertain = before.IsRefused || before.IsDecided || before.IsAnswerLost || inVain;
            Finish(before, gaveUp ? RoamOutcome.Failed : RoamOutcome.Incomplete, isCertain, now);
        }
    }
}
