using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Tests.MultiLink;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.GroupKey;

/// <summary>
/// A new GTK for link 0; the key of link 1 is repeated with packet number 0, after 7 in message 3. In the twin with 9.
/// </summary>
internal sealed class GroupPnGoesBackScenario : IRuleScenario
{
    private static readonly byte[] NewGtk = Octets.Repeat(0x6C, 16);

    public string Rule => "group-pn-goes-back";

    public IReadOnlyList<KnownKey> Keys => MultiLinkTypical.Keys;

    public CaptureBuilder Violation() => Rekey(0);

    public CaptureBuilder Conforming() => Rekey(9);

    private static CaptureBuilder Rekey(byte packetNumber) =>
        MultiLinkTypical.Handshake([.. MultiLinkTypical.GroupKeys(0), .. MultiLinkTypical.GroupKeys(1, packetNumber: 7)])
            .AddAcked(MultiLinkTypical.Network.Group1With(
                [.. MultiLinkTypical.GroupKeys(0, NewGtk), .. MultiLinkTypical.GroupKeys(1, packetNumber: packetNumber)]), 3000)
            .AddAcked(MultiLinkTypical.Network.Group2());
}
