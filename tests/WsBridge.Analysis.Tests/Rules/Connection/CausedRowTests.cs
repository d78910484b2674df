using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Capture;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>What stops a first connection gives its row a cause.</summary>
[TestFixture]
internal sealed class CausedRowTests
{
    private const int ComebackTu = 1000;
    private static readonly Typical Psk = new(2);
    private static readonly Typical Enterprise = new(1);

    [Test]
    public void A_client_that_is_put_off_again_and_again_is_told_from_the_second_time_on()
    {
        CaptureBuilder capture = Authenticated();
        for (int i = 0; i < 4; i++)
        {
            capture.AddAcked(Psk.AssocRequest(), 1100).AddAcked(PutOff());
        }

        Analyzed analyzed = Analyzed.Octets(capture.AddBeacons(10_000).ToArray());

        Assert.That(Of(analyzed, "assoc-refused").Select(finding => finding.Severity),
            Is.EqualTo(new[] { Severity.Chat, Severity.Note, Severity.Warn, Severity.Warn }));
        Assert.That(analyzed.Roams.Single().Cause, Is.EqualTo("WSB-CON-002"));
    }

    [TestCase(0)]
    [TestCase(500)]
    [TestCase(10_000)]
    public void A_client_that_does_not_come_back_is_the_cause_of_its_row(double milliseconds)
    {
        Analyzed analyzed =
            Analyzed.Octets(Authenticated().AddAcked(Psk.AssocRequest()).AddAcked(PutOff()).AddBeacons(milliseconds).ToArray());

        Assert.That(analyzed.Roams.Select(roam => (roam.Outcome, roam.Cause)), Is.EqualTo(new[] { (RoamOutcome.Failed, "WSB-CON-004") }));
        Assert.That(analyzed.Findings.Where(finding => finding.Severity >= Severity.Warn), Is.Empty);
    }

    [Test]
    public void A_client_that_goes_to_another_AP_instead_of_coming_back_is_the_cause_too()
    {
        Analyzed analyzed =
            Analyzed.Octets(Authenticated().AddAcked(Psk.AssocRequest()).AddAcked(PutOff()).AddAcked(Psk.AuthRequest(Typical.OtherAp), 300)
                .ToArray());

        Assert.That(analyzed.Roams[0].Cause, Is.EqualTo("WSB-CON-004"));
    }

    [Test]
    public void A_response_that_is_never_acknowledged_does_not_accuse_the_AP_of_having_no_message_1()
    {
        byte[] response = Psk.AssocResponse().WithSequence(77);
        CaptureBuilder capture = Authenticated().AddAcked(Psk.AssocRequest()).Add(response).Add(response.AsRetry(), 5)
            .Add(response.AsRetry(), 5)
            .AddBeacons(1500).AddAcked(Psk.AuthRequest(), 100);

        Finding finding = Of(Analyzed.Octets(capture.ToArray()), "m1-missing").Single();

        Assert.That((finding.Severity, finding.Fault), Is.EqualTo((Severity.Note, Fault.Unknown)));
        Assert.That(finding.Message, Does.Contain("sent its response 3 times without an acknowledgment"));
    }

