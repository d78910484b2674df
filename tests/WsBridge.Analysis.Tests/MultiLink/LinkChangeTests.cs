using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Tests.Rules.Configuration;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests.MultiLink;

/// <summary>A client stays with its AP MLD and changes its links, or the AP takes one away: none of it is a roam.</summary>
[TestFixture]
internal sealed class LinkChangeTests
{
    private static readonly byte[] BothKeys = [.. MultiLinkTypical.GroupKeys(0), .. MultiLinkTypical.GroupKeys(1)];

    [Test]
    public void A_link_that_the_AP_grants_is_one_of_the_row()
    {
        Analyzed analyzed = Analyze(Asked(MakeElement.LinkRequest((2, MakeAddress.Sta(3), true), (1, MakeAddress.Sta(2), false)))
            .AddAcked(MultiLinkTypical.Protected(true, 12, 2, 7, 2, 2, 0, 0, 1, 0, 0)));

        Finding found = analyzed.Findings.Single(finding => finding.Rule.Name == "links-changed");
        Assert.That((found.Severity, found.Message), Is.EqualTo((Severity.Chat,
            "Link reconfiguration, decrypted: link 2 is added; link 1 is deleted. The client stays with its AP MLD.")));
        Assert.That(analyzed.Roams.Single().Links!.Links.Select(link => (link.Id, link.Sta)),
            Is.EqualTo(new[] { ((int?)0, (Dot11.MacAddress?)Typical.Sta), (2, MakeAddress.Sta(3)) }));
    }

    [Test]
    public void What_the_AP_refuses_changes_no_link()
    {
        Analyzed analyzed = Analyze(Asked(MakeElement.LinkRequest((2, MakeAddress.Sta(3), true)))
            .AddAcked(MultiLinkTypical.Protected(true, 12, 2, 7, 1, 2, 1, 0)));

        Assert.That(analyzed.Findings.Single(finding => finding.Rule.Name == "links-changed").Message,
            Does.StartWith("Link reconfiguration, decrypted: the AP refuses to add link 2 with status 1"));
        Assert.That(analyzed.Roams.Single().Links!.Links.Select(link => link.Id), Is.EqualTo(new int?[] { 0, 1 }));
    }

    [Test]
    public void An_answer_to_another_request_changes_nothing()
    {
        Analyzed analyzed = Analyze(Asked(MakeElement.LinkRequest((1, MakeAddress.Sta(2), false)))
            .AddAcked(MultiLinkTypical.Protected(true, 12, 2, 8, 1, 1, 0, 0)));

        Assert.That(analyzed.Findings.Where(finding => finding.Rule.Name == "links-changed"), Is.Empty);
        Assert.That(analyzed.Roams.Single().Links!.Links, Has.Count.EqualTo(2));
    }

