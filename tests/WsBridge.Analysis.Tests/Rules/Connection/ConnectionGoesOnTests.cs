using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>Clients that go on after what looked like the end, that come back in another way, or that give up.</summary>
[TestFixture]
internal sealed class ConnectionGoesOnTests
{
    private static readonly Typical Psk = new(2);

    [Test]
    public void A_deauthentication_between_authentication_and_association_that_stops_nobody_ends_nothing([Values] bool fromAp,
        [Values(0, 1, 2, 3)] int after)
    {
        byte[][] frames = [SaeFrames.Commit(), SaeFrames.Commit(fromAp: true), SaeFrames.Confirm(), SaeFrames.Confirm(fromAp: true)];
        CaptureBuilder capture = SaeFrames.Begin();
        for (int i = 0; i < frames.Length; i++)
        {
            capture.AddAcked(frames[i], 5);
            if (i == after)
            {
                capture.Add(Frame.Deauthentication(Typical.Sta, Typical.Ap, 7, fromAp), 1);
            }
        }

        Analyzed analyzed = Analyzed.Octets(capture.AddAssociation().ToArray());

        Assert.That(analyzed.Findings.Where(finding => finding.Severity >= Severity.Note), Is.Empty);
        Assert.That(analyzed.Roams.Select(roam => roam.Outcome), Is.EqualTo(new[] { RoamOutcome.Success }));
    }

    [Test]
    public void A_client_that_comes_back_after_the_comeback_time_by_way_of_authentication_has_waited()
    {
        byte[] putOff = Frame.AssociationResponse(Typical.Sta, Typical.Ap, 30,
            [MakeElement.SupportedRates(), MakeElement.TimeoutInterval(3, 1000)]);
        CaptureBuilder capture = new CaptureBuilder().Add(Psk.Beacon()).AddAcked(Psk.AuthRequest(), 5).AddAcked(Psk.AuthResponse())
            .AddAcked(Psk.AssocRequest()).AddAcked(putOff)
            .AddAcked(Psk.AuthRequest(), 1100).AddAcked(Psk.AuthResponse()).AddAcked(Psk.AssocRequest()).AddAcked(Psk.AssocResponse());

        Assert.That(Of(Analyzed.Octets(capture.ToArray()), "assoc-comeback-ignored"), Is.Empty);
    }

    [Test]
    public void A_client_that_is_silent_after_both_have_confirmed_SAE_is_a_note()
    {
        CaptureBuilder capture = SaeFrames.Begin().AddCommits().AddAcked(SaeFrames.Confirm(), 5)
            .AddAcked(SaeFrames.Confirm(fromAp: true), 5).AddBeacons(6_000);

        Finding finding = Of(Analyzed.Octets(capture.ToArray()), "sae-confirm-not-taken").Single();

        Assert.That((finding.Severity, finding.Fault), Is.EqualTo((Severity.Note, Fault.Unknown)));
        Assert.That(finding.Message, Does.Contain("may differ").And.Contain("without being captured"));
    }

    [Test]
    public void A_client_that_comes_back_with_Open_System_has_probably_taken_the_SAE_confirm()
    {
        CaptureBuilder capture = SaeFrames.Begin().AddCommits().AddAcked(SaeFrames.Confirm(), 5)
            .AddAcked(SaeFrames.Confirm(fromAp: true), 5).AddAcked(SaeFrames.Network.AuthRequest(), 140)
            .AddAcked(SaeFrames.Network.AuthResponse());

        Finding finding = Of(Analyzed.Octets(capture.ToArray()), "sae-confirm-not-taken").Single();

        Assert.That(finding.Severity, Is.EqualTo(Severity.Note));
        Assert.That(finding.Message, Does.EndWith("the passwords are probably the same."));
    }

    [Test]
    public void With_SAE_PK_the_confirm_may_lack_the_public_key()
    {
        CaptureBuilder capture = SaeFrames.Begin().AddAcked(SaeFrames.Commit(status: 127), 5)
            .AddAcked(SaeFrames.Commit(fromAp: true, status: 127), 5).AddAcked(SaeFrames.Confirm(), 5)
            .AddAcked(SaeFrames.Confirm(fromAp: true), 5).AddAcked(SaeFrames.Commit(status: 127), 1000);

        Finding finding = Of(Analyzed.Octets(capture.ToArray()), "sae-confirm-not-taken").Single();

        Assert.That(finding.Message, Does.EndWith("The client uses SAE-PK, and the AP's confirm has no SAE-PK element."));
    }

    [Test]
    public void A_client_that_says_it_leaves_when_message_1_does_not_come_has_failed_the_second_time()
    {
        byte[] leave = Frame.Deauthentication(Typical.Sta, Typical.Ap, 3, fromAp: false);
        CaptureBuilder capture = Psk.Association().Add(Psk.Beacon(), 1000).Add(Psk.Beacon(), 1000).AddAcked(leave, 10)
            .Add(Psk.Beacon(), 3_000);
        AddAssociation(capture).Add(Psk.Beacon(), 1000).Add(Psk.Beacon(), 1000).AddAcked(leave, 10).Add(Psk.Beacon(), 3_000);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        // Once it may do so for a reason of its own: a capture that lacks EAPOL cannot tell.
        Assert.That(analyzed.Roams.Select(roam => (roam.Outcome, roam.Cause, roam.Fault)), Is.EqualTo(new[]
        {
            (RoamOutcome.Incomplete, "WSB-CON-014", (Fault?)Fault.Unknown),
            (RoamOutcome.Failed, "WSB-CON-014", Fault.Ap),
        }));
    }

