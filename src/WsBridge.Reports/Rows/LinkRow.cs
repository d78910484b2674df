using System.Globalization;
using WsBridge.Analysis.Frames;

namespace WsBridge.Reports.Rows;

/// <summary>A link of a multi-link association.</summary>
/// <param name="Id">Link ID; null where no frame has told it.</param>
/// <param name="Sta">Address of the client on it; null where no frame has told it.</param>
/// <param name="Bssid">Address of the AP on it; null where no frame has told it.</param>
public sealed record LinkRow(int? Id, string? Sta, string? Bssid)
{
    /// <summary>The links; null where there are none.</summary>
    public static IReadOnlyList<LinkRow>? Of(MultiLinkSetup? setup) =>
        setup is null ? null : [.. setup.Links.Select(static link => new LinkRow(link.Id, link.Sta?.ToString(), link.Bssid?.ToString()))];

    /// <summary>As a word without spaces, for CSV: 1=02:00:00:00:01:00/02:00:00:00:03:00; ? stands for what no frame has told.</summary>
    public override string ToString() => $"{Id?.ToString(CultureInfo.InvariantCulture) ?? "?"}={Sta ?? "?"}/{Bssid ?? "?"}";
}
