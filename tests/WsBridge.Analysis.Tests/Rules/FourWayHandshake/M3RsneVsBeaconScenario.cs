using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>Message 3 carries RSN Capabilities that the Beacon does not, and the client leaves.</summary>
internal sealed class M3RsneVsBeaconScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(2);

    public string Rule => "m3-rsne-vs-beacon";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.RefusedM3([MakeElement.Rsne(2, 0x000C)], 17);

    public CaptureBuilder Conforming() => Network.Handshake();
}
