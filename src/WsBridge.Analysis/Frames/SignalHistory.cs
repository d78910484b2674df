namespace WsBridge.Analysis.Frames;

/// <summary>
/// How strongly a BSS was received of late: the weakest and the strongest Beacon or Probe Response of each second, in dBm.
/// </summary>
internal sealed class SignalHistory
{
    private const int Seconds = 16;
    private const long MicrosecondsPerSecond = 1_000_000;

    private readonly (long Second, short Weakest, short Strongest)[] _seconds = new (long, short, short)[Seconds];

    /// <summary>The second that a time belongs to.</summary>
    public static long SecondOf(long timeMicroseconds) => timeMicroseconds / MicrosecondsPerSecond;

    /// <summary>Another frame of the BSS.</summary>
    public void Add(long timeMicroseconds, int dbm)
    {
        long second = SecondOf(timeMicroseconds);
        ref (long Second, short Weakest, short Strongest) slot = ref _seconds[(int)((ulong)second % Seconds)];
        slot = slot.Second == second
            ? (second, (short)Math.Min(slot.Weakest, dbm), (short)Math.Max(slot.Strongest, dbm))
            : (second, (short)dbm, (short)dbm);
    }

    /// <summary>What was received in one second; false when nothing was, or it is too long ago.</summary>
    public bool TryGet(long second, out int weakest, out int strongest)
    {
        (long at, weakest, strongest) = _seconds[(int)((ulong)second % Seconds)];
        return at == second && weakest != 0;
    }

    /// <summary>The middle of what was received in the latest second that had anything; null when that is too long ago.</summary>
    public int? Latest(long timeMicroseconds)
    {
        long now = SecondOf(timeMicroseconds);
        for (long second = now; second > now - Seconds; second--)
        {
            if (TryGet(second, out int weakest, out int strongest))
            {
                return (weakest + strongest) / 2;
            }
        }

        return null;
    }
}
