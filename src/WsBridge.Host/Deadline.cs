namespace WsBridge.Host;

/// <summary>
/// Watches that no frame takes longer than allowed. Lua has no timeout, so a client whose host is alive and silent would hang for
/// ever; an end of the process it can survive.
/// </summary>
public sealed class Deadline : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly ITimer _timer;
    private long _started;

    /// <summary>Calls <paramref name="missed"/> from a thread of its own when a frame takes longer than <paramref name="limit"/>.</summary>
    public Deadline(TimeProvider time, TimeSpan limit, Action missed)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(missed);

        _time = time;
        _limit = limit;
        TimeSpan look = limit / 4;
        _timer = time.CreateTimer(_ => Look(missed), null, look, look);
    }

    /// <summary>A frame begins.</summary>
    public void Start() => Volatile.Write(ref _started, _time.GetTimestamp());

    /// <summary>It is done.</summary>
    public void Stop() => Volatile.Write(ref _started, 0);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look(Action missed)
    {
        long started = Volatile.Read(ref _started);
        if (started != 0 && _time.GetElapsedTime(started) > _limit)
        {
            missed();
        }
    }
}
