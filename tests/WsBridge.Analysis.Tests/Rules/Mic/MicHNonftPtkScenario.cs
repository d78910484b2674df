using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>An FT client that derives its PTK without FT.</summary>
internal sealed class MicHNonftPtkScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(4);

    public string Rule => "mic-h-nonft-ptk";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.InVain(new Making { Derivation = 2 });

    public CaptureBuilder Conforming() => Network.Handshake();
}
