using WsBridge.Capture.Wired;

namespace WsBridge.Capture.Unwrapping;

/// <summary>
/// Turns the time at which a sender received a frame, on its own clock, into the time of the capture. A datagram is never captured before
/// the frame was received, so that the one that was least late tells how far the clocks are apart: what the network adds to others is taken
/// off.
/// </summary>
internal sealed class SenderClocks
{
    private const int MostSenders = 4096;

    /// <summary>Clocks drift apart by no more than this part.</summary>
    private const long Drift = 10_000;

    /// <summary>Further off the clock was set, or it is another one.</summary>
    private const long Jump = 500_000_000;

    private readonly Dictionary<(Endpoint Sender, int Frequency), Clock> _clocks = [];

    /// <summary>When the frame was received, in nanoseconds since the Unix epoch.</summary>
    /// <param name="sender">Who received it.</param>
    /// <param name="frequency">The channel: each radio has a clock of its own.</param>
    /// <param name="captured">When the datagram was captured, in nanoseconds since the Unix epoch.</param>
    /// <param name="microseconds">What the clock of the sender said.</param>
    public long TimeOf(Endpoint sender, int frequency, long captured, long microseconds)
    {
        if (microseconds > long.MaxValue / 1000)
        {
            return captured;
        }

        if (!_clocks.TryGetValue((sender, frequency), out Clock? clock))
        {
            if (_clocks.Count == MostSenders)
            {
                _clocks.Clear();
            }

            _clocks.Add((sender, frequency), clock = new Clock());
        }

        return clock.TimeOf(captured, microseconds * 1000);
    }

    private sealed class Clock
    {
        private long? _behind;
        private long _captured;

        public long TimeOf(long captured, long nanoseconds)
        {
            long behind = captured - nanoseconds;
            long allowed = _behind + (Math.Max(0, captured - _captured) / Drift) ?? behind;
            _behind = Math.Abs(behind - allowed) > Jump ? behind : Math.Min(behind, allowed);
            _captured = captured;
            return nanoseconds + _behind.Value;
        }
    }
}
