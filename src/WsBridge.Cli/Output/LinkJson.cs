using System.Globalization;
using WsBridge.Analysis.Exchanges;

namespace WsBridge.Cli.Output;

/// <summary>A link of a multi-link association: Link ID, and the addresses of the client and of the AP on it.</summary>
internal sealed record LinkJson(int? Id, string? Sta, string? Bssid)
{
    /// <summary>The links; null where there are none.</summary>
    public static IReadOnlyList<LinkJson>? Of(MultiLinkSetup? setup) =>
        setup is null ? null : [.. setup.Links.Select(static link => new LinkJson(link.Id, link.Sta?.ToString(), link.Bssid?.ToString()))];

    /// <summary>As a word without spaces, for CSV: 1=02:00:00:00:01:00/02:00:00:00:03:00; ? stands for what no frame has told.</summary>
    public override string ToString() => $"{Id?.ToString(CultureInfo.InvariantCulture) ?? "?"}={Sta ?? "?"}/{Bssid ?? "?"}";
}
