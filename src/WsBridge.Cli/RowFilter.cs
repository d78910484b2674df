using WsBridge.Reports.Rows;

namespace WsBridge.Cli;

/// <summary>Which findings and attempts the user asks for.</summary>
internal sealed record RowFilter
{
    /// <summary>Only of these clients; empty for all.</summary>
    public IReadOnlySet<string> Stas { get; init; } = new HashSet<string>();

    /// <summary>Only at these BSSIDs, from or to; empty for all.</summary>
    public IReadOnlySet<string> Bssids { get; init; } = new HashSet<string>();

    /// <summary>Only of these SSIDs; empty for all.</summary>
    public IReadOnlySet<string> Ssids { get; init; } = new HashSet<string>();

    /// <summary>Only attempts that ended so; empty for all. Findings have no outcome.</summary>
    public IReadOnlySet<string> Outcomes { get; init; } = new HashSet<string>();

    /// <summary>Only from this time on, in nanoseconds since the Unix epoch; null for no limit.</summary>
    public long? Since { get; init; }

    /// <summary>Only before this time; null for no limit.</summary>
    public long? Until { get; init; }

    /// <summary>Something is asked for.</summary>
    public bool IsSet =>
        Stas.Count > 0 || Bssids.Count > 0 || Ssids.Count > 0 || Outcomes.Count > 0 || Since is not null || Until is not null;

    public bool Passes(RoamRow row) =>
        !IsSet || (IsOf(Stas, row.Sta)
            && (Bssids.Count == 0 || Bssids.Contains(row.To) || (row.From is { } from && Bssids.Contains(from))
            || (row.ApMld is { } mld && Bssids.Contains(mld)))
            && IsOf(Ssids, row.Ssid)
            && IsOf(Outcomes, row.Outcome)
            && IsThen(row.Time));

    public bool Passes(FindingRow row) =>
        !IsSet || (IsOf(Stas, row.Sta)
            && (IsOf(Bssids, row.Bssid) || row.Links?.Any(link => link.Bssid is { } bssid && Bssids.Contains(bssid)) == true)
            && IsOf(Ssids, row.Ssid)
            && IsThen(row.Time));

    private static bool IsOf(IReadOnlySet<string> asked, string? value) => asked.Count == 0 || (value is not null && asked.Contains(value));

    private bool IsThen(string time) =>
        (Since is null && Until is null) || (Timestamps.TryParse(time, out long at) && !(at < Since) && !(at >= Until));
}
