using WsBridge.Analysis.Tests.MultiLink;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Configuration;

/// <summary>An AP MLD announces in three Beacons that link 1 goes; the twin has an AP MLD that announces nothing.</summary>
internal sealed class LinkRemovalAheadScenario : IRuleScenario
{
    public string Rule => "link-removal-ahead";

    public CaptureBuilder Violation() =>
        Conforming().Add(LinkBeacon(MakeElement.LinkRemoval((1, 3))), 100).Add(LinkBeacon(MakeElement.LinkRemoval((1, 2))), 102.4)
            .Add(LinkBeacon(MakeElement.LinkRemoval((1, 1))), 102.4).Add(LinkBeacon(), 102.4);

    public CaptureBuilder Conforming() =>
        MultiLinkTypical.Handshake([.. MultiLinkTypical.GroupKeys(0), .. MultiLinkTypical.GroupKeys(1)]).Add(LinkBeacon(), 100);

    internal static byte[] LinkBeacon(params byte[][] more) => Frame.Beacon(
        Typical.Ap,
        [
            MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), MultiLinkTypical.Network.M2Rsne,
            MakeElement.MultiLink(Typical.Ap, 0), .. more,
        ]);
}
