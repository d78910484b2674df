using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests.Rules.Connection;

[TestFixture]
internal sealed class ConnectionTests
{
    private static readonly Typical Psk = new(2);
    private static readonly Typical Enterprise = new(1);

    [Test]
    public void A_wrong_SAE_password_makes_a_row_an_attempt_and_a_pattern()
    {
        CaptureBuilder capture = SaeFrames.Begin();
        for (int i = 0; i < 3; i++)
        {
            capture.AddCommits(1100).AddAcked(SaeFrames.Confirm(), 5).AddAcked(SaeFrames.Confirm(true, 15));
        }

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(analyzed.Roams.Select(roam => (roam.Outcome, roam.Cause, roam.Fault)),
            Is.EqualTo(Enumerable.Repeat((RoamOutcome.Failed, "WSB-CON-006", Fault.Config), 3)));
        Assert.That(Of(analyzed, "repeat-failure-pattern").Single().Message, Does.Contain("3 of 3 attempts"));
    }

    [Test]
    public void Groups_that_are_tried_one_after_the_other_are_one_attempt_that_succeeds()
    {
        CaptureBuilder capture = SaeFrames.Begin().AddAcked(SaeFrames.Commit(group: 20), 5).AddAcked(SaeFrames.Commit(true, 77, 20))
            .AddSuccess();

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(analyzed.Roams.Select(roam => (roam.Outcome, roam.Cause)), Is.EqualTo(new[] { (RoamOutcome.Success, (string?)null) }));
        Assert.That(Of(analyzed, "sae-commit-refused").Select(finding => finding.Severity), Is.EqualTo(new[] { Severity.Note }));
    }

    [Test]
    public void A_token_that_is_returned_under_hash_to_element_is_found_in_its_container([Values] bool isMultiLink)
    {
        byte[] token = Octets.Repeat(0x70, 32);
        byte[] ap = isMultiLink ? MakeElement.MultiLink(Typical.Ap, null) : [];
        byte[] sta = isMultiLink ? MakeElement.MultiLink(Typical.Sta, null) : [];
        CaptureBuilder capture = SaeFrames.Begin()
            .AddAcked(SaeFrames.Commit(status: 126), 5)
            .AddAcked(Frame.Sae(Typical.Sta, Typical.Ap, true, 1, 76, [19, 0, 255, 33, 93, .. token, .. ap]))
            .AddAcked(Frame.Sae(Typical.Sta, Typical.Ap, false, 1, 126,
                [19, 0, .. Octets.Repeat(0x5C, 96), 255, 33, 93, .. token, .. sta]))
            .AddAcked(SaeFrames.Commit(true, 126))
            .AddAcked(SaeFrames.Confirm()).AddAcked(SaeFrames.Confirm(fromAp: true)).AddAssociation();

        Assert.That(Of(Analyzed.Octets(capture.ToArray()), "sae-token-not-returned"), Is.Empty);
    }

    [Test]
    public void A_single_request_without_an_answer_is_at_most_a_note()
    {
        // One frame that the monitor missed looks the same, and it may have been a refusal.
        CaptureBuilder capture = new CaptureBuilder().Add(Psk.Beacon()).AddAcked(Psk.AuthRequest(), 5).AddAcked(Psk.AuthResponse())
            .AddAcked(Psk.AssocRequest())
            .Add(Psk.Beacon(), 600).AddAcked(Psk.AuthRequest(), 600);

        Assert.That(Of(Analyzed.Octets(capture.ToArray()), "assoc-unanswered").Select(finding => (finding.Severity, finding.Fault)),
            Is.EqualTo(new[] { (Severity.Note, Fault.Unknown) }));
    }

    [Test]
    public void An_AP_that_was_not_heard_is_not_blamed_for_its_silence()
    {
        CaptureBuilder capture = new CaptureBuilder().Add(Psk.Beacon()).Add(Psk.AuthRequest(), 5).Add(Psk.AuthRequest(), 200)
            .Add(Psk.AuthRequest(), 200).Add(Psk.Beacon(), 30_000);

        Assert.That(Of(Analyzed.Octets(capture.ToArray()), "auth-unanswered").Select(finding => (finding.Severity, finding.Fault)),
            Is.EqualTo(new[] { (Severity.Note, Fault.Unknown) }));
    }

    [Test]
    public void A_capture_of_management_frames_alone_does_not_make_the_AP_guilty()
    {
        CaptureBuilder capture = Psk.Association().AddBeacons(60_000);

        Assert.That(Of(Analyzed.Octets(capture.ToArray()), "m1-missing").Select(finding => (finding.Severity, finding.Fault)),
            Is.EqualTo(new[] { (Severity.Note, Fault.Unknown) }));
    }

    [Test]
    public void A_block_ack_setup_shows_that_the_handshake_was_only_missed()
    {
        CaptureBuilder capture = Psk.Association().AddAcked(Frame.Action(Typical.Sta, Typical.Ap, true, 3, 0, 1, 0, 0, 0, 0, 0, 0), 20)
            .AddBeacons(40_000);

        Assert.That(Of(Analyzed.Octets(capture.ToArray()), "m1-missing"), Is.Empty);
    }

