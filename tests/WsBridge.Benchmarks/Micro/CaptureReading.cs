using BenchmarkDotNet.Attributes;
using WsBridge.Benchmarks.Captures;
using WsBridge.Capture;

namespace WsBridge.Benchmarks.Micro;

/// <summary>Every record of a capture in memory, nothing done with it.</summary>
[MemoryDiagnoser]
public class CaptureReading
{
    private readonly byte[] _capture = CaptureFile.InMemory(CapturePlan.HandshakeSample);

    [Benchmark(OperationsPerInvoke = 20_000)]
    public long Read()
    {
        using CaptureReader reader = CaptureReader.Open(new MemoryStream(_capture), "memory");
        long octets = 0;
        while (reader.TryRead(out CaptureRecord record))
        {
            octets += record.Octets.Length;
        }

        return octets;
    }
}
