using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Configuration;

/// <summary>The preauthentication bit in a Beacon; the twin has it at 0.</summary>
internal sealed class PreauthBitScenario : IRuleScenario
{
    public string Rule => "preauth-bit";

    public CaptureBuilder Violation() => Beacon(0x0001);

    public CaptureBuilder Conforming() => Beacon(0);

    private static CaptureBuilder Beacon(int capabilities) =>
        new CaptureBuilder().Add(
            Frame.Beacon(Typical.Ap,
            [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), MakeElement.Rsne(1, capabilities)]));
}
