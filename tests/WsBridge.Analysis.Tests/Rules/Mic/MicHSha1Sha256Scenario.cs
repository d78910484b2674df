using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>A client of PSK-SHA256 that derives its PTK by PRF-SHA1.</summary>
internal sealed class MicHSha1Sha256Scenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(6);

    public string Rule => "mic-h-sha1-sha256";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.InVain(new Making { Derivation = 2 });

    public CaptureBuilder Conforming() => Network.Handshake();
}
