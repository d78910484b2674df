using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Configuration;

/// <summary>
/// A mobility domain beside PSK alone, once with an element of Cisco; the twins are FT-PSK, and an open network with an MDE.
/// </summary>
internal sealed class BeaconMdeNoFtAkmScenario : IRuleScenario
{
    public string Rule => "beacon-mde-no-ft-akm";

    public CaptureBuilder Violation() => new CaptureBuilder()
        .Add(Beacon(Typical.Ap, [MakeElement.Rsne(2)]))
        .Add(Beacon(Typical.OtherAp, [MakeElement.Rsne(2), MakeElement.Vendor(0x004096, 3, 1)]));

    public CaptureBuilder Conforming() =>
        new CaptureBuilder().Add(Beacon(Typical.Ap, [MakeElement.Rsne(4)])).Add(Beacon(Typical.OtherAp, []));

    private static byte[] Beacon(MacAddress ap, byte[][] more) =>
        Frame.Beacon(ap, [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), MakeElement.Mde(), .. more]);
}
