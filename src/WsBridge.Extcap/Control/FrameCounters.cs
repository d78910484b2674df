namespace WsBridge.Extcap.Control;

/// <summary>Counts the frames of a capture for the toolbar; from any thread.</summary>
public sealed class FrameCounters
{
    private readonly Lock _lock = new();
    private readonly List<string> _order = [];
    private readonly Dictionary<string, long> _frames = [];
    private long? _dropped;

    /// <summary>A frame was written.</summary>
    /// <param name="from">What it comes from, such as a sensor or a sender.</param>
    public void Add(string from)
    {
        lock (_lock)
        {
            if (_frames.TryAdd(from, 1))
            {
                _order.Add(from);
            }
            else
            {
                _frames[from]++;
            }
        }
    }

    /// <summary>So many frames came and could not be taken. Only a source that finds that out says it, also when there are none.</summary>
    public void AddDropped(long count)
    {
        lock (_lock)
        {
            _dropped = (_dropped ?? 0) + count;
        }
    }

    /// <summary>All counts at this moment; of those that could not be taken null when nobody counts them.</summary>
    public (long? Dropped, IReadOnlyList<(string From, long Frames)> Frames) Read()
    {
        lock (_lock)
        {
            return (_dropped, [.. _order.Select(from => (from, _frames[from]))]);
        }
    }
}
