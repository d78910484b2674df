using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Intake;
using WsBridge.Analysis.Tracking;
using WsBridge.Capture;
using WsBridge.Sdk;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Intake;

/// <summary>Frames may be taken in long before they are looked at.</summary>
[TestFixture]
internal sealed class FrameIntakeTests
{
    private static IEnumerable<string> Recordings =>
        Directory.EnumerateFiles(RepositoryPaths.Captures, "*.pcapng").Select(path => Path.GetFileName(path)).Order();

    [TestCaseSource(nameof(Recordings))]
    public void Taking_in_all_frames_first_changes_nothing(string recording)
    {
        byte[] capture = File.ReadAllBytes(Path.Combine(RepositoryPaths.Captures, recording));

        (List<string> atOnce, long copies) = Look(capture, ahead: false);
        (List<string> ahead, long copiesAhead) = Look(capture, ahead: true);

        Assert.That(ahead, Is.EqualTo(atOnce));
        Assert.That(copiesAhead, Is.EqualTo(copies));
    }

    private static (List<string> Findings, long Copies) Look(byte[] capture, bool ahead)
    {
        var sink = new Words();
        var waiting = new List<HeardFrame>();
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(capture), "test");
        using var analysis = new WifiAnalysis(RuleCatalog.All, sink);
        var selector = new FrameSelector(WifiInterest.Frames);
        while (reader.TryRead(out CaptureRecord record))
        {
            var frame = new Sdk.Frame
            {
                Id = record.Number,
                TimeMicroseconds = record.TimeNanoseconds / 1000,
                LinkType = record.LinkType,
                Octets = record.Octets,
                OriginalLength = record.OriginalLength,
            };
            if (selector.Wants(frame) && analysis.Intake.TryTake(frame, out HeardFrame heard))
            {
                waiting.Add(heard);
            }

            if (!ahead)
            {
                LookAtAll();
            }
        }

        LookAtAll();
        analysis.End();
        return (sink.Findings, analysis.Copies);

        void LookAtAll()
        {
            waiting.ForEach(frame => analysis.OnHeard(frame));
            waiting.Clear();
        }
    }

    private sealed class Words : IFindingSink
    {
        public List<string> Findings { get; } = [];

        public bool WantsFacts => false;

        public void Found(Finding finding) =>
            Findings.Add($"{finding.Frame.Ref.Id} {finding.Rule.Id} {finding.Severity} {finding.Fault} {finding.Message} {finding.Verdict} "
                + $"{string.Join(' ', finding.Related)}");

        public void Fact(FrameFacts facts)
        {
            // Not asked for.
        }
    }
}
