using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Configuration;

/// <summary>Beacons with FT-PSK and no MDE; the twin has one. Two frames that differ otherwise give one finding.</summary>
internal sealed class BeaconFtAkmNoMdeScenario : IRuleScenario
{
    public string Rule => "beacon-ft-akm-no-mde";

    public CaptureBuilder Violation() => Beacons([]);

    public CaptureBuilder Conforming() => Beacons([MakeElement.Mde()]);

    private static CaptureBuilder Beacons(byte[][] mde)
    {
        byte[][] elements = [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), MakeElement.Rsne(4), .. mde];
        return new CaptureBuilder().Add(Frame.Beacon(Typical.Ap, elements))
            .Add(Frame.ProbeResponse(Typical.Sta, Typical.Ap, [.. elements, MakeElement.Rsnxe()]), 20)
            .Add(Frame.Beacon(Typical.Ap, elements), 600);
    }
}
