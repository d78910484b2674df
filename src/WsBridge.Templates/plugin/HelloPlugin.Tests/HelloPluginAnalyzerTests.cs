using WsBridge.Capture;
using WsBridge.Sdk;

namespace HelloPlugin.Tests;

internal sealed class HelloPluginAnalyzerTests
{
    [Test]
    public void The_third_deauthentication_of_a_transmitter_is_a_flood()
    {
        using AnalyzerRun run = Run("sample.pcap");

        var counts = run.Fields.Where(shown => shown.Line.Field.Filter == "wsbridge.hello_plugin.count");
        Assert.That(counts.Select(shown => (shown.Frame, shown.Line.Value.Number)), Is.EqualTo([(1L, 1L), (2L, 1L), (3L, 2L), (4L, 3L)]));
        Assert.That(run.Experts.Select(raised => raised.Frame), Is.EqualTo([4L]));
    }

    // As the host does it: the analyzer sees what it asked for, and what it says is kept.
    private static AnalyzerRun Run(string capture)
    {
        var run = new AnalyzerRun(new HelloPluginAnalyzer());
        using FileStream file = File.OpenRead(Path.Combine(TestContext.CurrentContext.TestDirectory, capture));
        using CaptureReader reader = CaptureReader.Open(file, capture);
        while (reader.TryRead(out CaptureRecord record))
        {
            run.OnFrame(new Frame
            {
                Id = record.Number,
                TimeMicroseconds = record.TimeNanoseconds / 1000,
                LinkType = record.LinkType,
                Octets = record.Octets,
                OriginalLength = record.OriginalLength,
            });
        }

        return run;
    }
}
