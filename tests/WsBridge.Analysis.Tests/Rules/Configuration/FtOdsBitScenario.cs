using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Configuration;

/// <summary>
/// One of three APs of a mobility domain does not take FT over the DS; in the twin all do but for one of another domain and one of another
/// SSID.
/// </summary>
internal sealed class FtOdsBitScenario : IRuleScenario
{
    public string Rule => "ft-ods-bit";

    public CaptureBuilder Violation() => new CaptureBuilder()
        .Add(Beacon(0, Typical.NetworkName, 0x0102, 1)).Add(Beacon(1, Typical.NetworkName, 0x0102, 0))
            .Add(Beacon(2, Typical.NetworkName, 0x0102, 1));

    public CaptureBuilder Conforming() => new CaptureBuilder()
        .Add(Beacon(0, Typical.NetworkName, 0x0102, 1)).Add(Beacon(1, Typical.NetworkName, 0x0102, 1))
            .Add(Beacon(2, Typical.NetworkName, 0x0909, 0)).Add(Beacon(3, "Other", 0x0102, 0));

    private static byte[] Beacon(int ap, string ssid, int mdid, int policy) =>
        Frame.Beacon(MakeAddress.Ap(ap),
            [MakeElement.Ssid(ssid), MakeElement.SupportedRates(), MakeElement.Rsne(4), MakeElement.Mde(mdid, policy)]);
}
