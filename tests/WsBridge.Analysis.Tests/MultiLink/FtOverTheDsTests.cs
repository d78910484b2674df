using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests.MultiLink;

/// <summary>FT over the DS between AP MLDs: the request names MLDs, the reassociation goes over a link.</summary>
[TestFixture]
internal sealed class FtOverTheDsTests
{
    private static readonly MacAddress s_sta = MakeAddress.Sta(9);
    private static readonly MacAddress s_staLink = MakeAddress.Sta(1);
    private static readonly MacAddress s_newStaLink = MakeAddress.Sta(2);
    private static readonly MacAddress s_oldMld = MakeAddress.Ap(0x10);
    private static readonly MacAddress s_old = MakeAddress.Ap(1);
    private static readonly MacAddress s_newMld = MakeAddress.Ap(0x20);
    private static readonly MacAddress[] s_new = [MakeAddress.Ap(3), MakeAddress.Ap(4)];
    private static readonly Typical s_network = new(4);

    [Test]
    public void It_is_one_roam_to_the_link_of_the_reassociation([Values(0, 1)] int link)
    {
        Analyzed analyzed = Analyzed.Octets(Capture(link).ToArray());

        Roam roam = analyzed.Roams[^1];
        Assert.That(analyzed.Roams, Has.Count.EqualTo(2));
        Assert.That((roam.Type, roam.Outcome, roam.From, roam.To, roam.Sta, roam.Links?.Ap),
            Is.EqualTo(((RoamType?)RoamType.FtOverTheDs, RoamOutcome.Success, (MacAddress?)s_old, s_new[link], s_sta,
                (MacAddress?)s_newMld)));
        Assert.That(analyzed.Findings.Where(finding => finding.Severity >= Severity.Warn).Select(finding => finding.Message), Is.Empty);
    }

