using WsBridge.Analysis.Exchanges;

namespace WsBridge.Analysis.Roams;

/// <summary>The attempts of a STA since it was last on the network, as long as it does not give up: a gap in its data is an outage and no rest.</summary>
internal sealed class ReturnAttempts
{
    /// <summary>A supplicant that failed waits before it tries again; later than this it was told to.</summary>
    private const long PatienceMicroseconds = 60_000_000;

    private long _latest;

    /// <summary>The first frame of the first attempt; null when the STA is not trying to come back.</summary>
    public FrameRef? First { get; private set; }

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>Another attempt begins.</summary>
    /// <param name="start">Its first frame.</param>
    /// <param name="comesFromThere">The STA was associated just before.</param>
    public void Add(FrameRef start, bool comesFromThere)
    {
        if (start.TimeMicroseconds - _latest is < 0 or > PatienceMicroseconds)
        {
            Clear();
        }

        if (First is not null || comesFromThere)
        {
            First ??= start;
            Count++;
            _latest = start.TimeMicroseconds;
        }
    }

    /// <summary>The STA is on the network.</summary>
    public void Clear() => (First, Count) = (null, 0);
}
