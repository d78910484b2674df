using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>Message 3 carries an RSNXE that the Beacon does not have, and the client leaves.</summary>
internal sealed class M3RsnxeVsBeaconScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(2);

    public string Rule => "m3-rsnxe-vs-beacon";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.RefusedM3([Network.M2Rsne, MakeElement.Rsnxe()], 17);

    public CaptureBuilder Conforming() => Network.Handshake();
}
