using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>The client derives a KDK though no RSNXE asks for one.</summary>
internal sealed class MicHKdkScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(6);

    public string Rule => "mic-h-kdk";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.InVain(new Making { WithKdk = true });

    public CaptureBuilder Conforming() => Network.Handshake();
}
