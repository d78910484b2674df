using System.Text.Json.Serialization;
using WsBridge.Reports.Rows;
using WsBridge.Reports.Vendors;

namespace WsBridge.Reports.Summaries;

/// <summary>What very many findings and attempts come to. Summaries of parts add up to that of the whole, in whatever order.</summary>
public sealed class Summary
{
    /// <summary>Version of what is written.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Where nothing is known: no SSID, no vendor.</summary>
    public const string Unknown = "unknown";

    private readonly SharedOutages _outages = new();

    /// <summary>Version of what was read, and the sign that this is a summary.</summary>
    [JsonPropertyName("wsbridge_summary")]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The captures that something was found in.</summary>
    public SortedSet<string> Captures { get; init; } = new(StringComparer.Ordinal);

    /// <summary>When the first frame came that something stands on; null without any.</summary>
    public string? From { get; set; }

    /// <summary>When the last one came.</summary>
    public string? To { get; set; }

    /// <summary>All attempts.</summary>
    public Tally Attempts { get; init; } = new();

    /// <summary>Findings by severity.</summary>
    public Counts Severities { get; init; } = [];

    /// <summary>By rule, and what no rule explains.</summary>
    public SortedDictionary<string, RuleTally> Rules { get; init; } = new(StringComparer.Ordinal);

    /// <summary>By type of roam.</summary>
    public SortedDictionary<string, RoamTimes> Types { get; init; } = new(StringComparer.Ordinal);

    /// <summary>By each <see cref="Dimension"/>.</summary>
    public SortedDictionary<string, SortedDictionary<string, Tally>> By { get; init; } = new(StringComparer.Ordinal);

    /// <summary>One more attempt.</summary>
    /// <param name="row">The attempt.</param>
    /// <param name="site">Where its capture is from.</param>
    /// <param name="vendors">Whose addresses these are.</param>
    public void Add(RoamRow row, string site, VendorRegistry vendors)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(vendors);

        See(row.Capture, row.Time);
        Attempts.Add(row);
        if (row.Outcome == "failed")
        {
            RuleOf(row.Cause ?? Tally.Unexplained).Add(row, site);
        }

        Count(Dimension.Client, row.Sta, row);
        Count(Dimension.ClientVendor, vendors.Of(row.Sta), row);
        Count(Dimension.Ap, row.To, row);
        Count(Dimension.ApName, row.ApName ?? Unknown, row);
        Count(Dimension.ApVendor, row.ApVendor ?? vendors.Of(row.To), row);
        Count(Dimension.ApModel, ModelOf(row), row);
        Count(Dimension.ApFirmware, row.ApFirmware is { } firmware ? $"{ModelOf(row)} {firmware}" : Unknown, row);
        Count(Dimension.Ssid, row.Ssid ?? Unknown, row);
        Count(Dimension.Site, site, row);
        Count(Dimension.Akm, row.Akm ?? row.Security ?? (row.Type == "open" ? "open" : Unknown), row);
        Count(Dimension.Day, $"{Timestamps.Day(row.Time)} {site}", row);
        Add(row);
    }

    /// <summary>One more finding.</summary>
    public void Add(FindingRow row, string site)
    {
        ArgumentNullException.ThrowIfNull(row);

        See(row.Capture, row.Time);
        Severities.Add(row.Severity, 1);
        RuleOf(row.Rule).Add(row, site);
    }

    /// <summary>Adds another one.</summary>
    public void Merge(Summary other)
    {
        ArgumentNullException.ThrowIfNull(other);

        Captures.UnionWith(other.Captures);
        From = From is null || (other.From is not null && string.CompareOrdinal(other.From, From) < 0) ? other.From : From;
        To = To is null || (other.To is not null && string.CompareOrdinal(other.To, To) > 0) ? other.To : To;
        Attempts.Merge(other.Attempts);
        Severities.Merge(other.Severities);
        foreach ((string rule, RuleTally tally) in other.Rules)
        {
            RuleOf(rule).Merge(tally);
        }

        foreach ((string type, RoamTimes times) in other.Types)
        {
            TimesOf(type).Merge(times);
        }

        foreach ((string dimension, SortedDictionary<string, Tally> tallies) in other.By)
        {
            foreach ((string value, Tally tally) in tallies)
            {
                TallyOf(dimension, value).Merge(tally);
            }
        }
    }

    private void Add(RoamRow row)
    {
        RoamTimes times = TimesOf(row.Type ?? row.Security ?? Unknown);
        times.Attempts++;
        times.Failed += row.Outcome == "failed" ? 1 : 0;
        if (row.HandoffMs is { } handoff)
        {
            times.Handoff.Add(handoff);
        }

        if (_outages.IsNew(row) && row.OutageMs is { } outage)
        {
            times.Outage.Add(outage);
            times.SeeMinimum(row.OutageIsMinimum == true ? outage : null);
        }

        times.Worst = Example.Worse(times.Worst, new Example(row.Capture, row.StartFrame, row.Time, row.OutageMs ?? 0));
    }

    private void See(string capture, string time)
    {
        Captures.Add(capture);
        From = From is null || string.CompareOrdinal(time, From) < 0 ? time : From;
        To = To is null || string.CompareOrdinal(time, To) > 0 ? time : To;
    }

    private static string ModelOf(RoamRow row) =>
        row.ApModel is not { } model ? Unknown
        : row.ApVendor is { } vendor && !model.StartsWith(vendor, StringComparison.OrdinalIgnoreCase) ? $"{vendor} {model}"
        : model;

    private void Count(string dimension, string value, RoamRow row) => TallyOf(dimension, value).Add(row);

    private RuleTally RuleOf(string rule)
    {
        if (!Rules.TryGetValue(rule, out RuleTally? tally))
        {
            Rules[rule] = tally = new RuleTally();
        }

        return tally;
    }

    private RoamTimes TimesOf(string type)
    {
        if (!Types.TryGetValue(type, out RoamTimes? times))
        {
            Types[type] = times = new RoamTimes();
        }

        return times;
    }

    private Tally TallyOf(string dimension, string value)
    {
        if (!By.TryGetValue(dimension, out SortedDictionary<string, Tally>? tallies))
        {
            By[dimension] = tallies = new SortedDictionary<string, Tally>(StringComparer.Ordinal);
        }

        if (!tallies.TryGetValue(value, out Tally? tally))
        {
            tallies[value] = tally = new Tally();
        }

        return tally;
    }
}
