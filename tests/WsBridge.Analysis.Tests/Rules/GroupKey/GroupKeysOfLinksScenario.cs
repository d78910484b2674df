using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Tests.MultiLink;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.GroupKey;

/// <summary>
/// Message 1 of the group key handshake brings a multi-link client a GTK without a link; the twin the new keys of one of its links.
/// </summary>
internal sealed class GroupKeysOfLinksScenario : IRuleScenario
{
    private static readonly byte[] NewGtk = Octets.Repeat(0x6C, 16);

    public string Rule => "group-keys-of-links";

    public IReadOnlyList<KnownKey> Keys => MultiLinkTypical.Keys;

    public CaptureBuilder Violation() => Rekey(MakeKde.Gtk(2, NewGtk));

    public CaptureBuilder Conforming() => Rekey(MultiLinkTypical.GroupKeys(1, NewGtk));

    private static CaptureBuilder Rekey(byte[] keyData) =>
        MultiLinkTypical.Handshake([.. MultiLinkTypical.GroupKeys(0), .. MultiLinkTypical.GroupKeys(1)])
            .AddAcked(MultiLinkTypical.Network.Group1With(keyData), 3000).AddAcked(MultiLinkTypical.Network.Group2());
}
