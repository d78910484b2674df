using System.Globalization;
using WsBridge.Capture;
using WsBridge.Cli.Output;

namespace WsBridge.Cli;

/// <summary>Notices that the time of a capture runs backwards, or that its interfaces have different clocks.</summary>
internal sealed class ClockWatch
{
    /// <summary>Packets of several interfaces or queues come out of order by as much.</summary>
    private const long ToleranceNanoseconds = 100_000_000;

    private readonly List<InterfaceClock> _clocks = [];
    private InterfaceClock? _ahead;

    /// <summary>The next packet.</summary>
    public void See(in CaptureRecord record)
    {
        if (!record.HasTime)
        {
            return;
        }

        InterfaceClock own = ClockOf(record.InterfaceIndex);
        long time = record.TimeNanoseconds;
        if (own.Latest - time > ToleranceNanoseconds)
        {
            own.Backwards = own.Backwards.And(record.Number, own.Latest - time);
        }
        else if (_ahead is not null && _ahead != own && _ahead.Latest - time > ToleranceNanoseconds)
        {
            own.Behind = own.Behind.And(record.Number, _ahead.Latest - time);
            own.BehindWhom = _ahead;
        }

        own.First = own.First == 0 ? record.Number : own.First;
        own.Last = record.Number;
        own.Latest = Math.Max(own.Latest, time);
        if (_ahead is null || own.Latest > _ahead.Latest)
        {
            _ahead = own;
        }
    }

    /// <summary>What is wrong, a sentence each.</summary>
    /// <param name="name">What to call the capture.</param>
    /// <param name="hasCopies">Frames were captured twice at the same time: the clocks do agree.</param>
    /// <param name="packet">What to call a packet of it; null for its number.</param>
    public IEnumerable<string> Sentences(string name, bool hasCopies, Func<long, string>? packet = null)
    {
        Lag backwards = default;
        foreach (InterfaceClock clock in _clocks)
        {
            backwards = backwards.And(clock.Backwards);
            if (clock.BehindWhom is not { } other)
            {
                continue;
            }

            // Interfaces that take turns are of one moment; one that begins when the other has ended is a capture appended to another.
            if (other.Last <= clock.First)
            {
                backwards = backwards.And(clock.Behind);
            }
            else if (hasCopies)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{name}: packets of interface {clock.Index} come up to "
                    + $"{clock.Behind.Longest / 1e9:0.0} s late into the file; by the frames that were captured twice their times are "
                    + $"right.");
            }
            else
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{name}: interfaces {Math.Min(clock.Index, other.Index)} and "
                    + $"{Math.Max(clock.Index, other.Index)} have different clocks, about {clock.Behind.Longest / 1e9:0.0} s apart; every "
                    + $"frame was analysed, but times from one to the other mean nothing.");
            }
        }

        if (backwards.Packets > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{name}: time runs backwards: {backwards.Packets:N0} "
                + $"{Plural.Word(backwards.Packets, "packet is", "packets are")} earlier than one before, the first is packet "
                + $"{packet?.Invoke(backwards.First) ?? $"{backwards.First}"}, by up to {backwards.Longest / 1e9:0.0} s; every frame was "
                + $"analysed, but times across such a place mean nothing.");
        }
    }

    private InterfaceClock ClockOf(int index)
    {
        while (_clocks.Count <= index)
        {
            _clocks.Add(new InterfaceClock(_clocks.Count));
        }

        return _clocks[index];
    }

    /// <summary>How many packets are too early, which is the first, and by how much at most.</summary>
    private readonly record struct Lag(long Packets, long First, long Longest)
    {
        public Lag And(long number, long nanoseconds) => And(new Lag(1, number, nanoseconds));

        public Lag And(Lag other) => other.Packets == 0 ? this : Packets == 0 ? other
            : new Lag(Packets + other.Packets, Math.Min(First, other.First), Math.Max(Longest, other.Longest));
    }

    private sealed class InterfaceClock(int index)
    {
        public int Index => index;

        public long Latest { get; set; } = long.MinValue / 2;

        public long First { get; set; }

        public long Last { get; set; }

        public Lag Backwards { get; set; }

        public Lag Behind { get; set; }

        public InterfaceClock? BehindWhom { get; set; }
    }
}
