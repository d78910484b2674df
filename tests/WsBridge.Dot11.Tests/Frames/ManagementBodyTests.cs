using WsBridge.Testing;

namespace WsBridge.Dot11.Tests;

[TestFixture]
internal sealed class ManagementBodyTests
{
    private static readonly MacAddress s_ap = MakeAddress.Ap();
    private static readonly MacAddress s_target = MakeAddress.Ap(1);
    private static readonly MacAddress s_sta = MakeAddress.Sta();

    [Test]
    public void FT_authentication_shows_algorithm_transaction_status_and_where_elements_stand()
    {
        var frame = Frame.Authentication(s_sta, s_ap, algorithm: 2, transaction: 2, status: 53, MakeElement.Rsne(4),
            MakeElement.Mde(0x1234));

        Assert.That(MacHeader.TryParse(frame, out var mac, out _), Is.True);
        Assert.That(Authentication.TryParse(mac, out var authentication, out _), Is.True);
        Assert.That(authentication.Elements.TryFind(ElementId.Mde, out var element), Is.True);
        Assert.That(Mde.TryParse(element.Body, out var mde, out _), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(authentication.Algorithm, Is.EqualTo(Authentication.FastBssTransition));
            Assert.That(authentication.Transaction, Is.EqualTo(2));
            Assert.That(StatusCodes.Describe(authentication.Status), Is.EqualTo("53 (Invalid pairwise master key identifier (PMKID))"));
            Assert.That(element.Offset, Is.EqualTo(24 + 6 + MakeElement.Rsne(4).Length));
            Assert.That(mde.Mdid.ToString(), Is.EqualTo("1234"));
            Assert.That(mac.StationAddress, Is.EqualTo(s_sta));
            Assert.That(mac.Sa, Is.EqualTo(s_ap));
        }
    }

    [Test]
    public void A_reassociation_request_names_the_current_AP_and_an_association_request_has_none()
    {
        Assert.That(MacHeader.TryParse(Frame.ReassociationRequest(s_sta, s_target, s_ap, MakeElement.Ssid("net")), out var mac, out _),
            Is.True);
        Assert.That(AssociationRequest.TryParse(mac, out var request, out _), Is.True);
        Assert.That(request.CurrentAp, Is.EqualTo(s_ap));
        Assert.That(request.Elements.Count(ElementId.Ssid), Is.EqualTo(1));

        Assert.That(MacHeader.TryParse(Frame.AssociationRequest(s_sta, s_ap, MakeElement.Ssid("net")), out mac, out _), Is.True);
        Assert.That(AssociationRequest.TryParse(mac, out request, out _), Is.True);
        Assert.That(request.CurrentAp, Is.Null);
        Assert.That(request.Elements.Count(ElementId.Ssid), Is.EqualTo(1));
    }

    [Test]
    public void FT_actions_name_STA_and_target_and_only_answers_have_a_status([Values(1, 2, 3, 4)] int action)
    {
        var frame = Frame.FtAction(s_sta, s_ap, s_target, action, 54, MakeElement.Mde());

        Assert.That(MacHeader.TryParse(frame, out var mac, out _), Is.True);
        Assert.That(ActionFrame.TryParse(mac, out var found, out _), Is.True);
        Assert.That(FtAction.TryParse(found, out var ft, out var error), Is.True, error.ToString());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ft.StaAddress, Is.EqualTo(s_sta));
            Assert.That(ft.TargetAp, Is.EqualTo(s_target));
            Assert.That(ft.Status, Is.EqualTo(action % 2 == 0 ? (ushort?)54 : null));
            Assert.That(ft.Elements.TryFind(ElementId.Mde, out _), Is.True);
        }
    }

    [Test]
    public void A_BTM_request_skips_termination_duration_and_URL_before_the_candidates()
    {
        var details = new OctetWriter().U8(7).U8(0x1D).U16(300).U8(255).Zeros(12).U8(3).Hex("616263")
            .Add(MakeElement.NeighborReport(s_target)).ToArray();

        Assert.That(MacHeader.TryParse(Frame.Action(s_sta, s_ap, true, 10, 7, details), out var mac, out _), Is.True);
        Assert.That(ActionFrame.TryParse(mac, out var action, out _), Is.True);
        Assert.That(BtmRequest.TryParse(action, out var request, out _), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.DialogToken, Is.EqualTo(7));
            Assert.That(request.DisassociationImminent, Is.True);
            Assert.That(request.DisassociationTimer, Is.EqualTo(300));
            Assert.That(request.Candidates.TryFind(ElementId.NeighborReport, out var report), Is.True);
            Assert.That(MacAddress.Read(report.Body), Is.EqualTo(s_target));
        }
    }

    [Test]
    public void A_BTM_response_names_its_target_only_when_it_accepts()
    {
        Assert.That(MacHeader.TryParse(Frame.BtmResponse(s_sta, s_ap, 0, s_target), out var mac, out _), Is.True);
        Assert.That(ActionFrame.TryParse(mac, out var action, out _), Is.True);
        Assert.That(BtmResponse.TryParse(action, out var response, out _), Is.True);
        Assert.That(response.TargetBssid, Is.EqualTo(s_target));

        Assert.That(MacHeader.TryParse(Frame.BtmResponse(s_sta, s_ap, 7), out mac, out _), Is.True);
        Assert.That(ActionFrame.TryParse(mac, out action, out _), Is.True);
        Assert.That(BtmResponse.TryParse(action, out response, out _), Is.True);
        Assert.That(response.TargetBssid, Is.Null);
        Assert.That(BtmResponse.StatusName(response.Status), Is.EqualTo("Reject: no suitable BSS transition candidates"));
    }

    [Test]
    public void An_association_response_shows_status_and_AID()
    {
        Assert.That(MacHeader.TryParse(Frame.AssociationResponse(s_sta, s_ap, 30), out var mac, out _), Is.True);
        Assert.That(AssociationResponse.TryParse(mac, out var response, out _), Is.True);
        Assert.That((response.Status, response.Aid), Is.EqualTo(((ushort)30, 1)));
    }

    [Test]
    public void A_code_without_a_name_prints_as_its_number()
    {
        Assert.That(StatusCodes.Describe(4711), Is.EqualTo("4711"));
        Assert.That(ReasonCodes.Describe(0), Is.EqualTo("0"));
        Assert.That(ReasonCodes.Describe(15), Is.EqualTo("15 (4-way handshake timeout)"));
    }
}
