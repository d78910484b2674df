namespace WsBridge.Pipeline.Merging;

/// <summary>
/// The next two packets of one sensor. Of two, as the time of one may be wrong: one packet with a time in the future does not make its
/// sensor wait for all others.
/// </summary>
/// <param name="begin">When the sensor begins, by its own clock; its file is opened when that is due.</param>
internal sealed class SensorHead(long begin)
{
    private long _latest = long.MinValue;
    private HeldPacket? _second;

    /// <summary>What reads it; null as long as it has not begun.</summary>
    public SensorReader? Reader { get; set; }

    /// <summary>The next packet; null at the end, and before it has begun.</summary>
    public HeldPacket? First { get; private set; }

    /// <summary>There is nothing more of it.</summary>
    public bool HasEnded => Reader is not null && First is null;

    /// <summary>When its next packet has its turn, in nanoseconds by its own clock.</summary>
    public long DueTime => First is not { } first ? begin
        : _second?.SensorTime is { } second && second < first.SensorTime && second >= _latest ? second
        : first.SensorTime;

    /// <summary>The next packet has its turn.</summary>
    /// <param name="following">The packet after those that are known; null at the end.</param>
    /// <returns>It.</returns>
    public HeldPacket Take(HeldPacket? following)
    {
        HeldPacket taken = First!;
        _latest = DueTime;
        (First, _second) = (_second, following);
        return taken;
    }

    /// <summary>It begins with these packets.</summary>
    public void Begin(HeldPacket? first, HeldPacket? second) => (First, _second) = (first, second);
}
