using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>The client cuts off the R0KH-ID at its first dot.</summary>
internal sealed class OtherR0khIdScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(4);

    public string Rule => "WSB-MIC-015";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.InVain(new Making { R0khId = "ap1" });

    public CaptureBuilder Conforming() => Network.Handshake();
}
