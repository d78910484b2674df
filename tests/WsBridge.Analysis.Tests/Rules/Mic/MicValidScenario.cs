using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>Message 2 is right each time, and the AP never goes on; the twin is a handshake that completes.</summary>
internal sealed class MicValidScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(4);

    public string Rule => "mic-valid";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.InVain(new Making());

    public CaptureBuilder Conforming() => Network.Handshake();
}
