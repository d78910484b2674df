namespace WsBridge.Pipeline.Merging;

/// <summary>The frames of one BSS that two sensors have both heard, as it seems, among those that each has heard of it.</summary>
internal sealed class CommonFrames
{
    private long _common;
    private (long First, long Last) _one = (long.MaxValue, long.MinValue);
    private (long First, long Last) _other = (long.MaxValue, long.MinValue);

    /// <summary>
    /// Between the first and the last of them the sensor that heard less shares most of what it heard. Frames that have a name in common by
    /// chance, after an AP restarted, are few among many.
    /// </summary>
    public bool AreMost => 2 * _common > Math.Min(_one.Last - _one.First, _other.Last - _other.First) + 1;

    /// <summary>One more.</summary>
    /// <param name="ofOne">How many frames of the BSS one sensor had heard with it.</param>
    /// <param name="ofOther">The same of the other sensor.</param>
    public void Add(long ofOne, long ofOther)
    {
        _common++;
        _one = (Math.Min(_one.First, ofOne), Math.Max(_one.Last, ofOne));
        _other = (Math.Min(_other.First, ofOther), Math.Max(_other.Last, ofOther));
    }
}
