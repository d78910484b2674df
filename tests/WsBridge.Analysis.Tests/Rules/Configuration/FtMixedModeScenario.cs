using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Configuration;

/// <summary>FT-PSK beside PSK; the twin offers FT-PSK alone.</summary>
internal sealed class FtMixedModeScenario : IRuleScenario
{
    public string Rule => "ft-mixed-mode";

    public CaptureBuilder Violation() => Beacon([2, 4]);

    public CaptureBuilder Conforming() => Beacon([4]);

    private static CaptureBuilder Beacon(int[] akms) => new CaptureBuilder()
        .Add(Frame.Beacon(Typical.Ap,
            [
            MakeElement.Ssid(Typical.NetworkName),
            MakeElement.SupportedRates(),
            MakeElement.Rsne(new RsneOptions { Akms = akms }),
            MakeElement.Mde(),
        ]));
}
