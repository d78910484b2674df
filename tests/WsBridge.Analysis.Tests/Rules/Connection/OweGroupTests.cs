using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Connection;

/// <summary>Groups of OWE are negotiated by refusals: that is one attempt, and a failure only where the client has no other group.</summary>
[TestFixture]
internal sealed class OweGroupTests
{
    private static readonly Typical s_owe = new(18);

    [Test]
    public void Another_group_at_once_is_the_same_attempt()
    {
        CaptureBuilder capture = Try(Try(new CaptureBuilder().Add(s_owe.Beacon()), 19, 77), 20, 77);
        Try(capture, 21, 0).AddAcked(s_owe.M1()).AddAcked(s_owe.M2()).AddAcked(s_owe.M3()).AddAcked(s_owe.M4());

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(analyzed.Roams.Select(roam => (roam.Type, roam.Outcome)), Is.EqualTo(new[] { (RoamType.Owe, RoamOutcome.Success) }));
        Assert.That(analyzed.Findings.Where(finding => finding.Severity >= Sdk.Severity.Warn), Is.Empty);
        Assert.That(analyzed.Findings.Where(finding => finding.Rule.Name == "assoc-refused").Select(finding => finding.Message),
            Has.Exactly(1).Contains("OWE group 19").And.Exactly(1).Contains("OWE group 20"));
    }

    [Test]
    public void Without_another_group_the_attempt_has_failed()
    {
        CaptureBuilder capture = Try(new CaptureBuilder().Add(s_owe.Beacon()), 19, 77)
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 3, fromAp: false), 200).Add(s_owe.Beacon(), 3000);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Roam roam = analyzed.Roams.Single();
        Assert.That((roam.Outcome, roam.Cause, roam.Fault), Is.EqualTo((RoamOutcome.Failed, "WSB-CON-002", (Fault?)Fault.Config)));
        Assert.That(analyzed.Findings.Single(finding => finding.Severity == Sdk.Severity.Error).Message,
            Does.StartWith("The AP refused OWE group 19 with status 77").And.Contains("the client offered no other"));
    }

    [Test]
    public void A_client_that_is_not_heard_any_more_may_have_offered_another_group()
    {
        CaptureBuilder capture = Request(new CaptureBuilder().Add(s_owe.Beacon()), 19).Add(s_owe.AssocResponse(77));
        for (int i = 0; i < 20; i++)
        {
            capture.Add(s_owe.Beacon(), 500);
        }

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(analyzed.Findings.Where(finding => finding.Severity >= Sdk.Severity.Warn), Is.Empty);
        Assert.That(analyzed.Findings.Select(finding => finding.Message), Has.None.Contains("the client offered no other"));
    }

    [Test]
    public void The_same_after_a_while_is_another_attempt()
    {
        CaptureBuilder capture = Try(new CaptureBuilder().Add(s_owe.Beacon()), 19, 77).Wait(3000);

        Analyzed analyzed = Analyzed.Octets(Try(capture, 20, 0).ToArray());

        Assert.That(analyzed.Roams.Select(roam => roam.Outcome), Is.EqualTo(new[] { RoamOutcome.Failed, RoamOutcome.Incomplete }));
    }

    private static CaptureBuilder Try(CaptureBuilder capture, int group, int status) =>
        Request(capture, group).AddAcked(s_owe.AssocResponse(status));

    private static CaptureBuilder Request(CaptureBuilder capture, int group) =>
        capture.AddAcked(s_owe.AuthRequest(), 100).AddAcked(s_owe.AuthResponse()).AddAcked(Frame.AssociationRequest(
            Typical.Sta,
            Typical.Ap,
            [
                MakeElement.Ssid(Typical.NetworkName),
                MakeElement.SupportedRates(),
                s_owe.Rsne(),
                MakeElement.Any(255, [32, (byte)group, 0, .. Octets.Repeat(0x0D, 32)]),
            ]));
}
