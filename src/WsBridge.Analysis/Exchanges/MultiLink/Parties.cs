using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>Who talks to whom in a frame.</summary>
/// <param name="LinkBssid">The BSSID in the header.</param>
/// <param name="LinkSta">The address of the client in the header.</param>
/// <param name="FromAp">The AP has sent it.</param>
internal readonly record struct Parties(MacAddress LinkBssid, MacAddress LinkSta, bool FromAp)
{
    /// <summary>The BSSID of the exchange: where the client associates, also when the frame uses another link of the same AP MLD.</summary>
    public MacAddress Bssid { get; init; } = LinkBssid;

    /// <summary>The address under which the client is known there: its MLD MAC address where it is an MLD.</summary>
    public MacAddress Sta { get; init; } = LinkSta;

    /// <summary>The frame is of the link where the client associates.</summary>
    public bool IsOnThatLink => LinkBssid == Bssid;
}
