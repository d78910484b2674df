using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Roams;

/// <summary>An outage needs traffic that was waiting, or an attempt that failed; it ends with service, which uplink alone is not.</summary>
[TestFixture]
internal sealed class OutageTests
{
    private static readonly Typical Ft = new(4);
    private static readonly MacAddress Ap = Typical.Ap;
    private static readonly MacAddress OtherAp = Typical.OtherAp;

    [Test]
    public void A_client_in_the_middle_of_traffic_has_an_outage_until_data_flows_in_both_directions()
    {
        CaptureBuilder capture = Up(Moved(Busy(Ft.BeforeRoam())), 100);
        Down(Up(capture, 200), 700);

        Roam roam = Of(capture)[1];

        Assert.That((roam.OutageMs, roam.OutageIsMinimum),
            Is.EqualTo(((double?)(20 + HandoffMs + 100 + 200 + 700), (bool?)false)).Within(0.001));
        Assert.That((roam.FirstDataMs, roam.FirstDataUpMs, roam.FirstDataDownMs),
            Is.EqualTo(((double?)(HandoffMs + 100), (double?)(HandoffMs + 100), (double?)(HandoffMs + 1000))).Within(0.001));
    }

    [Test]
    public void An_acknowledged_frame_to_the_client_is_service()
    {
        CaptureBuilder capture = Moved(Busy(Ft.BeforeRoam())).AddAcked(Frame.ProtectedData(Typical.Sta, OtherAp, fromAp: true), 100);
        Up(capture, 900);

        Assert.That(Of(capture)[1].OutageMs, Is.EqualTo(20 + HandoffMs + 100).Within(0.001));
    }

    [Test]
    public void Traffic_that_ended_with_the_roam_waits_no_longer_than_the_association()
    {
        CaptureBuilder capture = Down(Up(Moved(Busy(Ft.BeforeRoam())), 9000), 10);

        Assert.That(Of(capture)[1].OutageMs, Is.EqualTo(20 + HandoffMs).Within(0.001));
    }

    [Test]
    public void Data_retried_in_vain_was_waiting_and_a_retry_that_got_through_was_not()
    {
        CaptureBuilder vain = Down(Ft.BeforeRoam(), 10);
        CaptureBuilder through = Down(Ft.BeforeRoam(), 10);
        foreach (CaptureBuilder capture in new[] { vain, through })
        {
            Retry(Retry(Up(capture, 500), 1), 1);
        }

        through.Add(Frame.Ack(Typical.Sta), 0.05);

        Assert.That(Of(Down(Up(Moved(vain), 5), 5))[1].OutageMs, Is.EqualTo(22 + HandoffMs + 10).Within(0.001));
        Assert.That(Of(Down(Up(Moved(through), 5), 5))[1].OutageMs, Is.Null);
    }

    [Test]
    public void Data_that_the_old_AP_retries_while_the_client_moves_was_waiting()
    {
        CaptureBuilder capture = Down(Up(Ft.BeforeRoam(), 10), 10).AddAcked(Ft.FtRequest(), 3000)
            .Add(Frame.ProtectedData(Typical.Sta, Ap, fromAp: true, options: new FrameOptions { Retry = true }), 2)
            .Add(Frame.ProtectedData(Typical.Sta, Ap, fromAp: true, options: new FrameOptions { Retry = true }), 2)
            .AddAcked(Ft.FtResponse(), 300).AddAcked(Ft.ReassocRequest()).AddAcked(Ft.ReassocResponse());

        Assert.That(Of(Down(Up(capture, 5), 5))[1].OutageMs, Is.GreaterThan(300).And.LessThan(330),
            "it counts from the first frame of the attempt");
    }

    [Test]
    public void A_failed_attempt_has_an_outage_of_at_least_as_long_as_nothing_came_back()
    {
        CaptureBuilder capture = Ft.Association().AddAcked(Ft.M1()).AddAcked(Frame.Deauthentication(Typical.Sta, Ap, 2), 10)
            .Add(Ft.Beacon(), 7000);

        Roam roam = Of(capture).Single();

        Assert.That((roam.Outcome, roam.OutageIsMinimum), Is.EqualTo((RoamOutcome.Failed, (bool?)true)));
        Assert.That(roam.OutageMs, Is.GreaterThan(7000).And.LessThan(7100));
    }