    [Test]
    public void Message_1_that_never_comes_is_told_three_times_and_of_the_last_attempt_at_the_end()
    {
        var capture = new CaptureBuilder().Add(Psk.Beacon());
        for (int i = 0; i < 3; i++)
        {
            capture.AddAcked(Psk.AuthRequest(), 2000).AddAcked(Psk.AuthResponse()).AddAcked(Psk.AssocRequest())
                .AddAcked(Psk.AssocResponse()).AddBeacons(1200);
        }

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(Of(analyzed, "m1-missing").Select(finding => finding.Severity),
            Is.EqualTo(new[] { Severity.Warn, Severity.Warn, Severity.Warn }));
        Assert.That(analyzed.Roams.Select(roam => roam.Cause), Is.Not.Empty.And.All.EqualTo("WSB-CON-014"));
    }

    [Test]
    public void Wi_Fi_Protected_Setup_ends_with_EAP_Failure_when_all_is_well()
    {
        byte[] wsc = [0x00, 0x37, 0x2A, 0, 0, 0, 1];
        CaptureBuilder capture = Enterprise.Association()
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 254, wsc)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 2, 1, 254, wsc))
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 4, 2));

        Assert.That(Of(Analyzed.Octets(capture.ToArray()), "eap-failed"), Is.Empty);
    }

    [Test]
    public void A_client_that_declines_the_method_is_told_from_one_with_wrong_credentials()
    {
        CaptureBuilder capture = Enterprise.Association()
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 13)).AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 2, 1, 3, 25))
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 4, 1));

        Assert.That(Of(Analyzed.Octets(capture.ToArray()), "eap-failed").Single().Message, Does.Contain("declined EAP-TLS"));
    }

    [Test]
    public void A_refusal_leads_over_a_warning_on_the_request()
    {
        // The request names two AKMs, which is no reason for status 31.
        byte[] request = Frame.AssociationRequest(Typical.Sta, Typical.Ap,
            [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), MakeElement.Rsne(new RsneOptions { Akms = [2, 6] })]);
        CaptureBuilder capture = new CaptureBuilder().AddAcked(Psk.AuthRequest()).AddAcked(Psk.AuthResponse()).AddAcked(request)
            .AddAcked(Psk.AssocResponse(31));

        Assert.That(Analyzed.Octets(capture.ToArray()).Roams.Single().Cause, Is.EqualTo("WSB-CON-002"));
    }

    [Test]
    public void A_comeback_time_that_is_kept_is_one_attempt_without_a_warning()
    {
        IReadOnlyList<Roam> roams = Analyzed.Octets(new AssocComebackIgnoredScenario().Conforming().ToArray()).Roams;

        Assert.That(roams.Select(roam => roam.Outcome), Is.EqualTo(new[] { RoamOutcome.Success }));
    }

    [Test]
    public void A_request_that_was_not_captured_is_nobodys_fault()
    {
        CaptureBuilder capture = new CaptureBuilder().Add(Psk.Beacon()).AddAcked(Psk.AuthRequest(), 5).AddAcked(Psk.AuthResponse())
            .AddAcked(Psk.AssocResponse(43));

        Assert.That(Of(Analyzed.Octets(capture.ToArray()), "assoc-refused").Single().Fault, Is.EqualTo(Fault.Unknown));
    }

    [Test]
    public void A_client_that_is_asked_once_may_have_answered()
    {
        // Its response may be the one frame that the monitor missed.
        CaptureBuilder capture = Enterprise.Association().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1)).AddBeacons(6000)
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 23));

        Assert.That(Of(Analyzed.Octets(capture.ToArray()), "eap-stopped").Single().Fault, Is.EqualTo(Fault.Unknown));
    }

    [Test]
    public void An_AP_that_leaves_has_ended_nothing_for_want_of_message_1()
    {
        CaptureBuilder capture = Psk.Association().AddBeacons(1200).AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 3));

        Assert.That(Of(Analyzed.Octets(capture.ToArray()), "m1-missing").Select(finding => (finding.Severity, finding.Fault)),
            Is.EqualTo(new[] { (Severity.Note, Fault.Unknown) }));
    }

    [Test]
    public void Deauthentication_may_be_the_answer_to_a_request()
    {
        CaptureBuilder capture = new CaptureBuilder().Add(Psk.Beacon()).AddAcked(Psk.AuthRequest(), 5).AddAcked(Psk.AuthResponse())
            .AddAcked(Psk.AssocRequest())
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 9), 20);

        Finding finding = Of(Analyzed.Octets(capture.ToArray()), "assoc-unanswered").Single();

        Assert.That(finding.Message, Does.Contain("was answered with Deauthentication, reason 9"));
        Assert.That(finding.Severity, Is.EqualTo(Severity.Warn));
    }

    private static List<Finding> Of(Analyzed analyzed, string name) => [.. analyzed.Findings.Where(finding => finding.Rule.Name == name)];
}