    [Test]
    public void Message_1_that_came_meanwhile_makes_it_the_first_time_again()
    {
        byte[] leave = Frame.Deauthentication(Typical.Sta, Typical.Ap, 3, fromAp: false);
        CaptureBuilder capture = Psk.Association().Add(Psk.Beacon(), 2000).AddAcked(leave, 10);
        AddAssociation(capture.Wait(3000)).AddAcked(Psk.M1()).AddAcked(Psk.M2()).AddAcked(Psk.M3()).AddAcked(Psk.M4())
            .AddAcked(leave, 1000);
        AddAssociation(capture.Wait(3000)).Add(Psk.Beacon(), 2000).AddAcked(leave, 10).Add(Psk.Beacon(), 3_000);

        Assert.That(Of(Analyzed.Octets(capture.ToArray()), "m1-missing").Select(finding => finding.Fault),
            Is.EqualTo(new[] { Fault.Unknown, Fault.Unknown }));
    }

    [Test]
    public void Encrypted_data_of_either_side_shows_that_the_handshake_was_only_missed([Values] bool fromAp)
    {
        CaptureBuilder capture = Psk.Association().AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp), 3000)
            .Add(Psk.Beacon(), 1000);
        AddAssociation(capture).AddAcked(Psk.M1());

        Assert.That(Of(Analyzed.Octets(capture.ToArray()), "m1-missing"), Is.Empty);
    }

    [Test]
    public void An_SAE_frame_of_a_number_that_SAE_does_not_have_explains_its_refusal()
    {
        byte[] refusal = Frame.Sae(Typical.Sta, Typical.Ap, true, 0, 14, []);
        CaptureBuilder capture = SaeFrames.Begin().AddAcked(Frame.Sae(Typical.Sta, Typical.Ap, false, 0, 0, []), 5).AddAcked(refusal);

        Analyzed analyzed = Analyzed.Octets(capture.AddBeacons(5000).ToArray());

        Finding finding = Of(analyzed, "auth-refused").First();
        Assert.That((finding.Severity, finding.Fault), Is.EqualTo((Severity.Warn, Fault.Unknown)));
        Assert.That(finding.Message, Does.EndWith("it answers a frame of number 0, and SAE has numbers 1 (commit) and 2 (confirm) alone."));
        Assert.That(analyzed.Roams.Select(roam => (roam.Outcome, roam.Cause)), Is.EqualTo(new[] { (RoamOutcome.Failed, "WSB-CON-001") }));
    }

    [TestCase(500, RoamOutcome.Incomplete)]
    [TestCase(1500, RoamOutcome.Failed)]
    public void Requests_without_an_answer_have_failed_when_one_was_due(int milliseconds, RoamOutcome outcome)
    {
        CaptureBuilder capture = new CaptureBuilder().Add(Psk.AuthRequest()).Add(Psk.AuthRequest(), 1).Add(Psk.AuthRequest(), 1)
            .Add(Psk.Beacon(Typical.OtherAp), milliseconds);

        Assert.That(Analyzed.Octets(capture.ToArray()).Roams.Single().Outcome, Is.EqualTo(outcome));
    }

    [Test]
    public void Of_an_AP_that_was_never_heard_nothing_is_said_where_the_capture_ends()
    {
        CaptureBuilder capture = new CaptureBuilder().Add(Psk.AuthRequest()).Add(Psk.AuthRequest(), 200).Add(Psk.AuthRequest(), 200);

        Assert.That(Of(Analyzed.Octets(capture.ToArray()), "auth-unanswered"), Is.Empty);
    }

    [Test]
    public void Words_of_a_refusal_fit_the_frame_refused()
    {
        CaptureBuilder commit = SaeFrames.Begin().AddAcked(SaeFrames.Commit()).AddAcked(SaeFrames.Commit(true, 15));
        CaptureBuilder request = new CaptureBuilder().AddAcked(Psk.AuthRequest()).AddAcked(Psk.AuthResponse()).AddAcked(Psk.AssocRequest())
            .AddAcked(Psk.AssocResponse(53));

        Assert.That(Of(Analyzed.Octets(commit.ToArray()), "sae-commit-refused").Single().Message,
            Does.Contain("password").And.Not.Contain("WEP"));
        Assert.That(Of(Analyzed.Octets(request.ToArray()), "assoc-status-53").Single().Message, Does.Contain("offers no PMKID"));
    }

    private static CaptureBuilder AddAssociation(CaptureBuilder capture) =>
        capture.AddAcked(Psk.AuthRequest()).AddAcked(Psk.AuthResponse()).AddAcked(Psk.AssocRequest()).AddAcked(Psk.AssocResponse());

    private static List<Finding> Of(Analyzed analyzed, string name) => [.. analyzed.Findings.Where(finding => finding.Rule.Name == name)];
}