    [TestCase(false, 6, "7,3,3,0", "The client turns EMLSR on (decrypted)")]
    [TestCase(false, 6, "7,0", "The client turns EMLSR off (decrypted)")]
    [TestCase(true, 1, "7,0,0", "The AP accepts a TID-to-link mapping (decrypted)")]
    [TestCase(true, 1, "7,133,0", "The AP refuses a TID-to-link mapping (decrypted) with status 133")]
    [TestCase(true, 2, "", "The AP ends a TID-to-link mapping (decrypted)")]
    public void Mapping_and_EMLSR_are_said(bool fromAp, int action, string details, string said)
    {
        byte[] octets = [.. details.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(byte.Parse)];
        Analyzed analyzed = Analyze(MultiLinkTypical.Handshake(BothKeys)
            .AddAcked(MultiLinkTypical.Protected(fromAp, action, 1, octets), 500));

        Assert.That(analyzed.Findings.Single(finding => finding.Rule.Name == "links-changed").Message, Does.StartWith(said));
        Assert.That(analyzed.Roams, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_client_that_keeps_a_link_is_not_named_when_another_goes()
    {
        Analyzed analyzed = Analyze(new LinkRemovalAheadScenario().Violation());

        Assert.That(analyzed.Findings.Where(finding => finding.Rule.Name == "link-removal-ahead").Select(finding => finding.Message),
            Is.EqualTo(new[] { $"AP MLD {Typical.Ap} announces that its link 1 (BSSID {MakeAddress.Ap(2)}) is gone after 3 Beacon "
                + "intervals (307 ms)." }));
    }

    [Test]
    public void A_client_whose_links_all_go_is_named()
    {
        Analyzed analyzed = Analyze(MultiLinkTypical.Handshake(BothKeys)
            .Add(LinkRemovalAheadScenario.LinkBeacon(MakeElement.LinkRemoval((0, 3), (1, 3))), 100));

        Assert.That(analyzed.Findings.Where(finding => finding.Rule.Name == "link-removal-ahead").Select(finding => finding.Message),
            Has.Exactly(2).EndsWith($"Clients without another link, as far as captured: {Typical.Sta}."));
    }

    [Test]
    public void A_client_that_has_roamed_away_is_not_named()
    {
        byte[][] elements = [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), MultiLinkTypical.Network.M2Rsne];
        Analyzed analyzed = Analyze(MultiLinkTypical.Handshake(BothKeys)
            .Add(Frame.Beacon(Typical.OtherAp, elements))
            .AddAcked(Frame.Authentication(MakeAddress.Sta(7), Typical.OtherAp, 0, 1, 0, [MakeElement.MultiLink(Typical.Sta, null)]), 500)
            .AddAcked(Frame.Authentication(MakeAddress.Sta(7), Typical.OtherAp, 0, 2, 0))
            .AddAcked(Frame.ReassociationRequest(MakeAddress.Sta(7), Typical.OtherAp, Typical.Ap,
                [.. elements, MakeElement.MultiLink(Typical.Sta, null)]))
            .AddAcked(Frame.ReassociationResponse(MakeAddress.Sta(7), Typical.OtherAp, 0, [MakeElement.SupportedRates()]))
            .Add(LinkRemovalAheadScenario.LinkBeacon(MakeElement.LinkRemoval((0, 3), (1, 3))), 100));

        Assert.That(analyzed.Findings.Where(finding => finding.Rule.Name == "link-removal-ahead").Select(finding => finding.Message),
            Has.Exactly(2).EndsWith("(307 ms)."));
    }

    [Test]
    public void A_link_that_has_come_back_does_not_go()
    {
        Analyzed analyzed = Analyze(MultiLinkTypical.Handshake(BothKeys)
            .Add(LinkRemovalAheadScenario.LinkBeacon(MakeElement.LinkRemoval((1, 3))), 100)
            .Add(LinkRemovalAheadScenario.LinkBeacon(), 400)
            .Add(Frame.Beacon(MakeAddress.Ap(2), [MakeElement.Ssid(Typical.NetworkName)]), 30_000)
            .Add(LinkRemovalAheadScenario.LinkBeacon(MakeElement.LinkRemoval((0, 3))), 100));

        Assert.That(analyzed.Findings.Where(finding => finding.Rule.Name == "link-removal-ahead").Select(finding => finding.Message),
            Has.Exactly(2).EndsWith("(307 ms)."));
    }

    [Test]
    public void A_link_that_is_gone_answers_nobody([Values(1, 30)] int intervals, [Values] bool isHeardSince)
    {
        byte[] Ask() => Frame.Authentication(MakeAddress.Sta(5), MakeAddress.Ap(2), 0, 1, 0, [MakeElement.MultiLink(Typical.Sta, null)]);
        CaptureBuilder capture = MultiLinkTypical.Handshake(BothKeys)
            .Add(LinkRemovalAheadScenario.LinkBeacon(MakeElement.LinkRemoval((1, intervals))), 100);
        if (isHeardSince)
        {
            capture.Add(Frame.Beacon(MakeAddress.Ap(2), [MakeElement.Ssid(Typical.NetworkName)]), 1900);
        }

        Analyzed analyzed = Analyze(capture.Add(Ask(), isHeardSince ? 100 : 2000).Add(Ask(), 20));

        Assert.That(analyzed.Findings.Where(finding => finding.Rule.Name == "link-removal-ahead").Skip(1).Select(finding => finding.Message),
            intervals == 1 && !isHeardSince
            ? Is.EqualTo(new[] { $"The client asks link 1 of AP MLD {Typical.Ap}, "
                + "which the AP had announced to remove; no frame of it was captured since." })
            : Is.Empty);
    }

    private static CaptureBuilder Asked(byte[] element) =>
        MultiLinkTypical.Handshake(BothKeys).AddAcked(MultiLinkTypical.Protected(false, 11, 1, [7, .. element]), 500);

    private static Analyzed Analyze(CaptureBuilder capture)
    {
        using var keys = new KeyTable(MultiLinkTypical.Keys);
        return Analyzed.Octets(capture.ToArray(), keys);
    }
}
