namespace WsBridge.Host.Pipes;

/// <summary>
/// A client that waits for each answer asks again as soon as it has one. To be woken for that takes longer than the whole frame does, so
/// for a moment the host stays awake. Where other work wants the processor, or the client takes its time, it sleeps. For Linux.
/// </summary>
/// <param name="time">Tells how long it waits.</param>
/// <param name="processors">With one alone it never stays awake.</param>
internal sealed class ClientTurn(TimeProvider time, int processors)
{
    private const int MostSkipped = 64;

    private readonly long _longestMoment = time.TimestampFrequency / 5000; // 200 microseconds
    private readonly long _displaced = time.TimestampFrequency / 1000; // longer than a client takes that runs on the same processor
    private readonly long _shortestRest = time.TimestampFrequency / 64;
    private readonly long _longestRest = time.TimestampFrequency;

    private bool _isClients;
    private int _toSkip; // answers after which it sleeps; doubles each time the client did not ask in time
    private int _skipped;
    private long _rest = time.TimestampFrequency / 64; // how long it sleeps after other work took the processor; doubles each time
    private long _restsUntil = long.MinValue;

    /// <summary>The client has its answer.</summary>
    public void Begin() => Volatile.Write(ref _isClients, processors > 1);

    /// <summary>Where an answer was the last thing that happened, waits a moment for what the client writes next. Others may run.</summary>
    /// <param name="isReadable">It has come.</param>
    public void Await(Func<bool> isReadable)
    {
        if (!Volatile.Read(ref _isClients))
        {
            return;
        }

        Volatile.Write(ref _isClients, false);
        long began = time.GetTimestamp();
        if (began < _restsUntil || _skipped++ < _toSkip)
        {
            return;
        }

        _skipped = 0;
        StayAwake(isReadable, began);
    }

    private void StayAwake(Func<bool> isReadable, long began)
    {
        long now = began;
        while (!isReadable())
        {
            long before = now;
            Thread.Yield();
            now = time.GetTimestamp();
            if (now - before > _displaced)
            {
                _restsUntil = now + _rest;
                _rest = Math.Min(2 * _rest, _longestRest);
                return;
            }

            if (now - began > _longestMoment)
            {
                _toSkip = Math.Clamp(2 * _toSkip, 1, MostSkipped);
                return;
            }
        }

        _toSkip = 0;
        _rest = Math.Max(_rest - (_rest / 64), _shortestRest);
    }
}
