namespace WsBridge.Analysis.Roams;

/// <summary>The times of a STA's latest data frames: whether it was busy when they stopped.</summary>
internal sealed class DataRhythm
{
    /// <summary>So many frames within a second are traffic; keep-alives and pings are fewer.</summary>
    private const int Frames = 10;

    private const long WithinMicroseconds = 1_000_000;

    private readonly long[] _times = new long[Frames];
    private int _count;

    /// <summary>The last <see cref="Frames"/> frames came within a second.</summary>
    public bool IsBusy => _count >= Frames && _times[(_count - 1) % Frames] - _times[_count % Frames] is >= 0 and <= WithinMicroseconds;

    /// <summary>Another data frame.</summary>
    public void Add(long time)
    {
        _times[_count % Frames] = time;
        _count = _count == 2 * Frames - 1 ? Frames : _count + 1;
    }
}
