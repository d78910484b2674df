namespace WsBridge.Pipeline.Merging;

/// <summary>How far the clocks of two sensors are apart, by the latest frames that both heard.</summary>
/// <param name="one">The first of them.</param>
/// <param name="other">The second, which has the greater number.</param>
internal sealed class SensorPair(int one, int other)
{
    private const int SamplesKept = 31;
    private const int SureFrames = 16;

    private readonly Queue<(long Difference, CommonFrames Of)> _samples = [];

    /// <summary>The clock of the second is so many nanoseconds ahead; null while that is not known.</summary>
    public long? Difference { get; private set; }

    /// <summary>So many frames agree that what is known stays known.</summary>
    public bool IsSure { get; private set; }

    /// <summary>The sensor that is not this one.</summary>
    public int Beside(int sensor) => sensor == one ? other : one;

    /// <summary>How many nanoseconds the clock of a sensor is ahead of that of this one.</summary>
    public long? AheadOf(int sensor) => sensor == one ? Difference : -Difference;

    /// <summary>Both heard a frame.</summary>
    /// <param name="difference">The second's time less the first's.</param>
    /// <param name="common">What they share of its BSS, with it.</param>
    public void Add(long difference, CommonFrames common)
    {
        if (_samples.Count == SamplesKept)
        {
            _samples.Dequeue();
        }

        _samples.Enqueue((difference, common));
        Span<long> good = stackalloc long[SamplesKept];
        int count = 0;
        foreach ((long sample, CommonFrames of) in _samples)
        {
            if (of.AreMost)
            {
                good[count++] = sample;
            }
        }

        if (count >= ClockOffsets.FewestFrames)
        {
            good = good[..count];
            good.Sort();
            Difference = good[count / 2];
            IsSure |= count >= SureFrames;
        }
        else if (!IsSure)
        {
            Difference = null;
        }
    }
}
