using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>What protected data frames tell of attempts: that one has succeeded, when data flows again, and how long it did not.</summary>
internal sealed class RoamData(RoamAttempts attempts)
{
    /// <summary>A roam that begins this soon after the last data frame interrupted it.</summary>
    private const long AtOnceMicroseconds = 200_000;

    private MacAddress _lastSta;
    private RoamingStation? _last;

    /// <summary>A protected data frame between a STA and its AP.</summary>
    /// <returns>The attempt after whose success it is the first one; mostly null.</returns>
    public Roam? OnFrame(long time, MacAddress receiver, MacAddress transmitter, bool fromAp)
    {
        (MacAddress bssid, MacAddress sta) = fromAp ? (transmitter, receiver) : (receiver, transmitter);
        if (sta.IsGroup)
        {
            return null;
        }

        if (_last is not { } station || _lastSta != sta)
        {
            _last = station = attempts.StationOf(sta);
            _lastSta = sta;
        }

        Roam? begins = null;
        if (station.Current is { FirstDataAt: null, IsSettled: false } roam && roam.To == bssid)
        {
            if (!roam.IsOver && fromAp && MustHaveSucceeded(roam))
            {
                roam.EndNotCaptured = true;
                attempts.Succeed(roam, roam.End, time);
            }

            if (!roam.IsOver || (roam.Outcome == RoamOutcome.Success && RoamingStation.IsLate(time, roam.End.TimeMicroseconds)))
            {
                return null; // ciphertext of an association that does not stand yet
            }

            if (roam.Outcome == RoamOutcome.Success && time > roam.End.TimeMicroseconds)
            {
                roam.FirstDataAt = time;
                EndOutage(roam, station);
                begins = roam;
            }
        }

        station.Hear(bssid, time);
        return begins;
    }

    /// <summary>An AP sends encrypted data to a STA only when keys are set; the monitor missed the frame that completed it.</summary>
    private static bool MustHaveSucceeded(Roam roam) =>
        !roam.IsRefused && (roam.Type is RoamType.FtOverTheAir or RoamType.FtOverTheDs ? roam.Frames.AssociationRequest is not null : roam.Frames.M2.Count > 0);

    /// <summary>Data flows again: since when it did not, and what the STA did until now.</summary>
    private static void EndOutage(Roam roam, RoamingStation station)
    {
        roam.ReturningSince = station.Returning.First ?? roam.Start;
        roam.ReturnAttempts = station.Returning.Count;
        if (station.LastData is not { } before || (before.Bssid != roam.From && (roam.From is not null || station.Returning.First is null)))
        {
            return;
        }

        roam.LastDataBefore = before.Time;
        roam.WasBusy = station.Rhythm is { IsBusy: true } && roam.ReturningSince.TimeMicroseconds - before.Time <= AtOnceMicroseconds;
    }
}
