using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>The client cuts off the R0KH-ID at its first dot.</summary>
internal sealed class MicHR0khScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(4);

    public string Rule => "mic-h-r0kh";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.InVain(new Making { R0khId = "ap1" });

    public CaptureBuilder Conforming() => Network.Handshake();
}
