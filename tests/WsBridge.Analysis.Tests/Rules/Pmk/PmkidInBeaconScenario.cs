using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Pmk;

/// <summary>A Beacon whose RSNE lists a PMKID; the twin has an explicit count of 0.</summary>
internal sealed class PmkidInBeaconScenario : IRuleScenario
{
    public string Rule => "pmkid-in-beacon";

    public CaptureBuilder Violation() => Beacon([Typical.CachedPmkid]);

    public CaptureBuilder Conforming() => Beacon([]);

    private static CaptureBuilder Beacon(byte[][] pmkids) => new CaptureBuilder()
        .Add(Frame.Beacon(Typical.Ap,
            [
            MakeElement.Ssid(Typical.NetworkName),
            MakeElement.SupportedRates(),
            MakeElement.Rsne(new RsneOptions { Akms = [1], Pmkids = pmkids, GroupManagementCipher = 6 }),
        ]));
}
