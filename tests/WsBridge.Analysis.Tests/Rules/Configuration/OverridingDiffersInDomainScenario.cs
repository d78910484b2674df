using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Configuration;

/// <summary>
/// One of two APs of a mobility domain offers FT-SAE-EXT-KEY by RSN overriding. In the twin both do; an AP of another band, another domain
/// and another SSID do not.
/// </summary>
internal sealed class OverridingDiffersInDomainScenario : IRuleScenario
{
    private const int FtSae = 9;
    private const int FtSaeExtKey = 25;

    public string Rule => "overriding-differs-in-domain";

    public CaptureBuilder Violation() => new CaptureBuilder().Add(Beacon(0, offers: true)).Add(Beacon(1, offers: false));

    public CaptureBuilder Conforming() => new CaptureBuilder()
        .Add(Beacon(0, offers: true))
        .Add(Beacon(1, offers: true))
        .Add(Beacon(2, offers: false), radiotap: new RadiotapOptions { FrequencyMHz = 5180 })
        .Add(Beacon(3, offers: false, mdid: 0x0909))
        .Add(Beacon(4, offers: false, ssid: "Other"));

    private static byte[] Beacon(int ap, bool offers, int mdid = 0x0102, string ssid = Typical.NetworkName) =>
        Frame.Beacon(MakeAddress.Ap(ap),
        [
            MakeElement.Ssid(ssid),
            MakeElement.SupportedRates(),
            MakeElement.Rsne(FtSae, 0x00C0),
            MakeElement.Mde(mdid, 1),
            .. offers ? (byte[][])[Override()] : [],
        ]);

    /// <summary>An RSNE Override: what an RSNE has behind its length.</summary>
    private static byte[] Override() =>
        MakeElement.Vendor(VendorOui.WifiAlliance, RsnOverriding.Rsne, MakeElement.Rsne(FtSaeExtKey, 0x00C0).AsSpan(2));
}
