using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>The client takes the SSID with a NUL at its end into PMK-R0.</summary>
internal sealed class MicHSsidScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(4);

    public string Rule => "mic-h-ssid";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.InVain(new Making { Ssid = Typical.NetworkName + "\0" });

    public CaptureBuilder Conforming() => Network.Handshake();
}
