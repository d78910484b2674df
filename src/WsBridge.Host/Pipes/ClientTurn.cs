using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace WsBridge.Host.Pipes;

/// <summary>
/// A client that waits for each answer asks again as soon as it has one. To be woken for that takes longer than the whole frame does, so
/// for a moment the host stays awake. Where other work wants the processor, or the client takes its time, it sleeps.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ClientTurn
{
    private const int MostPassedOver = 64;

    private static readonly long LongestMoment = Stopwatch.Frequency / 5000; // 200 microseconds
    private static readonly long Displaced = Stopwatch.Frequency / 1000; // longer than a client takes that runs on the same processor
    private static readonly long ShortestRest = Stopwatch.Frequency / 64;
    private static readonly long LongestRest = Stopwatch.Frequency;

    private bool _isClients;
    private int _passesOver; // so many answers after one that the client took long for, twice as many each time
    private int _passedOver;
    private long _rest = ShortestRest; // so long after other work took the processor, twice as long each time
    private long _restsUntil;

    /// <summary>The client has its answer.</summary>
    public void Begin() => Volatile.Write(ref _isClients, Environment.ProcessorCount > 1);

    /// <summary>Where an answer was the last thing that happened, waits a moment for what the client writes next. Others may run.</summary>
    public void Await(SafeHandle request)
    {
        if (!Volatile.Read(ref _isClients))
        {
            return;
        }

        Volatile.Write(ref _isClients, false);
        long began = Stopwatch.GetTimestamp();
        if (began < _restsUntil || _passedOver++ < _passesOver)
        {
            return;
        }

        _passedOver = 0;
        StayAwake(request, began);
    }

    private void StayAwake(SafeHandle request, long began)
    {
        long now = began;
        while (!Posix.IsReadable(request))
        {
            long before = now;
            Thread.Yield();
            now = Stopwatch.GetTimestamp();
            if (now - before > Displaced)
            {
                _restsUntil = now + _rest;
                _rest = Math.Min(2 * _rest, LongestRest);
                return;
            }

            if (now - began > LongestMoment)
            {
                _passesOver = Math.Clamp(2 * _passesOver, 1, MostPassedOver);
                return;
            }
        }

        _passesOver = 0;
        _rest = Math.Max(_rest - (_rest / 64), ShortestRest);
    }
}
