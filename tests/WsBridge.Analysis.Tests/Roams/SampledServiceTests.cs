using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Intake;
using WsBridge.Analysis.Roams;
using WsBridge.Capture;
using WsBridge.Dot11;
using WsBridge.Pipeline;
using WsBridge.Sdk;
using WsBridge.Testing;
using Frame = WsBridge.Testing.Frame;

namespace WsBridge.Analysis.Tests.Roams;

/// <summary>As in Wireshark: of data frames only some come, and outages are told from these or not at all.</summary>
internal sealed class SampledServiceTests
{
    private static readonly Typical Ft = new(4);
    private static readonly MacAddress Ap = Typical.Ap;
    private static readonly MacAddress OtherAp = Typical.OtherAp;

    [Test]
    public void An_outage_is_the_one_of_roams_and_stands_where_service_is_back()
    {
        CaptureBuilder capture = Moved(Data(Data(Busy(), 5), 5));
        Data(Data(Data(capture, 100, OtherAp), 200, OtherAp), 700, OtherAp, fromAp: true);

        (Roam roam, long frame) = Outages(capture).Single();

        Assert.That(roam.OutageMs, Is.EqualTo(Analyzed.Octets(capture.ToArray()).Roams[^1].OutageMs).Within(0.001).And.GreaterThan(1000));
        Assert.That(frame, Is.EqualTo(capture.Count));
    }

    [Test]
    public void An_acknowledged_frame_to_the_client_is_service()
    {
        CaptureBuilder capture = Moved(Busy()).AddAcked(Frame.ProtectedData(Typical.Sta, OtherAp, fromAp: true), 100);
        Data(capture, 900, OtherAp);

        (Roam roam, long frame) = Outages(capture).Single();

        Assert.That(roam.OutageMs, Is.EqualTo(Analyzed.Octets(capture.ToArray()).Roams[^1].OutageMs).Within(0.001));
        Assert.That(frame, Is.EqualTo(capture.Count - 1), "the acknowledgement");
    }

    [Test]
    public void An_idle_client_has_none()
    {
        CaptureBuilder capture = Moved(Data(Data(Ft.BeforeRoam(), 10), 10, fromAp: true));

        Assert.That(Outages(Data(Data(capture, 100, OtherAp), 10, OtherAp, fromAp: true)), Is.Empty);
    }

    [Test]
    public void A_client_that_only_sends_is_not_served_again() => Assert.That(Outages(Data(Moved(Busy()), 100, OtherAp)), Is.Empty);

    [Test]
    public void Nothing_is_said_of_attempts_between_which_the_client_may_have_been_served([Values(100, 300)] int millisecondsApart)
    {
        CaptureBuilder capture = Busy().AddAcked(Ft.FtRequest(), 20).AddAcked(Ft.FtResponse(status: 53));

        capture.AddAcked(Ft.FtRequest(), millisecondsApart).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest())
            .Add(Ft.ReassocResponse());

        List<(Roam Roam, long Frame)> outages = Outages(Data(Data(capture, 10, OtherAp), 10, OtherAp, fromAp: true));
        Assert.That(outages, Has.Count.EqualTo(millisecondsApart == 100 ? 1 : 0));
    }

    [Test]
    public void Findings_and_outcomes_do_not_depend_on_it()
    {
        CaptureBuilder capture = Moved(Busy());
        for (int i = 0; i < 20; i++)
        {
            Data(capture, 100, OtherAp);
        }

        capture.AddAcked(Ft.AuthRequest(OtherAp), 100).AddAcked(Ft.AuthResponse(OtherAp));

        Sampled sampled = Sampled.Of(capture);
        var without = Analyzed.Octets(capture.ToArray(), looksAtData: false);
        Assert.That(sampled.Findings.Select(Text), Is.EqualTo(without.Findings.Select(Text)).And.Not.Empty);
        Assert.That(sampled.Ended.Select(roam => roam.Outcome), Is.EqualTo(without.Roams.Select(roam => roam.Outcome)));
    }

    private static string Text(Finding finding) => $"{finding.Frame.Ref.Id} {finding.Rule.Name} {finding.Severity} {finding.Message}";

    private static List<(Roam Roam, long Frame)> Outages(CaptureBuilder capture) => Sampled.Of(capture).Outages;

    private static CaptureBuilder Busy()
    {
        CaptureBuilder capture = Ft.BeforeRoam();
        for (int i = 0; i < 20; i++)
        {
            Data(capture, 20, fromAp: i % 2 == 0);
        }

        return capture;
    }

    private static CaptureBuilder Moved(CaptureBuilder capture) =>
        capture.AddAcked(Ft.FtRequest(), 20).AddAcked(Ft.FtResponse()).AddAcked(Ft.ReassocRequest()).Add(Ft.ReassocResponse());

    private static CaptureBuilder Data(CaptureBuilder capture, double after, MacAddress? ap = null, bool fromAp = false) =>
        capture.Add(Frame.ProtectedData(Typical.Sta, ap ?? Ap, fromAp), after);

    /// <summary>Hears what is said of a capture of which every data frame that was not chosen comes as an earlier one.</summary>
    private sealed class Sampled : ICaptureSink
    {
        public List<Finding> Findings { get; } = [];

        public List<Roam> Ended { get; } = [];

        public List<(Roam Roam, long Frame)> Outages { get; } = [];

        public bool WantsFacts => true;

        public bool WantsDataFrames => false;

        public static Sampled Of(CaptureBuilder capture)
        {
            var sampled = new Sampled();
            using var analyzer = new CaptureAnalyzer(sampled);
            analyzer.Analysis.SampleData();
            var selector = new FrameSelector(WifiInterest.Frames);
            using CaptureReader reader = CaptureReader.Open(new MemoryStream(capture.ToArray()), "test");
            while (reader.TryRead(out CaptureRecord record))
            {
                if (selector.Wants(record.ToFrame()))
                {
                    analyzer.OnChosenFrame(record.ToFrame());
                }
                else if (selector.EncryptedDataAt >= 0)
                {
                    analyzer.OnEarlierData(record.ToFrame());
                }
            }

            analyzer.End();
            return sampled;
        }

        public void Found(Finding finding) => Findings.Add(finding);

        public void Fact(Analysis.Tracking.FrameFacts facts)
        {
        }

        public void RoamSettled(Roam roam) => Ended.Add(roam);

        public void OutageEnded(Roam roam, FrameRef frame) => Outages.Add((roam, frame.Id));
    }
}
