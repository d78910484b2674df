using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>
/// When service stopped and came back, where only a few data frames come: those of a STA just before an attempt, and the first ones after
/// it. How attempts end is told without them, so that findings are those of a capture whose data frames are not looked at.
/// </summary>
internal sealed class SampledService(RoamAttempts attempts)
{
    private (RoamingStation Station, Roam Roam, MacAddress Transmitter)? _awaited;

    /// <summary>The latest frame of <see cref="OnSample"/> tells more if it is acknowledged.</summary>
    public bool AwaitsAcknowledgement => _awaited is not null;

    /// <summary>A protected data frame from before the frame at hand.</summary>
    public void OnEarlier(long time, MacAddress receiver, MacAddress transmitter, bool fromAp, DataFlags flags)
    {
        (MacAddress bssid, MacAddress sta) = fromAp ? (transmitter, receiver) : (receiver, transmitter);
        if (sta.IsGroup)
        {
            return;
        }

        RoamingStation station = attempts.StationOf(sta);
        station.IsSampled = true;
        if (station is { Outage: { } outage, Current: { IsOver: true, Outcome: not RoamOutcome.Success } roam } && roam.To != bssid
            && time > roam.End.TimeMicroseconds)
        {
            outage.Hear(bssid, time, fromAp, hearsBoth: true); // back at its old AP
        }

        station.Hear(bssid, time, fromAp, flags);
    }

    /// <summary>One of the first protected data frames after an attempt.</summary>
    /// <returns>The attempt after whose success service is back with it; mostly null.</returns>
    public Roam? OnSample(long time, MacAddress bssid, MacAddress sta, bool fromAp)
    {
        _awaited = null;
        RoamingStation station = attempts.StationOf(sta);

        // Frames on the other links of an AP MLD are not among the sample.
        if (station is not { Current: { IsOver: true, Outcome: RoamOutcome.Success, Association.Client: null } roam }
            || roam.Outage.IsOver || roam.To != bssid || time <= roam.End.TimeMicroseconds
            || RoamingStation.IsLate(time, roam.End.TimeMicroseconds))
        {
            return null;
        }

        if (roam.Outage.Hear(bssid, time, fromAp, hearsBoth: true))
        {
            return roam;
        }

        if (fromAp)
        {
            _awaited = (station, roam, bssid);
        }

        return null;
    }

    /// <summary>The frame right after the latest of these frames.</summary>
    /// <param name="receiver">Whose frame it acknowledges; null when it is no acknowledgement.</param>
    /// <returns>The attempt after whose success service is back with it; mostly null.</returns>
    public Roam? OnAcknowledgement(MacAddress? receiver)
    {
        (RoamingStation Station, Roam Roam, MacAddress Transmitter)? awaited = _awaited;
        _awaited = null;
        return awaited is { } frame && frame.Transmitter == receiver && frame.Station.Current == frame.Roam
            && frame.Roam.Outage.Acknowledge()
            ? frame.Roam
            : null;
    }
}
