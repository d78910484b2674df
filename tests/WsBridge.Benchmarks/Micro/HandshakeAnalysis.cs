using BenchmarkDotNet.Attributes;
using WsBridge.Analysis;
using WsBridge.Benchmarks.Captures;
using WsBridge.Capture;
using WsBridge.Sdk;

namespace WsBridge.Benchmarks.Micro;

/// <summary>Handshakes and roams in memory, read and analysed as <c>wsbridge analyze</c> does; per frame of the capture.</summary>
[MemoryDiagnoser]
public class HandshakeAnalysis : IFindingSink
{
    private readonly byte[] _capture = CaptureFile.InMemory(CapturePlan.HandshakeSample);
    private int _findings;

    public bool WantsFacts => false;

    [Benchmark(OperationsPerInvoke = 20_000)]
    public int Analyze()
    {
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(_capture), "memory");
        var analysis = new WifiAnalysis(RuleCatalog.All, this);
        var selector = new FrameSelector(WifiInterest.Frames);
        while (reader.TryRead(out CaptureRecord record))
        {
            var frame = new Frame
            {
                Id = record.Number,
                TimeMicroseconds = record.TimeNanoseconds / 1000,
                LinkType = record.LinkType,
                Octets = record.Octets,
                OriginalLength = record.OriginalLength,
            };
            if (selector.Wants(frame))
            {
                analysis.OnFrame(frame);
            }
        }

        return _findings;
    }

    public void Found(Finding finding) => _findings++;

    public void Fact(FrameFacts facts)
    {
        // Nobody looks at facts here.
    }
}
