using BenchmarkDotNet.Attributes;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Tracking;
using WsBridge.Benchmarks.Captures;
using WsBridge.Pipeline;

namespace WsBridge.Benchmarks.Micro;

/// <summary>Handshakes and roams in memory, read and analysed as <c>wsbridge analyze</c> does; per frame of the capture.</summary>
[MemoryDiagnoser]
public class HandshakeAnalysis : ICaptureSink
{
    private readonly byte[] _capture = CaptureFile.InMemory(CapturePlan.HandshakeSample);
    private int _findings;

    public bool WantsFacts => false;

    public bool WantsDataFrames => false;

    [Benchmark(OperationsPerInvoke = 20_000)]
    public int Analyze()
    {
        using var analyzer = new CaptureAnalyzer(this);
        analyzer.Analyze(new MemoryStream(_capture), "memory");
        return _findings;
    }

    public void Found(Finding finding) => _findings++;

    public void Fact(FrameFacts facts)
    {
        // Nobody looks at facts here.
    }
}
