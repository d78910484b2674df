using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Tracking;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>What protected data frames tell of attempts: that one has succeeded, when data flows again, and how long it did not.</summary>
internal sealed class RoamData(RoamAttempts attempts)
{
    private MacAddress _lastSta;
    private RoamingStation? _last;
    private MacAddress _transmitter;

    /// <summary>Whether an acknowledgement of the latest data frame would tell something.</summary>
    public bool AwaitsAcknowledgement { get; private set; }

    /// <summary>Frames may have told since which device a STA is of.</summary>
    public void ClearStation() => _last = null;

    /// <summary>A protected data frame between a STA and its AP.</summary>
    /// <param name="time">When it came, in microseconds since the Unix epoch.</param>
    /// <param name="receiver">Address 1.</param>
    /// <param name="transmitter">Address 2.</param>
    /// <param name="fromAp">Its direction.</param>
    /// <param name="flags">What its header tells of traffic.</param>
    /// <returns>The attempt after whose success service is back with it; mostly null.</returns>
    public Roam? OnFrame(long time, MacAddress receiver, MacAddress transmitter, bool fromAp, DataFlags flags)
    {
        (MacAddress bssid, MacAddress sta) = fromAp ? (transmitter, receiver) : (receiver, transmitter);
        AwaitsAcknowledgement = false;
        if (sta.IsGroup)
        {
            return null;
        }

        if (_last is not { } station || _lastSta != sta)
        {
            _last = station = attempts.StationOf(sta);
            _lastSta = sta;
        }

        Roam? served = null;
        if (station.IsWatched && station.Current is { } roam && !Watch(station, roam, time, bssid, fromAp, flags, out served))
        {
            return null; // ciphertext of an association that does not stand yet
        }

        station.Hear(bssid, time, fromAp, flags);
        if (station.IsWatched || flags.IsRetry)
        {
            AwaitsAcknowledgement = true;
            _transmitter = transmitter;
        }

        return served;
    }

    /// <summary>An acknowledgement right after the latest data frame.</summary>
    /// <param name="receiver">Whom it is for.</param>
    /// <returns>The attempt after whose success service is back with it; mostly null.</returns>
    public Roam? OnAcknowledgement(MacAddress receiver)
    {
        AwaitsAcknowledgement = false;
        if (receiver != _transmitter || _last is not { } station)
        {
            return null;
        }

        station.Acknowledge();
        return station is { IsWatched: true, Current: { IsOver: true } roam, Outage: { } outage } && _transmitter != _lastSta
            && roam.FirstDownAt is not null && outage.Acknowledge()
            ? Served(station, roam)
            : null;
    }

    /// <summary>Looks at a data frame of a STA whose latest attempt is not known in full.</summary>
    /// <returns>False where it is to be ignored.</returns>
    private bool Watch(RoamingStation station, Roam roam, long time, MacAddress bssid, bool fromAp, DataFlags flags, out Roam? served)
    {
        served = null;
        if (roam.IsSettled)
        {
            station.IsWatched = false;
            return true;
        }

        if (roam.To != bssid && !(roam.Association.Client is not null && attempts.Mlds.AreSameAp(roam.To, bssid)))
        {
            OnOther(station, roam, time, bssid, fromAp, flags);
            return true;
        }

        if (roam is { IsOver: false, Frames: { AssociationResponse: not null, HasHandshake: false } } && time > roam.End.TimeMicroseconds)
        {
            roam.Encrypted = (roam.Encrypted.Up || !fromAp, roam.Encrypted.Down || fromAp);
            if (roam.Association.Attempt == roam)
            {
                ConnectionTracker.OnSecured(roam.Association); // no frame of the handshake was captured, but nobody waits for one
            }
        }

        if (roam.Association is { Ending: not null } ended && ended.Attempt == roam)
        {
            EndingWithdrawal.OnSecured(ended, time, fromAp);
        }

        if (!roam.IsOver && (fromAp ? MustHaveSucceeded(roam) : HasSucceeded(roam)))
        {
            roam.EndNotCaptured = true;
            attempts.Succeed(roam, roam.End, time);
        }

        if (!roam.IsOver || (roam.Outcome == RoamOutcome.Success && RoamingStation.IsLate(time, roam.End.TimeMicroseconds)))
        {
            return false;
        }

        if (roam.Outcome == RoamOutcome.Success && time > roam.End.TimeMicroseconds)
        {
            if (roam.FirstDataAt is null)
            {
                EndGap(roam, station);
            }

            roam.AddData(time, fromAp);
        }

        bool isSuccess = roam.Outcome == RoamOutcome.Success;
        if (time > roam.End.TimeMicroseconds && station.Outage!.Hear(roam.To, time, fromAp, hearsBoth: !isSuccess || station.HearsBoth))
        {
            served = isSuccess ? Served(station, roam) : null;
        }
        else if (station.Outage!.IsOver && roam is { FirstUpAt: not null, FirstDownAt: not null })
        {
            station.IsWatched = false;
        }

        return true;
    }

    /// <summary>A data frame with another AP than the one that the STA tries or has got in at.</summary>
    private static void OnOther(RoamingStation station, Roam roam, long time, MacAddress bssid, bool fromAp, DataFlags flags)
    {
        Outage outage = station.Outage!;
        if (roam is { IsOver: false, IsOverTheDs: false } && !fromAp)
        {
            roam.ElsewhereAt = time;
        }

        // Who sends to its old AP before it has asked for association is back there; what the AP sends to who is away proves nothing.
        bool isBack = roam is { IsOver: false, Frames.AssociationRequest: null } && roam.ElsewhereAt > roam.End.TimeMicroseconds;
        if ((isBack || roam is { IsOver: true, Outcome: not RoamOutcome.Success }) && time > roam.End.TimeMicroseconds)
        {
            if (!roam.IsOver)
            {
                outage.MayStand(roam.End.TimeMicroseconds);
            }

            outage.Hear(bssid, time, fromAp, hearsBoth: true); // back at its old AP
        }
        else if (!roam.IsOver && fromAp && flags.IsRetry && station.WasRetried
            && roam is not { IsOverTheDs: true, Frames.AssociationRequest: null })
        {
            outage.HadTraffic = true;
        }
    }

    private static Roam Served(RoamingStation station, Roam roam)
    {
        station.IsWatched = roam is not { FirstUpAt: not null, FirstDownAt: not null };
        return roam;
    }

    /// <summary>An AP sends encrypted data to a STA only when keys are set; the monitor missed the frame that completed it.</summary>
    private static bool MustHaveSucceeded(Roam roam) =>
        !roam.IsRefused && (roam.Type is RoamType.FtOverTheAir or RoamType.FtOverTheDs
            ? roam.Frames.AssociationRequest is not null
            : roam.Frames.M2.Count > 0 || HasSucceeded(roam));

    /// <summary>Both sides have gone on with its keys after what seemed to end it.</summary>
    private static bool HasSucceeded(Roam roam) => roam is { IsRefused: false, Handshake: { IsComplete: true } proven }
        && roam.Association.Handshake == proven && roam.Association.Attempt == roam;

    /// <summary>Data flows again: when it was there last.</summary>
    private void EndGap(Roam roam, RoamingStation station)
    {
        if (station.LastData is { } before
            && ((roam.From is { } from && attempts.Mlds.AreSameAp(before.Bssid, from))
            || (roam.From is null && roam.Outage.ComesFromThere)))
        {
            roam.LastDataBefore = before.Time;
        }
    }
}
