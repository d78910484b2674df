using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Tests.MultiLink;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>Two links are set up and message 3 has the group keys of one; in the twin those of both.</summary>
internal sealed class M3KeysOfLinksScenario : IRuleScenario
{
    public string Rule => "m3-keys-of-links";

    public IReadOnlyList<KnownKey> Keys => MultiLinkTypical.Keys;

    public CaptureBuilder Violation() => MultiLinkTypical.Handshake(MultiLinkTypical.GroupKeys(0));

    public CaptureBuilder Conforming() => MultiLinkTypical.Handshake([.. MultiLinkTypical.GroupKeys(0), .. MultiLinkTypical.GroupKeys(1)]);
}