    [Test]
    public void A_client_that_authentication_alone_has_failed_may_be_served_by_its_old_AP_again()
    {
        CaptureBuilder capture = Ft.BeforeRoam().AddAcked(Ft.FtRequest(), 50).AddAcked(Ft.FtResponse(status: 53), 100);
        byte[] whole = capture.Add(Ft.Beacon(), 20_000).ToArray();
        byte[] served = Down(Up(capture, 10), 10).ToArray();

        Roam unknown = Analyzed.Octets(whole).Roams[1];
        Roam idle = Analyzed.Octets(served).Roams[1];

        Assert.That((unknown.OutageMs, unknown.OutageIsMinimum), Is.EqualTo(((double?)100.05, (bool?)true)));
        Assert.That((idle.OutageMs, idle.OutageIsMinimum), Is.EqualTo(((double?)100.05, (bool?)false)));
    }

    [Test]
    public void A_refusal_over_the_DS_interrupts_nothing()
    {
        CaptureBuilder capture = Ft.BeforeRoam()
            .AddAcked(Frame.FtAction(Typical.Sta, Ap, OtherAp, 1, 0, Ft.Rsne(Typical.PmkR0Name), MakeElement.Mde(),
                MakeElement.Fte(Typical.FtRequestFte)), 50)
            .AddAcked(Frame.FtAction(Typical.Sta, Ap, OtherAp, 2, 53), 100).Add(Ft.Beacon(), 5000);

        Roam roam = Of(capture)[1];

        Assert.That((roam.Type, roam.Outcome, roam.OutageMs),
            Is.EqualTo(((RoamType?)RoamType.FtOverTheDs, RoamOutcome.Failed, (double?)null)));
    }

    [Test]
    public void Uplink_alone_after_a_success_is_an_outage_to_the_next_association()
    {
        CaptureBuilder capture = Moved(Down(Up(Ft.BeforeRoam(), 10), 10));
        for (int i = 0; i < 10; i++)
        {
            Up(capture, 200);
        }

        Down(Up(Moved(capture), 5), 5);
        IReadOnlyList<Roam> roams = Of(capture);

        Assert.That(roams.Skip(1).Select(roam => roam.OutageMs), Has.Exactly(2).GreaterThan(2000));
        Assert.That((roams[1].FirstDataUpMs, roams[1].FirstDataDownMs),
            Is.EqualTo(((double?)(HandoffMs + 200), (double?)null)).Within(0.001));
    }

    /// <summary>Four frames, each with an acknowledgement but the last one's counts not.</summary>
    private const double HandoffMs = 3.15;

    private static IReadOnlyList<Roam> Of(CaptureBuilder capture) => Analyzed.Octets(capture.ToArray()).Roams;

    private static CaptureBuilder Busy(CaptureBuilder capture)
    {
        for (int i = 0; i < 20; i++)
        {
            capture.Add(Frame.ProtectedData(Typical.Sta, Ap, fromAp: i % 2 == 0), 20);
        }

        return capture;
    }

    private static CaptureBuilder Moved(CaptureBuilder capture) =>
        capture.AddAcked(Ft.FtRequest(), 20).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest()).Add(Ft.ReassocResponse());

    private static CaptureBuilder Up(CaptureBuilder capture, double after) =>
        capture.Add(Frame.ProtectedData(Typical.Sta, Current(capture), fromAp: false), after);

    private static CaptureBuilder Down(CaptureBuilder capture, double after) =>
        capture.Add(Frame.ProtectedData(Typical.Sta, Current(capture), fromAp: true), after);

    private static CaptureBuilder Retry(CaptureBuilder capture, double after) =>
        capture.Add(Frame.ProtectedData(Typical.Sta, Ap, fromAp: false, options: new FrameOptions { Retry = true }), after);

    /// <summary>Where the client is by what the capture has so far.</summary>
    private static MacAddress Current(CaptureBuilder capture) => Of(capture)[^1].Outcome == RoamOutcome.Success ? Of(capture)[^1].To : Ap;
}
