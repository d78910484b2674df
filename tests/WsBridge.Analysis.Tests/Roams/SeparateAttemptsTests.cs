using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Roams;

/// <summary>What a client tries again after it was elsewhere is another attempt; what it repeats at once is not.</summary>
[TestFixture]
internal sealed class SeparateAttemptsTests
{
    private static readonly Typical Ft = new(4);
    private static readonly MacAddress Sta = Typical.Sta;
    private static readonly MacAddress Ap = Typical.Ap;
    private static readonly MacAddress OtherAp = Typical.OtherAp;

    [TestCase(true)]
    [TestCase(false)]
    public void An_FT_response_that_is_lost_three_times_is_three_attempts_each_with_its_cause(bool hasData)
    {
        CaptureBuilder capture = Ft.BeforeRoam();
        for (int i = 0; i < 3; i++)
        {
            byte[] response = Ft.FtResponse().WithSequence(700 + i);
            capture.AddAcked(Ft.FtRequest(), 1000).Add(response, 250).Add(response.AsRetry()).Add(response.AsRetry())
                .Add(response.AsRetry());
            if (hasData)
            {
                capture.Add(Frame.ProtectedData(Sta, Ap, fromAp: false), 20).Add(Frame.ProtectedData(Sta, Ap, fromAp: true), 20);
            }

            capture.Add(Ft.Beacon(OtherAp), 1500).Add(Ft.Beacon(), 500);
        }

        IReadOnlyList<Roam> roams = Of(capture);

        Assert.That(roams.Skip(1).Select(roam => (roam.Outcome, roam.Cause)),
            Is.EqualTo(Enumerable.Repeat((RoamOutcome.Failed, (string?)"WSB-FT-062"), 3)));
        Assert.That(roams.Skip(1).Select(roam => roam.OutageIsMinimum), Is.Not.Empty.And.All.EqualTo(!hasData),
            "without data nobody can tell when the old AP served it again");
    }

    [Test]
    public void A_client_that_was_back_in_data_begins_anew_even_when_nobody_had_answered()
    {
        CaptureBuilder capture = Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtRequest(), 100)
            .Add(Frame.ProtectedData(Sta, Ap, fromAp: false), 300).AddAcked(Ft.FtRequest(), 300);

        Assert.That(Of(capture), Has.Count.EqualTo(3));
    }

    [Test]
    public void A_request_over_the_DS_is_repeated_while_data_goes_on_at_the_old_AP()
    {
        byte[] request = Frame.FtAction(Sta, Ap, OtherAp, 1, 0, Ft.Rsne(Typical.PmkR0Name), MakeElement.Mde(),
            MakeElement.Fte(Typical.FtRequestFte));
        CaptureBuilder capture = Ft.BeforeRoam().AddAcked(request, 50).Add(Frame.ProtectedData(Sta, Ap, fromAp: false), 50)
            .AddAcked(request, 100);

        Assert.That(Of(capture), Has.Count.EqualTo(2));
    }

    [Test]
    public void Another_AP_tried_in_between_gives_three_attempts()
    {
        MacAddress third = MakeAddress.Ap(2);
        CaptureBuilder capture = Ft.BeforeRoam()
            .AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse(status: 53))
            .AddAcked(Ft.FtRequest(third), 200).AddAcked(Ft.FtRequest(third), 200);
        Ft.AddRoam(capture, Ap, OtherAp, 300);

        IReadOnlyList<Roam> roams = Of(capture);

        Assert.That(roams.Skip(1).Select(roam => (roam.To, roam.Outcome)),
            Is.EqualTo(new[] { (OtherAp, RoamOutcome.Failed), (third, RoamOutcome.Failed), (OtherAp, RoamOutcome.Success) }));
        Assert.That(roams.Skip(1).Select(roam => roam.From), Is.Not.Empty.And.All.EqualTo(Ap));
    }

    private static IReadOnlyList<Roam> Of(CaptureBuilder capture) => Analyzed.Octets(capture.ToArray()).Roams;
}