    [Test]
    public void A_request_that_nobody_answers_is_to_a_BSSID_on_the_air()
    {
        Analyzed analyzed = Analyzed.Octets(Capture(link: null).ToArray());

        Assert.That(analyzed.Roams[^1].To, Is.EqualTo(s_new[0]), "the link in the band of the old one");
        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name), Has.None.EqualTo("ft-ods-bad-target"));
    }

    [Test]
    public void A_client_that_authenticates_after_a_request_in_vain_does_not_go_on_with_it()
    {
        MacAddress target = s_new[1];
        byte[][] elements = [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), s_network.Rsne(), MakeElement.Mde()];
        CaptureBuilder capture = Capture(link: null)
            .AddAcked(Frame.Authentication(s_newStaLink, target, 0, 1, 0, [MakeElement.MultiLink(s_sta, null)]), 500)
            .AddAcked(Frame.Authentication(s_newStaLink, target, 0, 2, 0, [MakeElement.MultiLink(s_newMld, null)]))
            .AddAcked(Frame.ReassociationRequest(s_newStaLink, target, s_oldMld, [.. elements, MakeElement.MultiLink(s_sta, null)]))
            .AddAcked(Frame.ReassociationResponse(s_newStaLink, target, 0,
                [MakeElement.SupportedRates(), MakeElement.Mde(), MakeElement.MultiLink(s_newMld, 1)]));

        IReadOnlyList<Roam> roams = Analyzed.Octets(capture.ToArray()).Roams;

        Assert.That(roams.Select(roam => roam.Type),
            Is.EqualTo(new RoamType?[] { RoamType.FtInitial, RoamType.FtOverTheDs, RoamType.FtInitial }));
        Assert.That((roams[^1].To, roams[^1].Outcome), Is.EqualTo((target, RoamOutcome.Incomplete)));
    }

    private static CaptureBuilder Capture(int? link)
    {
        byte[][] initial = [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), s_network.Rsne(), MakeElement.Mde()];
        CaptureBuilder capture = new CaptureBuilder().Add(Beacon(s_old, s_oldMld, 0))
            .Add(Beacon(s_new[1], s_newMld, 1), 1, new RadiotapOptions { FrequencyMHz = 5180 }).Add(Beacon(s_new[0], s_newMld, 0));
        capture.AddAcked(Frame.Authentication(s_staLink, s_old, 0, 1, 0, [MakeElement.MultiLink(s_sta, null)]), 5)
            .AddAcked(Frame.Authentication(s_staLink, s_old, 0, 2, 0, [MakeElement.MultiLink(s_oldMld, null)]))
            .AddAcked(Frame.AssociationRequest(s_staLink, s_old, [.. initial, MakeElement.MultiLink(s_sta, null)]))
            .AddAcked(Frame.AssociationResponse(s_staLink, s_old, 0,
                [MakeElement.SupportedRates(), MakeElement.Mde(), Fte(new FteOptions { R0khId = Typical.R0khId, R1khId = s_oldMld }),
                    MakeElement.MultiLink(s_oldMld, 0)]))
            .AddAcked(Key(MakeEapol.M1(Typical.ANonce, version: 3)))
            .AddAcked(Key(MakeEapol.M2(Typical.SNonce, Octets.Join([s_network.Rsne(Typical.PmkR1Name), MakeElement.Mde(),
                Fte(new FteOptions { R0khId = Typical.R0khId, R1khId = s_oldMld })]), version: 3)))
            .AddAcked(Key(MakeEapol.M3(Typical.ANonce, Octets.Repeat(0xEE, 56), version: 3))).AddAcked(Key(MakeEapol.M4(version: 3)));
        byte[][] request =
            [s_network.Rsne(Typical.PmkR0Name), MakeElement.Mde(), Fte(Typical.FtRequestFte), MakeElement.MultiLink(s_sta, null)];
        capture.AddAcked(Action(false, 1, null, request), 200);
        if (link is not { } to)
        {
            return capture.AddAcked(Action(false, 1, null, request), 500).Add(Beacon(s_old, s_oldMld, 0), 2000);
        }

        FteOptions answer = Typical.FtResponseFte with { R1khId = s_newMld };
        FteOptions confirm = Typical.ReassocFte with { R1khId = s_newMld };
        return capture
            .AddAcked(Action(true, 2, 0,
                [s_network.Rsne(Typical.PmkR0Name), MakeElement.Mde(), Fte(answer), MakeElement.MultiLink(s_newMld, null)]), 10)
            .AddAcked(Frame.ReassociationRequest(s_newStaLink, s_new[to], s_oldMld,
                [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), s_network.Rsne(Typical.PmkR1Name), MakeElement.Mde(),
                    Fte(confirm), MakeElement.MultiLink(s_sta, null)]), 10)
            .AddAcked(Frame.ReassociationResponse(s_newStaLink, s_new[to], 0,
                [MakeElement.SupportedRates(), s_network.Rsne(Typical.PmkR1Name), MakeElement.Mde(),
                    Fte(confirm with { MoreSubelements = Typical.GtkSubelement }), MakeElement.MultiLink(s_newMld, to)]));
    }

    private static byte[] Fte(FteOptions options) => MakeElement.Fte(options);

    private static byte[] Key(EapolKeyOptions options) => Frame.EapolKey(s_staLink, s_old, options);

    private static byte[] Beacon(MacAddress bssid, MacAddress mld, int link) => Frame.Beacon(
        bssid,
        [
            MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), s_network.Rsne(), MakeElement.Mde(),
            MakeElement.MultiLink(mld, link),
        ]);

    /// <summary>FT Request or Response through the old AP; it names MLDs.</summary>
    private static byte[] Action(bool fromAp, int action, int? status, byte[][] elements)
    {
        var details = new OctetWriter().Address(s_sta).Address(s_newMld);
        if (status is { } code)
        {
            details.U16(code);
        }

        return Frame.Action(s_staLink, s_old, fromAp, 6, action, details.Add(Octets.Join(elements)).ToArray());
    }
}
