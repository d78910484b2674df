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
    public void A_client_that_says_it_leaves_when_message_1_does_not_come_has_failed()
    {
        CaptureBuilder capture = Psk.Association().Add(Psk.Beacon(), 1000).Add(Psk.Beacon(), 1000)
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 3, fromAp: false), 10).Add(Psk.Beacon(), 3_000);

        Roam roam = Analyzed.Octets(capture.ToArray()).Roams.Single();

        Assert.That((roam.Outcome, roam.Cause, roam.Fault), Is.EqualTo((RoamOutcome.Failed, "WSB-CON-014", Fault.Ap)));
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

    private static List<Finding> Of(Analyzed analyzed, string name) => [.. analyzed.Findings.Where(finding => finding.Rule.Name == name)];
}
