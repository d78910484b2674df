using WsBridge.Reports.Rows;

namespace WsBridge.Reports.Summaries;

/// <summary>
/// Tells an outage from the one of the attempt before: attempts of a client in a row, less than a minute apart, share it, and it counts
/// once.
/// </summary>
public sealed class SharedOutages
{
    private const long MostApart = 60_000_000_000;

    private readonly Dictionary<string, (double Ms, string Time)> _latest = [];

    /// <summary>
    /// Whether an attempt has an outage that the client's attempt before it has not. Attempts come in the order of a capture.
    /// </summary>
    public bool IsNew(RoamRow row)
    {
        ArgumentNullException.ThrowIfNull(row);

        if (row.OutageMs is not { } outage)
        {
            _latest.Remove(row.Sta);
            return false;
        }

        bool isShared = _latest.TryGetValue(row.Sta, out (double Ms, string Time) before) && before.Ms.Equals(outage)
            && Timestamps.TryParse(before.Time, out long ended) && Timestamps.TryParse(row.Time, out long begins)
            && begins >= ended && begins - ended < MostApart;
        _latest[row.Sta] = (outage, row.EndTime);
        return !isShared;
    }
}
