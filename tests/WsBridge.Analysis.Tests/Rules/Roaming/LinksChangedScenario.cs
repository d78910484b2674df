using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Tests.MultiLink;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Roaming;

/// <summary>A client wants to give up both its links, and the AP refuses one of them; in the twin nobody answers.</summary>
internal sealed class LinksChangedScenario : IRuleScenario
{
    public string Rule => "links-changed";

    public IReadOnlyList<KnownKey> Keys => MultiLinkTypical.Keys;

    public CaptureBuilder Violation() => Conforming().AddAcked(MultiLinkTypical.Protected(true, 12, 2, 7, 2, 0, 1, 0, 1, 0, 0));

    public CaptureBuilder Conforming() => MultiLinkTypical.Handshake([.. MultiLinkTypical.GroupKeys(0), .. MultiLinkTypical.GroupKeys(1)])
        .AddAcked(MultiLinkTypical.Protected(false, 11, 1,
            [7, .. MakeElement.LinkRequest((0, Typical.Sta, false), (1, MakeAddress.Sta(2), false))]), 500);
}