    [Test]
    public void EAP_that_falls_silent_is_the_cause_of_its_row()
    {
        CaptureBuilder capture = Enterprise.Association().AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 1, 1, 1))
            .AddAcked(Frame.Eap(Typical.Sta, Typical.Ap, 2, 1, 1)).AddBeacons(60_000);

        Assert.That(Analyzed.Octets(capture.ToArray()).Roams.Single().Cause, Is.EqualTo("WSB-CON-016"));
    }

    [TestCase(2000)]
    [TestCase(20_000)]
    public void A_client_that_never_confirms_is_the_cause_of_its_row(double milliseconds)
    {
        Analyzed analyzed = Analyzed.Octets(SaeFrames.Begin().AddCommits().AddBeacons(milliseconds).ToArray());

        Assert.That(Of(analyzed, "sae-commit-unanswered").Select(finding => (finding.Severity, finding.Fault)),
            Is.EqualTo(new[] { (Severity.Note, Fault.Unknown) }));
        Assert.That(analyzed.Roams.Single().Cause, Is.EqualTo("WSB-CON-009"));
    }

    [TestCase(2000)]
    [TestCase(20_000)]
    public void A_client_that_does_not_return_its_token_is_the_cause_of_its_row(double milliseconds)
    {
        Analyzed analyzed =
            Analyzed.Octets(SaeFrames.Begin().AddAcked(SaeFrames.Commit(), 5)
                .AddAcked(SaeFrames.Commit(true, 76, token: Octets.Repeat(7, 32))).AddBeacons(milliseconds).ToArray());

        Assert.That(analyzed.Roams.Single().Cause, Is.EqualTo("WSB-CON-007"));
        Assert.That(Of(analyzed, "sae-token-not-returned").Single().Severity, Is.EqualTo(Severity.Note));
    }

    [TestCase(19)]
    [TestCase(20)]
    public void Two_attempts_with_refused_groups_are_two_rows(int second)
    {
        CaptureBuilder capture = SaeFrames.Begin().AddAcked(SaeFrames.Commit(group: 19), 5).AddAcked(SaeFrames.Commit(true, 77, 19))
            .AddAcked(SaeFrames.Commit(group: second), 2000).AddAcked(SaeFrames.Commit(true, 77, second)).AddBeacons(8000);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(analyzed.Roams.Select(roam => (roam.Outcome, roam.Cause)),
            Is.EqualTo(Enumerable.Repeat((RoamOutcome.Failed, "WSB-CON-005"), 2)));
        Assert.That(Of(analyzed, "sae-commit-refused").Count(finding => finding.Severity == Severity.Error),
            Is.EqualTo(second == 19 ? 2 : 1), "who offers another group has not failed yet");
    }

    [Test]
    public void Encrypted_data_in_both_directions_shows_that_the_handshake_was_missed()
    {
        CaptureBuilder capture = Psk.Association();
        for (int i = 0; i < 80; i++)
        {
            capture.AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp: i % 2 == 0), 500);
        }

        Assert.That(Analyzed.Octets(capture.AddBeacons(1000).ToArray()).Roams.Select(roam => (roam.Outcome, roam.Cause)),
            Is.EqualTo(new[] { (RoamOutcome.Incomplete, (string?)null) }));
    }

    [Test]
    public void A_handshake_in_frames_that_were_cut_off_has_not_failed()
    {
        byte[] capture = CutFrames(48);

        Assert.That(Analyzed.Octets(capture).Roams.Select(roam => (roam.Outcome, roam.Cause)),
            Is.EqualTo(new[] { (RoamOutcome.Incomplete, (string?)null) }));
    }

    private static byte[] CutFrames(int length)
    {
        CaptureBuilder whole = Psk.Handshake().AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 15), 100);
        using var file = new MemoryStream();
        using (CaptureReader reader = CaptureReader.Open(new MemoryStream(whole.ToArray()), "test"))
        using (var writer = new PcapngWriter(file))
        {
            int radiotap = writer.AddInterface(LinkTypes.Radiotap);
            while (reader.TryRead(out CaptureRecord record))
            {
                ReadOnlySpan<byte> octets = record.Octets;
                writer.WritePacket(radiotap, record.TimeNanoseconds, octets[..Math.Min(length, octets.Length)], octets.Length);
            }
        }

        return file.ToArray();
    }

    private static CaptureBuilder Authenticated() =>
        new CaptureBuilder().Add(Psk.Beacon()).AddAcked(Psk.AuthRequest(), 5).AddAcked(Psk.AuthResponse());

    private static byte[] PutOff() =>
        Frame.AssociationResponse(Typical.Sta, Typical.Ap, 30, [MakeElement.SupportedRates(), MakeElement.TimeoutInterval(3, ComebackTu)]);

    private static List<Finding> Of(Analyzed analyzed, string name) => [.. analyzed.Findings.Where(finding => finding.Rule.Name == name)];
}
