using WsBridge.Analysis.Findings;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests.Rules;

/// <summary>A third party sends in the name of AP and client, as attack tools do: neither is blamed for what it sent.</summary>
[TestFixture]
internal sealed class SomebodyElseTests
{
    private static readonly Typical Psk = new(2);
    private static readonly byte[] OtherNonce = Octets.Repeat(0x0D, 32);

    [Test]
    public void The_AP_is_not_blamed_for_a_message_1_that_a_forged_end_forestalled()
    {
        Finding missing = Only("m1-missing", EndedByPair(Started()));

        Assert.That((missing.Severity, missing.Fault), Is.EqualTo((Severity.Note, Fault.Unknown)));
        Assert.That(missing.Message, Does.Contain("in the AP's name").And.Contain("forged"));
    }

    [Test]
    public void The_AP_is_not_blamed_for_a_handshake_that_a_forged_end_stopped()
    {
        Finding missing = Only("m2-no-m3", EndedByPair(Started().AddAcked(Psk.M1()).AddAcked(Psk.M2())));

        Assert.That((missing.Severity, missing.Fault), Is.EqualTo((Severity.Note, Fault.Unknown)));
        Assert.That(missing.Message, Does.Contain("in the AP's name").And.Contain("forged"));
    }

    [Test]
    public void An_end_in_both_directions_by_one_transmitter_is_named_forged() =>
        Assert.That(Only("deauth-forged", EndedByPair(Started())).Message, Does.Contain("one transmitter sent both"));

    [Test]
    public void An_end_that_the_other_side_answers_with_a_number_of_its_own_is_genuine()
    {
        CaptureBuilder capture = Started().AddAcked(Deauthentication(fromAp: true, 2900), 30)
            .AddAcked(Deauthentication(fromAp: false, 17), 9);

        Assert.That(Names(Again(capture)), Does.Not.Contain("deauth-forged"));
        Assert.That(Only("m1-missing", Again(capture)).Fault, Is.EqualTo(Fault.Ap));
    }

    [TestCase(2900, -35, -46, false)] // two signals
    [TestCase(2900, -38, -42, true)]
    [TestCase(0, null, null, false)] // two counters of their own
    public void Two_transmitters_may_number_alike(int sequence, int? ap, int? sta, bool isForged)
    {
        CaptureBuilder capture = Started()
            .Add(Deauthentication(fromAp: true, sequence), 30, RadiotapOptions.Default with { SignalDbm = ap })
            .Add(Deauthentication(fromAp: false, sequence + 1), 9, RadiotapOptions.Default with { SignalDbm = sta });

        Assert.That(Names(Again(capture)).Contains("deauth-forged"), Is.EqualTo(isForged));
    }

    [Test]
    public void A_client_that_answers_another_message_1_beside_the_APs_is_not_blamed()
    {
        CaptureBuilder capture = Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2()).AddAcked(Psk.M2(65312)).AddAcked(Psk.M3())
            .AddAcked(Psk.M4());

        Assert.That(Only("m2-rc-unknown", capture).Fault, Is.EqualTo(Fault.Unknown));
    }

    [Test]
    public void A_message_3_is_not_counted_after_a_message_1_of_another_nonce()
    {
        byte[] foreign = Frame.EapolKey(Typical.Sta, Typical.Ap, MakeEapol.M1(OtherNonce, version: 2, replay: 65312));
        CaptureBuilder capture = Psk.Association().AddAcked(Psk.M1()).AddAcked(Psk.M2()).AddAcked(foreign).AddAcked(Psk.M3())
            .AddAcked(Psk.M4());

        Assert.That(Names(capture), Does.Not.Contain("replay-counter-not-increasing"));
    }

    [TestCase(1, 4600, 7, true)]
    [TestCase(1, 4600, 15, false)]
    [TestCase(1, 500, 7, false)]
    [TestCase(2, 4600, 7, false)]
    public void An_end_long_after_message_2_is_no_answer_to_it(int times, double after, int reason, bool mayHaveGoneOn)
    {
        CaptureBuilder capture = Started();
        for (int i = 1; i <= times; i++)
        {
            capture.AddAcked(Psk.M1((ulong)i)).AddAcked(Psk.M2((ulong)i), 500);
        }

        capture.AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, reason), after);

        string message = Only("m2-no-m3", Again(capture)).Message;
        Assert.That(message.Contains("may have been sent"), Is.EqualTo(mayHaveGoneOn), message);
    }

    [Test]
    public void A_frame_from_a_BSS_to_itself_is_nobodys()
    {
        CaptureBuilder capture = new CaptureBuilder().Add(Frame.AssociationResponse(Typical.Ap, Typical.Ap, 12336));

        Assert.That(Names(capture), Is.Empty);
    }

    /// <summary>Response accepted, and the AP's counter goes on later.</summary>
    private static CaptureBuilder Started() => new CaptureBuilder().Add(Psk.Beacon())
        .AddAcked(Psk.AuthRequest().WithSequence(10), 5).AddAcked(Psk.AuthResponse().WithSequence(100))
        .AddAcked(Psk.AssocRequest().WithSequence(11)).AddAcked(Psk.AssocResponse().WithSequence(101));

    /// <summary>Both directions are ended with consecutive numbers, and the client starts over.</summary>
    private static CaptureBuilder EndedByPair(CaptureBuilder capture) =>
        Again(capture.AddAcked(Deauthentication(fromAp: true, 2900), 30).AddAcked(Deauthentication(fromAp: false, 2901), 9));

    private static CaptureBuilder Again(CaptureBuilder capture) => capture
        .AddAcked(Psk.AuthRequest().WithSequence(20), 300).AddAcked(Psk.AuthResponse().WithSequence(110))
        .AddAcked(Psk.AssocRequest().WithSequence(21)).AddAcked(Psk.AssocResponse().WithSequence(111));

    private static byte[] Deauthentication(bool fromAp, int sequence) =>
        Frame.Deauthentication(Typical.Sta, Typical.Ap, 7, fromAp, new FrameOptions { Sequence = sequence });

    private static Finding Only(string rule, CaptureBuilder capture) =>
        Analyzed.Octets(capture.ToArray()).Findings.First(finding => finding.Rule.Name == rule);

    private static IEnumerable<string> Names(CaptureBuilder capture) =>
        Analyzed.Octets(capture.ToArray()).Findings.Select(finding => finding.Rule.Name);
}
