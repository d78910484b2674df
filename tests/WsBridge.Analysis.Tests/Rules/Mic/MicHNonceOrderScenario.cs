using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>An FT client that puts ANonce before SNonce.</summary>
internal sealed class MicHNonceOrderScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(4);

    public string Rule => "mic-h-nonce-order";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.InVain(new Making { ANonce = Typical.SNonce, SNonce = Typical.ANonce });

    public CaptureBuilder Conforming() => Network.Handshake();
}
