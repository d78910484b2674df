using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Mic;

/// <summary>The client takes the BSSID of another AP as R1KH-ID.</summary>
internal sealed class MicHR1khScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(4);

    public string Rule => "mic-h-r1kh";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() =>
        Network.InVain(new Making { R1khId = Typical.OtherAp },
            association: Network.Association().Add(Network.Typical.Beacon(Typical.OtherAp)));

    public CaptureBuilder Conforming() => Network.Handshake().Add(Network.Typical.Beacon(Typical.OtherAp));
}
