using WsBridge.Analysis.Keys;
using WsBridge.Dot11.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>An FT client that makes the MIC by HMAC-SHA1.</summary>
internal sealed class MicHAlgoScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(4);

    public string Rule => "mic-h-algo";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.InVain(new Making { Algorithm = MicAlgorithm.HmacSha1 });

    public CaptureBuilder Conforming() => Network.Handshake();
}
