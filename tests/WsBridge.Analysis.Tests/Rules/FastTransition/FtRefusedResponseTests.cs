using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>FT has succeeded only where the client takes the response.</summary>
[TestFixture]
internal sealed class FtRefusedResponseTests
{
    private static readonly Typical Ft = new(4);

    [Test]
    public void A_client_that_leaves_over_an_element_makes_no_success()
    {
        CaptureBuilder capture = Before()
            .AddAcked(Ft.ReassocResponse(fte: Typical.ReassocFte with { ElementCount = 4 }, more: [MakeElement.Rsnxe()]))
                .AddAcked(Leaves(13), 70).AddAcked(Ft.AuthRequest(), 100);

        Roam roam = Row(capture);

        Assert.That((roam.Outcome, roam.Cause, roam.Fault), Is.EqualTo((RoamOutcome.Failed, "WSB-FT-064", (Fault?)Fault.Ap)));
    }

    [Test]
    public void Where_nothing_differs_nobody_is_accused()
    {
        CaptureBuilder capture = Before().AddAcked(Ft.ReassocResponse()).AddAcked(Leaves(1), 70).AddAcked(Ft.AuthRequest(), 100);

        Roam roam = Row(capture);

        Assert.That((roam.Outcome, roam.Cause, roam.Fault), Is.EqualTo((RoamOutcome.Failed, "WSB-FT-064", (Fault?)Fault.Unknown)));
    }

    [TestCase(3, 70, TestName = "reason 3")]
    [TestCase(8, 70, TestName = "reason 8")]
    [TestCase(13, 2000, TestName = "later")]
    public void A_client_that_just_leaves_has_roamed(int reason, double after)
    {
        CaptureBuilder capture = Before().AddAcked(Ft.ReassocResponse()).AddAcked(Leaves(reason), after).AddAcked(Ft.AuthRequest(), 100);

        Assert.That(Row(capture).Outcome, Is.EqualTo(RoamOutcome.Success));
    }

    [Test]
    public void Encrypted_data_that_goes_on_shows_that_it_stays()
    {
        CaptureBuilder capture = Before().AddAcked(Ft.ReassocResponse()).AddAcked(Leaves(13), 70)
            .AddAcked(Frame.ProtectedData(Typical.Sta, Typical.OtherAp, fromAp: false),
                100).AddAcked(Frame.ProtectedData(Typical.Sta, Typical.OtherAp, fromAp: true), 10)
            .Add(Ft.Beacon(Typical.OtherAp), 3000);

        Assert.That(Row(capture).Outcome, Is.EqualTo(RoamOutcome.Success));
    }

    [TestCase(200)]
    [TestCase(12_000, TestName = "A_client_that_has_roamed_on_and_then_leaves_has_refused_nothing, seen when the channel is heard again")]
    public void A_client_that_has_roamed_on_and_then_leaves_has_refused_nothing(double heardAgain)
    {
        CaptureBuilder capture = Ft.AddRoam(Before().AddAcked(Ft.ReassocResponse()), Typical.OtherAp, Typical.Ap, 30)
            .AddAcked(Leaves(2), 70).AddAcked(Ft.AuthRequest(), heardAgain);

        Analyzed analyzed = Analyzed.Octets(capture.ToArray());

        Assert.That(analyzed.Findings.Select(finding => finding.Rule.Name),
            Has.None.EqualTo("ft-reassoc-response-refused").And.None.EqualTo("roam-failed"));
        Assert.That(analyzed.Roams.Select(roam => roam.Outcome),
            Is.EqualTo(new[] { RoamOutcome.Success, RoamOutcome.Success, RoamOutcome.Success, RoamOutcome.Incomplete }));
    }

    [TestCase(true, Fault.Sta, "", TestName = "an RSNXE that the AP announces")]
    [TestCase(false, Fault.Unknown, " The AP's latest Beacon or Probe Response has none either, which makes the client leave it out: the AP is set so, or somebody else "
        + "sends altered Beacons.",
        TestName = "an RSNXE that the AP does not announce")]
    public void Status_53_names_the_RSNXE_that_is_missing(bool isAnnounced, Fault fault, string more)
    {
        CaptureBuilder capture = Before(Typical.ReassocFte with { MicControl = 1 });
        if (isAnnounced)
        {
            capture.Add(Frame.Beacon(Typical.OtherAp,
                [MakeElement.Ssid(Typical.NetworkName), MakeElement.SupportedRates(), Ft.Rsne(), MakeElement.Mde(), MakeElement.Rsnxe()]));
        }

        capture.AddAcked(Ft.ReassocResponse(53)).AddAcked(Ft.AuthRequest(), 100);

        Finding finding = Analyzed.Octets(capture.ToArray()).Findings.First(found => found.Rule.Id == "WSB-PMK-005");

        Assert.That((finding.Fault, finding.Message),
            Is.EqualTo((fault,
            "The AP refused the FT reassociation with status 53: the FTE of the request says that the client uses the RSNXE, but the "
            + $"request has none.{more}")));
    }

    private static CaptureBuilder Before(FteOptions? fte = null) =>
        Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest(fte: fte));

    private static byte[] Leaves(int reason) => Frame.Deauthentication(Typical.Sta, Typical.OtherAp, reason, fromAp: false);

    private static Roam Row(CaptureBuilder capture) => Analyzed.Octets(capture.ToArray()).Roams.First(roam => roam.To == Typical.OtherAp);
}
