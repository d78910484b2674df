namespace WsBridge.Analysis.Roams;

/// <summary>The times of a STA's latest data frames: whether it was busy when they stopped.</summary>
internal sealed class DataRhythm
{
    /// <summary>So many frames within a second, of both directions, are traffic; keep-alives and pings are fewer.</summary>
    private const int Frames = 8;

    private const long WithinMicroseconds = 1_000_000;

    private readonly long[] _times = new long[Frames];
    private int _count;
    private long _lastUp = long.MinValue / 2;
    private long _lastDown = long.MinValue / 2;

    /// <summary>When the latest one came.</summary>
    public long Latest => Math.Max(_lastUp, _lastDown);

    /// <summary>The last <see cref="Frames"/> frames came within a second and not all of them from the same side.</summary>
    public bool IsBusy => _count >= Frames && _times[(_count - 1) % Frames] - _times[_count % Frames] is >= 0 and <= WithinMicroseconds
        && Math.Abs(_lastUp - _lastDown) <= WithinMicroseconds;

    /// <summary>The capture has had frames in both directions.</summary>
    public bool HearsBoth => Math.Min(_lastUp, _lastDown) > long.MinValue / 2;

    /// <summary>Another data frame, which is no retry.</summary>
    public void Add(long time, bool fromAp)
    {
        _times[_count % Frames] = time;
        _count = _count == 2 * Frames - 1 ? Frames : _count + 1;
        if (fromAp)
        {
            _lastDown = time;
        }
        else
        {
            _lastUp = time;
        }
    }
}
