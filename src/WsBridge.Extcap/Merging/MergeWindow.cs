using WsBridge.Pipeline.Merging;

namespace WsBridge.Extcap.Merging;

/// <summary>
/// Puts the frames of several sensors in the order of their corrected times. Each is held for a while after it came, so that what another
/// sensor heard earlier and what comes later finds its place, and so that the first frames have the clocks compared already.
/// </summary>
/// <param name="clocks">The clocks of the sensors.</param>
/// <param name="window">How long a frame is held, and so how much later than another one may come and still be put in front of it.</param>
/// <param name="time">Our own clock.</param>
public sealed class MergeWindow(ClockOffsets clocks, TimeSpan window, TimeProvider time)
{
    private readonly ClockOffsets _clocks = clocks;
    private readonly TimeSpan _window = window;
    private readonly TimeProvider _time = time;
    private readonly List<HeardFrame> _held = [];

    /// <summary>Takes a frame.</summary>
    public void Add(HeardFrame heard)
    {
        ArgumentNullException.ThrowIfNull(heard);
        _clocks.Add(heard.Sensor, heard.TimeNanoseconds, LinkTypes.Radiotap, heard.Octets);
        _held.Add(heard);
    }

    /// <summary>The frames whose time has come, in order, each with its corrected time.</summary>
    /// <param name="all">Everything that is held: the capture ends.</param>
    public IReadOnlyList<(HeardFrame Frame, long TimeNanoseconds)> Release(bool all = false)
    {
        long last = long.MinValue;
        foreach (HeardFrame heard in _held)
        {
            if (all || _time.GetElapsedTime(heard.Arrival) >= _window)
            {
                last = Math.Max(last, Corrected(heard));
            }
        }

        if (last == long.MinValue)
        {
            return [];
        }

        List<(HeardFrame, long)> released = [.. _held.Where(heard => Corrected(heard) <= last).Select(heard => (heard, Corrected(heard)))
            .OrderBy(one => one.Item2)];
        _held.RemoveAll(heard => Corrected(heard) <= last);
        return released;
    }

    private long Corrected(HeardFrame heard) => heard.TimeNanoseconds - (_clocks[heard.Sensor] ?? 0);
}
