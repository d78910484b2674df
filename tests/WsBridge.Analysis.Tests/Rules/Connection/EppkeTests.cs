using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>
/// EPPKE makes the keys in three Authentication frames, so that the association frames are encrypted and no handshake follows: data alone
/// shows that the AP accepted.
/// </summary>
[TestFixture]
internal sealed class EppkeTests
{
    private const int Eppke = 9;

    private static readonly Typical s_network = new(24);

    [Test]
    public void Data_of_either_side_after_the_encrypted_response_is_a_success([Values] bool fromAp)
    {
        Analyzed analyzed = Analyze(Associate().AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp), 5));

        Roam roam = analyzed.Roams.Single();
        Assert.That((roam.Type, roam.Authentication, roam.Outcome), Is.EqualTo(
            ((RoamType?)RoamType.Eppke, (RoamAuthentication?)RoamAuthentication.Eppke, RoamOutcome.Success)));
        Assert.That(roam.Akm, Is.EqualTo(AkmSuite.Rsn(24)));
        Assert.That(roam.HandoffMs, Is.EqualTo(4.2).Within(0.001)); // five frames, a millisecond after each Ack
        Assert.That(roam.FirstDataMs, Is.EqualTo(9.25).Within(0.001));
        Assert.That(roam.Frames.AssociationResponse, Is.EqualTo(roam.End));
        Assert.That(analyzed.Findings.Where(finding => finding.Severity > Sdk.Severity.Chat), Is.Empty);
    }

    [Test]
    public void Without_data_nobody_knows_and_nothing_is_missing()
    {
        Analyzed analyzed = Analyze(Associate(), beacons: 120);

        Roam roam = analyzed.Roams.Single();
        Assert.That((roam.Type, roam.Outcome, roam.Cause), Is.EqualTo(((RoamType?)RoamType.Eppke, RoamOutcome.Incomplete, (string?)null)));
        Assert.That(analyzed.Findings, Is.Empty);
    }

    [Test]
    public void Without_data_another_attempt_is_no_sign_of_failure()
    {
        Analyzed analyzed = Analyze(Associate(Associate().Wait(500)).AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, true), 5));

        Assert.That(analyzed.Roams.Select(roam => roam.Outcome), Is.EqualTo(new[] { RoamOutcome.Incomplete, RoamOutcome.Success }));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Each_of_the_three_frames_has_to_be_there(int missing)
    {
        CaptureBuilder capture = new CaptureBuilder().Add(s_network.Beacon());
        foreach (int transaction in Enumerable.Range(1, 3).Where(transaction => transaction != missing))
        {
            capture.AddAcked(Authentication(transaction));
        }

        Analyzed analyzed = Analyze(Encrypted(capture).AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, true), 5));

        Assert.That(analyzed.Roams.Select(roam => roam.Outcome), Is.EqualTo(new[] { RoamOutcome.Incomplete }));
        Assert.That(analyzed.Findings.Where(finding => finding.Severity > Sdk.Severity.Note), Is.Empty);
    }

    [Test]
    public void The_AP_ends_it_instead_of_data_which_is_a_failure_without_certainty([Values] bool isEncrypted)
    {
        Analyzed analyzed = Analyze(Associate().AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 1, fromAp: true,
            new FrameOptions { Protected = isEncrypted }), 5));

        Roam roam = analyzed.Roams.Single();
        Assert.That((roam.Outcome, roam.Cause), Is.EqualTo((RoamOutcome.Failed, (string?)null)));
        Assert.That(analyzed.Findings.Where(finding => finding.Severity > Sdk.Severity.Note), Is.Empty);
    }

    [Test]
    public void A_client_that_leaves_encrypted_has_kept_the_association()
    {
        Analyzed analyzed = Analyze(Associate().AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 3, fromAp: false,
            new FrameOptions { Protected = true }), 5));

        Assert.That(analyzed.Roams.Select(roam => roam.Outcome), Is.EqualTo(new[] { RoamOutcome.Incomplete }));
    }

    [Test]
    public void Data_after_a_Deauthentication_in_the_clear_shows_that_it_ended_nothing()
    {
        Analyzed analyzed = Analyze(Associate().AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 7), 5)
            .AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp: false), 100));

        Assert.That(analyzed.Roams.Select(roam => roam.Outcome), Is.EqualTo(new[] { RoamOutcome.Success }));
    }

    [Test]
    public void Data_of_the_AP_after_the_client_has_refused_in_the_clear_shows_nothing()
    {
        Analyzed analyzed = Analyze(Associate().AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 1, fromAp: false), 5)
            .AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, fromAp: true), 100));

        Assert.That(analyzed.Roams.Select(roam => roam.Outcome), Is.EqualTo(new[] { RoamOutcome.Failed }));
    }

    [Test]
    public void Another_group_at_once_is_the_same_attempt()
    {
        CaptureBuilder capture = new CaptureBuilder().Add(s_network.Beacon()).AddAcked(Authentication(1, group: 19))
            .AddAcked(Authentication(2, status: 77));

        Analyzed analyzed = Analyze(Associate(capture, group: 20).AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, false), 5));

        Assert.That(analyzed.Roams.Select(roam => roam.Outcome), Is.EqualTo(new[] { RoamOutcome.Success }));
        Finding refusal = analyzed.Findings.Single(finding => finding.Rule.Name == "auth-refused");
        Assert.That((refusal.Severity, refusal.Message), Is.EqualTo((Sdk.Severity.Chat, "The AP refused EPPKE authentication with status 77 "
            + "(Finite cyclic group not supported): the AP does not use group 19 of the client, which may offer another one.")));
    }

    [Test]
    public void Without_another_group_the_attempt_has_failed()
    {
        CaptureBuilder capture = new CaptureBuilder().Add(s_network.Beacon());
        foreach (int group in new[] { 19, 20, 20 })
        {
            capture.AddAcked(Authentication(1, group: group)).AddAcked(Authentication(2, status: 77));
        }

        Analyzed analyzed = Analyze(capture, beacons: 20);

        Finding finding = analyzed.Findings.First(finding => finding.Severity == Sdk.Severity.Error);
        Assert.That((finding.Rule.Id, finding.Fault), Is.EqualTo(("WSB-CON-001", Fault.Config)));
        Assert.That(finding.Message, Does.StartWith("The AP refused every EPPKE group that the client offered (19, 20) with status 77"));
        Assert.That(analyzed.Roams.Select(roam => (roam.Outcome, roam.Cause)),
            Is.Not.Empty.And.All.EqualTo((RoamOutcome.Failed, "WSB-CON-001")));
    }

    [Test]
    public void Open_System_is_no_other_group()
    {
        CaptureBuilder capture = new CaptureBuilder().Add(s_network.Beacon()).AddAcked(Authentication(1, group: 19))
            .AddAcked(Authentication(2, status: 77)).AddAcked(s_network.AuthRequest(), 50);

        Analyzed analyzed = Analyze(capture, beacons: 20);

        Assert.That(analyzed.Findings.Where(finding => finding.Severity == Sdk.Severity.Error).Select(finding => finding.Rule.Id),
            Has.Member("WSB-CON-001"));
    }

    [Test]
    public void A_refused_group_that_was_not_captured_is_a_refusal()
    {
        CaptureBuilder capture = new CaptureBuilder().Add(s_network.Beacon()).AddAcked(Authentication(2, status: 77));

        Finding refusal = Analyze(capture, beacons: 20).Findings.Single(finding => finding.Rule.Name == "auth-refused");

        Assert.That((refusal.Severity, refusal.Fault), Is.EqualTo((Sdk.Severity.Error, Fault.Config)));
    }

    [Test]
    public void A_refusal_names_EPPKE()
    {
        Analyzed analyzed = Analyze(new CaptureBuilder().Add(s_network.Beacon()).AddAcked(Authentication(1))
            .AddAcked(Authentication(2, status: 137)));

        Finding finding = analyzed.Findings.First(finding => finding.Rule.Name == "auth-refused");
        Assert.That(finding.Message, Does.StartWith("The AP refused EPPKE authentication with status 137"));
        Assert.That(analyzed.Roams.Select(roam => (roam.Type, roam.Outcome, roam.Cause)),
            Is.EqualTo(new[] { ((RoamType?)RoamType.Eppke, RoamOutcome.Failed, "WSB-CON-001") }));
    }

    [Test]
    public void To_be_put_off_with_a_cookie_is_no_refusal()
    {
        CaptureBuilder capture = new CaptureBuilder().Add(s_network.Beacon()).AddAcked(Authentication(1))
            .AddAcked(Authentication(2, status: 30));

        Analyzed analyzed = Analyze(Associate(capture).AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, false), 5));

        Assert.That(analyzed.Roams.Select(roam => roam.Outcome), Is.EqualTo(new[] { RoamOutcome.Success }));
        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name), Is.EqualTo((string[])["roam-summary"]));
    }

    [Test]
    public void Rekeying_is_no_attempt_and_half_of_it_no_alarm()
    {
        CaptureBuilder capture = Associate().AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, false), 5)
            .AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, true), 5000).AddAcked(s_network.M2())
            .AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, true)).AddAcked(s_network.M4())
            .AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, true), 10);

        Analyzed analyzed = Analyze(capture, beacons: 40);

        Assert.That(analyzed.Roams.Select(roam => roam.Outcome), Is.EqualTo(new[] { RoamOutcome.Success }));
        Assert.That(analyzed.Findings.Where(finding => finding.Severity > Sdk.Severity.Chat), Is.Empty);
    }

    [Test]
    public void Encrypted_association_frames_of_another_algorithm_tell_nothing()
    {
        CaptureBuilder capture = new CaptureBuilder().Add(s_network.Beacon()).AddAcked(s_network.AuthRequest())
            .AddAcked(s_network.AuthResponse());

        Analyzed analyzed = Analyze(Encrypted(capture).AddAcked(Frame.ProtectedData(Typical.Sta, Typical.Ap, true), 5));

        Assert.That(analyzed.Roams.Select(roam => roam.Outcome), Is.EqualTo(new[] { RoamOutcome.Incomplete }));
    }

    private static Analyzed Analyze(CaptureBuilder capture, int beacons = 6)
    {
        for (int i = 0; i < beacons; i++)
        {
            capture.Add(s_network.Beacon(), 500);
        }

        return Analyzed.Octets(capture.ToArray());
    }

    private static CaptureBuilder Associate(CaptureBuilder? capture = null, int group = 19)
    {
        capture ??= new CaptureBuilder().Add(s_network.Beacon());
        return Encrypted(capture.AddAcked(Authentication(1, group: group)).AddAcked(Authentication(2)).AddAcked(Authentication(3)));
    }

    private static byte[] Authentication(int transaction, int status = 0, int group = 19) =>
        Frame.Authentication(Typical.Sta, Typical.Ap, Eppke, transaction, status,
            transaction == 3 || status != 0
                ? []
                : [s_network.Rsne(), MakeElement.Any(255, [100, 2, 3, (byte)group, 0, 33, 2, .. Octets.Repeat(0x0D, 32)])]);

    private static CaptureBuilder Encrypted(CaptureBuilder capture) =>
        capture.AddAcked(Encrypted(FrameKind.AssociationRequest, fromAp: false))
            .AddAcked(Encrypted(FrameKind.AssociationResponse, fromAp: true));

    private static byte[] Encrypted(FrameKind kind, bool fromAp) =>
        Frame.Between(kind, Typical.Sta, Typical.Ap, fromAp, [1, 0, 0, 0x20, 0, 0, 0, 0, .. Octets.Repeat(0xC5, 120)],
            new FrameOptions { Protected = true });
}
