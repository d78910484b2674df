using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>The client swaps the octets of the MDID.</summary>
internal sealed class MicHMdidSwapScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(4);

    public string Rule => "mic-h-mdid-swap";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.InVain(new Making { Mdid = 0x0201 });

    public CaptureBuilder Conforming() => Network.Handshake();
}
