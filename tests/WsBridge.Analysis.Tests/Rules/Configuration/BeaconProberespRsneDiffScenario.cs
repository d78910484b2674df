using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Configuration;

/// <summary>
/// A Probe Response with other replay counters between two Beacons; the twin is an AP that was configured anew between the two, so that
/// both changed.
/// </summary>
internal sealed class BeaconProberespRsneDiffScenario : IRuleScenario
{
    public string Rule => "beacon-proberesp-rsne-diff";

    public CaptureBuilder Violation() =>
        new CaptureBuilder().Add(Beacon(0x000C)).Add(ProbeResponse(0), 20).Add(Beacon(0x000C), 600).Add(ProbeResponse(0), 600);

    public CaptureBuilder Conforming() => new CaptureBuilder()
        .Add(Beacon(0)).Add(ProbeResponse(0), 20).Add(Beacon(0x000C), 600).Add(Beacon(0x000C), 600).Add(ProbeResponse(0x000C), 600)
            .Add(Beacon(0x000C), 600);

    private static byte[] Beacon(int capabilities) => Frame.Beacon(Typical.Ap, Elements(capabilities));

    // Another length, so that it is not taken for the Beacon once more.
    private static byte[] ProbeResponse(int capabilities) =>
        Frame.ProbeResponse(Typical.Sta, Typical.Ap, [.. Elements(capabilities), MakeElement.Channel(1)]);

    private static byte[][] Elements(int capabilities) =>
        [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), MakeElement.Rsne(2, capabilities)];
}
