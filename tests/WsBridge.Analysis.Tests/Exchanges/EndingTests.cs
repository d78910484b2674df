using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests.Exchanges;

/// <summary>A Deauthentication or Disassociation in mid-handshake is judged only when later frames can no longer prove it wrong.</summary>
[TestFixture]
internal sealed class EndingTests
{
    private static readonly Typical Psk = new(2);
    private static readonly FrameOptions Encrypted = new() { Protected = true };

    [Test]
    public void A_handshake_that_goes_on_after_a_deauthentication_was_not_ended_by_it()
    {
        CaptureBuilder capture = UpToM2().Add(FromAp(7)).AddAcked(Psk.M3(), 3).AddAcked(Psk.M4()).Add(Psk.Beacon(), 10_000);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(Alarms(analyzed), Is.Empty);
        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name), Does.Contain("deauth-during-4way").And.Not.Contain("m2-no-m3"));
        Assert.That(analyzed.Roams.Single().Outcome, Is.EqualTo(RoamOutcome.Success));
    }

    [Test]
    public void At_the_deauthentication_only_the_fact_is_stated()
    {
        CaptureBuilder capture = UpToM2().Add(FromAp(2), 5);
        int deauthentication = capture.Count;
        capture.AddAcked(Psk.AuthRequest(), 100);

        IReadOnlyList<Finding> findings = Analyzed.Octets(capture.ToArray()).Findings;

        Finding fact = findings.Single(finding => finding.Rule.Name == "deauth-during-4way");
        Finding leader = findings.Single(finding => finding.Rule.Name == "m2-no-m3");
        Assert.That((fact.Frame.Ref.Id, fact.Severity, fact.Fault), Is.EqualTo((deauthentication, Severity.Note, Fault.None)));
        Assert.That((leader.Frame.Ref.Id, leader.Severity), Is.EqualTo((deauthentication + 1, Severity.Error)));
        Assert.That(leader.About.Select(about => about.Ref.Id), Does.Contain(deauthentication));
        Assert.That(leader.Related.Select(related => related.Frame.Id), Does.Contain(deauthentication));
    }

    [Test]
    public void A_message_that_crossed_the_deauthentication_does_not_come_before_it()
    {
        CaptureBuilder capture = UpToM2().AddAcked(Psk.M3(), 3).Add(Frame.Deauthentication(Typical.Sta, Typical.Ap, 17, fromAp: false), 8)
            .Add(Psk.M3(), 90).AddAcked(Psk.AuthRequest(), 500);

        IEnumerable<Finding> ends = Analyzed.Octets(capture.ToArray()).Findings.Where(finding => finding.Rule.Name == "deauth-during-4way");

        Assert.That(ends.Select(finding => finding.Message), Is.Not.Empty.And.All.Contains(" 8.1 ms after message 3"));
    }

    [Test]
    public void It_is_judged_when_the_client_begins_anew_at_another_AP()
    {
        CaptureBuilder capture = UpToM2().Add(FromAp(2), 5).AddAcked(Psk.AuthRequest(Typical.OtherAp), 100);

        Finding leader = Analyzed.Octets(capture.ToArray()).Findings.Single(finding => finding.Severity == Severity.Error);

        Assert.That((leader.Rule.Name, leader.Frame.Ref.Id, leader.Bssid), Is.EqualTo(("m2-no-m3", capture.Count - 1, Typical.Ap)));
    }

    [Test]
    public void It_is_judged_after_two_seconds_of_silence()
    {
        CaptureBuilder capture = UpToM2().Add(FromAp(2), 5).Add(Psk.Beacon(), 1_900).Add(Psk.Beacon(Typical.OtherAp), 1000)
            .Add(Psk.Beacon(), 600);

        Finding leader = Analyzed.Octets(capture.ToArray()).Findings.Single(finding => finding.Severity == Severity.Error);

        Assert.That((leader.Rule.Name, leader.Frame.Ref.Id), Is.EqualTo(("m2-no-m3", capture.Count)));
    }

    [Test]
    public void Where_the_capture_ends_it_is_judged_on_the_frame_that_ended_it()
    {
        CaptureBuilder capture = UpToM2().Add(FromAp(2), 5);
        int deauthentication = capture.Count;
        capture.Add(Psk.Beacon(Typical.OtherAp), 100);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(analyzed.Findings.Single(finding => finding.Severity == Severity.Error).Frame.Ref.Id, Is.EqualTo(deauthentication));
        Assert.That((analyzed.Roams.Single().Outcome, analyzed.Roams.Single().End.Id), Is.EqualTo((RoamOutcome.Failed, deauthentication)));
    }

    [Test]
    public void A_handshake_that_runs_where_the_capture_ends_is_a_note_that_says_so()
    {
        CaptureBuilder capture = UpToM2();
        for (ulong replay = 2; replay <= 4; replay++)
        {
            capture.AddAcked(Psk.M1(replay), 1000).AddAcked(Psk.M2(replay));
        }

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(Alarms(analyzed), Is.Empty);
        Finding note = analyzed.Findings.Single(finding => finding.Rule.Name == "m2-no-m3");
        Assert.That(note.Message, Does.EndWith("(The capture ends here; it may have come later.)"));
        Assert.That(analyzed.Roams.Single().Cause, Is.EqualTo("WSB-4WH-007"));
    }

    [Test]
    public void A_capture_that_ends_right_after_message_2_says_nothing() =>
        Assert.That(Analyzed.Octets(UpToM2().ToArray()).Findings.Select(finding => finding.Rule.Name), Is.Empty);

    [Test]
    public void A_client_that_names_the_element_it_refuses_explains_more_than_a_message_4_that_is_missing()
    {
        CaptureBuilder capture = UpToM2().AddAcked(Psk.M3()).AddAcked(Psk.M3(3), 90).AddAcked(FromClient(17), 10)
            .AddAcked(Psk.AuthRequest(), 100);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(Alarms(analyzed), Is.EqualTo((string[])["deauth-during-4way"]));
        Assert.That((analyzed.Roams[0].Cause, analyzed.Roams[0].Fault), Is.EqualTo(("WSB-4WH-019", Fault.Ap)));
    }

    [Test]
    public void Message_4_proves_message_3()
    {
        CaptureBuilder capture = UpToM2().AddAcked(Psk.M4(), 5).AddAcked(FromAp(7), 500).AddAcked(Psk.AuthRequest(), 100);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(Alarms(analyzed), Is.Empty);
        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name),
            Does.Not.Contain("m2-no-m3").And.Not.Contain("deauth-during-4way"));
        Assert.That(analyzed.Roams[0].Outcome, Is.EqualTo(RoamOutcome.Success));
    }

    [Test]
    public void Message_4_with_the_replay_counter_of_message_1_proves_nothing()
    {
        CaptureBuilder capture = UpToM2().AddAcked(Psk.M4(replay: 1), 5).AddAcked(FromAp(2), 5);

        Assert.That(Alarms(Analyzed.Octets(capture.ToArray())), Is.EqualTo((string[])["m2-no-m3"]));
    }

    [Test]
    public void A_message_3_that_crosses_message_4_undoes_nothing()
    {
        CaptureBuilder capture = UpToM2().AddAcked(Psk.M3()).AddAcked(Psk.M4(), 90).AddAcked(Psk.M3(3)).AddAcked(FromClient(3), 2000)
            .Add(Psk.Beacon(), 5000);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(Alarms(analyzed), Is.Empty);
        Assert.That(analyzed.Roams.Single().Outcome, Is.EqualTo(RoamOutcome.Success));
    }

    [Test]
    public void An_AP_that_repeats_message_3_after_message_4_until_it_times_out_has_not_taken_it()
    {
        CaptureBuilder capture = UpToM2().AddAcked(Psk.M3()).AddAcked(Psk.M4()).AddAcked(Psk.M3(3), 1000).AddAcked(Psk.M3(4), 1000)
            .AddAcked(FromAp(15), 1000);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(Alarms(analyzed), Is.EqualTo((string[])["m3-no-m4"]));
        Assert.That(analyzed.Roams.Single().Outcome, Is.EqualTo(RoamOutcome.Failed));
    }

    [Test]
    public void Encrypted_frames_of_both_sides_after_message_3_prove_the_keys()
    {
        byte[] up = Frame.Data(Typical.Sta, Typical.Ap, fromAp: false, Octets.Repeat(0xE1, 40), Encrypted);
        byte[] down = Frame.Data(Typical.Sta, Typical.Ap, fromAp: true, Octets.Repeat(0xE2, 40), Encrypted);
        CaptureBuilder capture = UpToM2().AddAcked(Psk.M3()).AddAcked(up).AddAcked(down).AddAcked(FromAp(7), 50)
            .AddAcked(Psk.AuthRequest(), 100);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name), Does.Not.Contain("deauth-during-4way"));
        Assert.That(analyzed.Roams[0].Outcome, Is.EqualTo(RoamOutcome.Success));
    }

    [Test]
    public void Encrypted_frames_of_the_client_alone_prove_nothing()
    {
        byte[] up = Frame.Data(Typical.Sta, Typical.Ap, fromAp: false, Octets.Repeat(0xE1, 40), Encrypted);
        CaptureBuilder capture = UpToM2().AddAcked(Psk.M3()).AddAcked(up).AddAcked(Psk.M3(3), 1000).AddAcked(up).AddAcked(FromAp(15), 1000);

        Assert.That(Alarms(Analyzed.Octets(capture.ToArray())), Is.EqualTo((string[])["m3-no-m4"]));
    }

    [Test]
    public void A_client_that_goes_on_with_encrypted_frames_has_taken_message_3()
    {
        byte[] up = Frame.Data(Typical.Sta, Typical.Ap, fromAp: false, Octets.Repeat(0xE1, 40), Encrypted);
        CaptureBuilder capture = UpToM2().AddAcked(Psk.M3()).AddAcked(up).AddAcked(up, 5).AddAcked(FromClient(7), 50)
            .AddAcked(Psk.AuthRequest(), 100);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That((Alarms(analyzed).Length, analyzed.Roams[0].Outcome), Is.EqualTo((0, RoamOutcome.Success)));
    }

    [Test]
    public void A_deauthentication_before_message_1_is_judged_late_too()
    {
        CaptureBuilder capture = Psk.Association().Add(FromAp(7)).AddAcked(Psk.M1(), 3).AddAcked(Psk.M2()).AddAcked(Psk.M3())
            .AddAcked(Psk.M4());

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That((Alarms(analyzed).Length, analyzed.Roams.Single().Outcome, analyzed.Roams.Single().Frames.Deauthentication),
            Is.EqualTo((0, RoamOutcome.Success, (Analysis.Frames.FrameRef?)null)));
    }

    [Test]
    public void A_whole_EAP_exchange_between_two_message_1_makes_a_new_handshake()
    {
        var eap = new Typical(1);
        byte[] success = Frame.Eap(Typical.Sta, Typical.Ap, 3, 1);
        CaptureBuilder capture = eap.Association().AddAcked(success).AddAcked(eap.M1())
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 2, 1), 20).AddAcked(success)
            .AddAcked((eap with { Round = 1 }).M1(2)).AddAcked((eap with { Round = 1 }).M2(2)).AddAcked((eap with { Round = 1 }).M3(3))
                .AddAcked(eap.M4(3));

        Assert.That(Alarms(Analyzed.Octets(capture.ToArray())), Is.Empty);
    }

    [Test]
    public void Two_requests_that_are_both_answered_make_a_new_handshake()
    {
        Typical again = Psk with { Round = 1 };
        CaptureBuilder capture = new CaptureBuilder().Add(Psk.Beacon()).AddAcked(Psk.AuthRequest()).AddAcked(Psk.AuthResponse())
            .Add(Psk.AssocRequest()).Add(Psk.AssocRequest())
            .AddAcked(Psk.AssocResponse()).AddAcked(Psk.M1()).AddAcked(Psk.AssocResponse()).AddAcked(Psk.M1(2)).AddAcked(again.M1(2))
                .AddAcked(again.M2(2)).AddAcked(again.M3(3)).AddAcked(again.M4(3));

        Assert.That(Alarms(Analyzed.Octets(capture.ToArray())), Is.Empty);
    }

    [Test]
    public void Two_handshakes_may_follow_two_responses()
    {
        Typical again = Psk with { Round = 1 };
        CaptureBuilder capture = new CaptureBuilder().Add(Psk.Beacon()).AddAcked(Psk.AuthRequest()).AddAcked(Psk.AuthResponse())
            .Add(Psk.AssocRequest()).Add(Psk.AssocRequest())
            .AddAcked(Psk.AssocResponse()).AddAcked(Psk.AssocResponse()).AddAcked(Psk.M1()).AddAcked(again.M1(2), 90).AddAcked(again.M2(2))
                .AddAcked(again.M3(3)).AddAcked(again.M4(3));

        Assert.That(Alarms(Analyzed.Octets(capture.ToArray())), Is.Empty);
    }

    [Test]
    public void A_late_message_2_is_nothing_where_one_in_time_was_answered()
    {
        CaptureBuilder capture = Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M1(2), 1000).AddAcked(Psk.M2()).AddAcked(Psk.M2(2))
            .AddAcked(Psk.M3(3)).AddAcked(Psk.M4(3));

        Assert.That(Analyzed.Octets(capture.ToArray()).Findings.Select(finding => finding.Rule.Name), Does.Not.Contain("m2-stale"));
    }

    [Test]
    public void Message_2_is_not_compared_with_the_request_of_an_earlier_refused_attempt()
    {
        byte[] other = Psk.M2(rsne: MakeElement.Rsne(2, 0x000C));
        CaptureBuilder capture = new CaptureBuilder().Add(Psk.Beacon()).AddAcked(Psk.AuthRequest()).AddAcked(Psk.AuthResponse())
            .AddAcked(Psk.AssocRequest()).AddAcked(Psk.AssocResponse(1))
            .AddAcked(Psk.AssocResponse(), 400).AddAcked(Psk.M1()).AddAcked(other);

        Assert.That(Analyzed.Octets(capture.ToArray()).Findings.Select(finding => finding.Rule.Name),
            Does.Not.Contain("m2-rsne-vs-assocreq"));
    }

    [Test]
    public void An_AP_that_did_not_repeat_message_3_may_have_got_message_4()
    {
        CaptureBuilder capture = UpToM2().AddAcked(Psk.M3()).Add(Psk.Beacon(), 1000).Add(Psk.Beacon(), 1000).AddAcked(FromAp(2), 500);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(Alarms(analyzed), Is.Empty);
        Assert.That(analyzed.Roams.Single().Outcome, Is.EqualTo(RoamOutcome.Incomplete));
    }

    private static CaptureBuilder UpToM2() => Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2());

    private static byte[] FromAp(int reason) => Frame.Deauthentication(Typical.Sta, Typical.Ap, reason);

    private static byte[] FromClient(int reason) => Frame.Deauthentication(Typical.Sta, Typical.Ap, reason, fromAp: false);

    private static string[] Alarms(Analyzed analyzed) =>
        [.. analyzed.Findings.Where(finding => finding.Severity >= Severity.Warn).Select(finding => finding.Rule.Name)];
}
