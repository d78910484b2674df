namespace WsBridge.Pipeline.Merging;

/// <summary>How much sensors have heard of one BSS.</summary>
internal sealed class HeardBss
{
    private readonly Dictionary<int, long> _frames = [];
    private readonly Dictionary<(int One, int Other), CommonFrames> _common = [];

    /// <summary>How many of its frames are remembered.</summary>
    public int Kept { get; set; }

    /// <summary>A sensor has heard one more.</summary>
    /// <returns>So many were heard by it.</returns>
    public long Count(int sensor) => _frames[sensor] = _frames.GetValueOrDefault(sensor) + 1;

    /// <summary>What two sensors share.</summary>
    public CommonFrames Of(int one, int other)
    {
        if (!_common.TryGetValue((one, other), out CommonFrames? common))
        {
            _common.Add((one, other), common = new CommonFrames());
        }

        return common;
    }
}
