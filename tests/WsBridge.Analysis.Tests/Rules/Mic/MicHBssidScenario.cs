using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>The client derives its PTK with the BSSID of another AP.</summary>
internal sealed class MicHBssidScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(4);

    public string Rule => "mic-h-bssid";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() =>
        Network.InVain(new Making { Ap = Typical.OtherAp, R1khId = Typical.Ap },
            association: Network.Association().Add(Network.Typical.Beacon(Typical.OtherAp)));

    public CaptureBuilder Conforming() => Network.Handshake().Add(Network.Typical.Beacon(Typical.OtherAp));
}
