using WsBridge.Analysis;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;
using WsBridge.Capture;
using WsBridge.Testing;

namespace WsBridge.Pipeline.Tests;

[TestFixture]
internal sealed class CaptureAnalyzerTests
{
    private const string Recorded = "09h_ft-eap_2pmkid_pmksa_prepend_ap2.10.pcapng";

    [Test]
    public void A_stream_goes_in_and_findings_facts_and_attempts_come_out()
    {
        CaptureResult result = CaptureResult.Of(Open(), Recorded, wantsFacts: true);

        Assert.That(result.Findings.Select(finding => finding.Rule.Name), Does.Contain("ft-m2-extra-pmkids"));
        Assert.That(result.Facts.Select(facts => facts.HandshakeMessage), Does.Contain(2));
        Assert.That(result.Attempts.Select(attempt => attempt.Outcome), Does.Contain(RoamOutcome.Failed));
        Assert.That(result.Problem, Is.Null);
        Assert.That(result.FoundBeforeEnd, Is.InRange(1, result.Findings.Count));
    }

    [Test]
    public void Frames_one_by_one_give_what_the_stream_gives()
    {
        var byFrame = new CaptureResult();
        using var analyzer = new CaptureAnalyzer(byFrame);
        using CaptureReader reader = CaptureReader.Open(Open(), Recorded);
        while (reader.TryRead(out CaptureRecord record))
        {
            analyzer.OnFrame(record.ToFrame());
        }

        analyzer.End();

        Assert.That(byFrame.Findings.Select(Line), Is.EqualTo(CaptureResult.Of(Open(), Recorded).Findings.Select(Line)));
    }

    [Test]
    public void Two_threads_find_what_one_finds()
    {
        var one = new FindingsOnly();
        var two = new FindingsOnly();

        Analyze(one, CaptureAnalyzerOptions.Default);
        Analyze(two, new CaptureAnalyzerOptions { ReadsAhead = true });

        Assert.That(two.Found.Select(Line), Is.EqualTo(one.Found.Select(Line)));
        Assert.That(one.Found, Is.Not.Empty);
    }

    [Test]
    public void Two_threads_tell_of_attempts_what_one_tells()
    {
        string[] captures = Directory.GetFiles(RepositoryPaths.Captures, "*.pcap*", SearchOption.AllDirectories);
        var told = new List<string>();

        Assert.Multiple(() =>
        {
            foreach (string capture in captures)
            {
                string[] one = Attempts(capture, CaptureAnalyzerOptions.Default);
                foreach (int framesPerBatch in (int[])[1, 3, 1024])
                {
                    Assert.That(Attempts(capture, new CaptureAnalyzerOptions { ReadsAhead = true, FramesPerBatch = framesPerBatch }),
                        Is.EqualTo(one), $"{capture}, {framesPerBatch} frames at a time");
                }

                told.AddRange(one);
            }
        });

        Assert.That(told, Has.Count.GreaterThan(100));

        static string[] Attempts(string capture, CaptureAnalyzerOptions options) =>
            [.. CaptureResult.Of(File.OpenRead(capture), capture, options).Attempts.Select(Line)];

        static string Line(Roam attempt) => $"{attempt.Index} {attempt.Sta} {attempt.To} {attempt.Type} {attempt.Outcome} {attempt.Cause} "
            + $"{attempt.HandoffMs} {attempt.FirstDataMs} {attempt.FirstDataUpMs} {attempt.FirstDataDownMs} {attempt.GapMs} "
            + $"{attempt.OutageMs} {attempt.OutageIsMinimum} {string.Join(',', attempt.Findings)} {attempt.Verdict}";
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_fault_costs_its_frame_and_not_the_rest(bool readsAhead)
    {
        var faults = new List<AnalysisFault>();
        var sink = new FindingsOnly { FailsAt = 1 };

        Analyze(sink, new CaptureAnalyzerOptions { ReadsAhead = readsAhead, OnFault = fault => { faults.Add(fault); return true; } });

        Assert.That(faults.Select(fault => (fault.Frame > 0, fault.Error.GetType())),
            Is.EqualTo([(true, typeof(InvalidTimeZoneException))]));
        Assert.That(sink.Found, Has.Count.GreaterThan(1));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void What_nobody_takes_for_a_fault_is_thrown(bool readsAhead) =>
        Assert.That(
            () => Analyze(new FindingsOnly { FailsAt = 1 }, new CaptureAnalyzerOptions { ReadsAhead = readsAhead, OnFault = _ => false }),
            Throws.TypeOf<InvalidTimeZoneException>());

    [TestCase(false)]
    [TestCase(true)]
    public void A_watch_sees_every_packet_and_which_were_taken_in(bool readsAhead)
    {
        var watch = new Counting();

        Analyze(new FindingsOnly(), new CaptureAnalyzerOptions { ReadsAhead = readsAhead, Watch = watch });

        Assert.That(watch.Seen, Is.EqualTo(Recording.Read(Path.Combine(RepositoryPaths.Captures, Recorded)).Packets.Count));
        Assert.That(watch.Taken, Is.InRange(1, watch.Seen));
    }

    [Test]
    public void Octets_that_are_no_capture_are_refused() =>
        Assert.That(() => CaptureResult.Of(new MemoryStream([1, 2, 3]), "three"), Throws.TypeOf<CaptureFormatException>());

    private static FileStream Open() => File.OpenRead(Path.Combine(RepositoryPaths.Captures, Recorded));

    private static void Analyze(ICaptureSink sink, CaptureAnalyzerOptions options)
    {
        using var analyzer = new CaptureAnalyzer(sink, options);
        analyzer.Analyze(Open(), Recorded);
    }

    private static string Line(Finding finding) => $"{finding.Frame.Ref.Id} {finding.Rule.Id} {finding.Message}";

    private sealed class FindingsOnly : ICaptureSink
    {
        private int _calls;

        public List<Finding> Found { get; } = [];

        public int FailsAt { get; init; }

        public bool WantsDataFrames => false;

        public bool WantsFacts => false;

        void IFindingSink.Found(Finding finding)
        {
            if (++_calls == FailsAt)
            {
                throw new InvalidTimeZoneException();
            }

            Found.Add(finding);
        }

        public void Fact(FrameFacts facts) => throw new InvalidOperationException("nobody asked");
    }

    private sealed class Counting : ICaptureWatch
    {
        public int Seen { get; private set; }

        public int Taken { get; private set; }

        public void See(in CaptureRecord record) => Seen++;

        public void Took() => Taken++;
    }
}
