using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.GroupKey;

/// <summary>The client answers a group key handshake in the clear twice with a wrong MIC.</summary>
internal sealed class GroupMicBadScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(2);
    private static readonly byte[] NewGtk = Octets.Repeat(0x6C, 16);

    public string Rule => "group-mic-bad";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.Handshake()
        .AddAcked(Network.Group1(NewGtk), 3000).AddAcked(Network.Group2(mic: Octets.Repeat(0x66, 16)))
        .AddAcked(Network.Group1(NewGtk, 4), 1000).AddAcked(Network.Group2(4, Octets.Repeat(0x67, 16)));

    public CaptureBuilder Conforming() => Network.Handshake().AddAcked(Network.Group1(NewGtk), 3000).AddAcked(Network.Group2());
}
