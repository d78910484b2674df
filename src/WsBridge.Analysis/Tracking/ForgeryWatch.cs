using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>
/// Compares each Deauthentication and Disassociation with the other frames of its transmitter: their signal, and the sequence numbers of
/// its management frames before and after. There are few of them, so that the latest frames are only noted, and searched when one comes.
/// </summary>
internal sealed class ForgeryWatch
{
    /// <summary>What is further apart is not compared.</summary>
    private const long AroundMicroseconds = 2_000_000;

    /// <summary>A signal of so long ago says nothing of now.</summary>
    private const long SignalMicroseconds = 10_000_000;

    /// <summary>So many frames are remembered; a power of two.</summary>
    private const int MaxHeard = 2048;

    /// <summary>So many are in question at a time, one of each transmitter.</summary>
    private const int MaxSuspects = 64;

    private const short NotCounted = -1;

    /// <summary>Tools end an association in both directions at once.</summary>
    private const long PairMicroseconds = 100_000;

    private readonly Heard[] _heard = new Heard[MaxHeard];
    private readonly List<SuspectFrame> _suspects = [];
    private SuspectFrame? _latest;
    private int _next;
    private int _count;

    /// <summary>Another frame of the capture, after the analysis has looked at it.</summary>
    /// <returns>An earlier frame that this one shows to be forged; mostly null.</returns>
    public Forgery? Take(StoredFrame frame, in MacHeader header)
    {
        int? signalDbm = frame.SignalDbm;
        if (header.Ta is not { } transmitter)
        {
            return null;
        }

        if (header.Kind is FrameKind.Deauthentication or FrameKind.Disassociation)
        {
            if (!header.Protected)
            {
                Suspect(frame, header, transmitter, signalDbm);
            }

            return null;
        }

        // Beacons are often counted apart.
        bool isCounted = header.Type == FrameType.Management && header.Kind != FrameKind.Beacon;
        _heard[_next] =
            new Heard(transmitter, frame.Ref.TimeMicroseconds, isCounted ? (short)header.SequenceNumber : NotCounted,
                SignalRange.Stored(signalDbm));
        _next = (_next + 1) & (MaxHeard - 1);
        _count = Math.Min(_count + 1, MaxHeard);
        return _suspects.Count == 0 ? null : Compare(frame, header, transmitter, signalDbm, isCounted);
    }

    private void Suspect(StoredFrame frame, in MacHeader header, MacAddress transmitter, int? signalDbm)
    {
        long time = frame.Ref.TimeMicroseconds;
        var suspect = new SuspectFrame(frame, transmitter, header.Ra, header.SequenceNumber, signalDbm);
        bool hasLatest = false;
        for (int i = 1; i <= _count; i++)
        {
            ref readonly Heard heard = ref _heard[(_next - i) & (MaxHeard - 1)];
            long before = time - heard.TimeMicroseconds;
            if (heard.Transmitter != transmitter)
            {
                continue;
            }

            if (before is >= 0 and <= SignalMicroseconds)
            {
                suspect.Signals.Add(heard.Signal);
            }

            if (!hasLatest && heard.Sequence != NotCounted)
            {
                hasLatest = true;
                suspect.Before = before is >= 0 and <= AroundMicroseconds ? heard.Sequence : null;
            }
        }

        suspect.LookBack();
        if (_latest is { } latest && suspect.IsPairOf(latest, PairMicroseconds))
        {
            suspect.IsOfPair = latest.IsOfPair = true;
        }

        _latest = suspect;
        _suspects.RemoveAll(old => !old.IsNear(time));
        if (SuspectOf(transmitter) is { } other)
        {
            if (other.LooksForged || !suspect.LooksForged)
            {
                return; // one at a time, of several one that looks forged
            }

            _suspects.Remove(other);
        }
        else if (_suspects.Count == MaxSuspects)
        {
            _suspects.RemoveAt(0);
        }

        _suspects.Add(suspect);
    }

    private Forgery? Compare(StoredFrame frame, in MacHeader header, MacAddress transmitter, int? signalDbm, bool isCounted)
    {
        if (header.Kind is FrameKind.Authentication or FrameKind.AssociationRequest or FrameKind.ReassociationRequest)
        {
            MacAddress receiver = header.Ra;
            foreach (SuspectFrame ended in _suspects)
            {
                ended.HasNewAttempt |= ended.Transmitter == receiver && ended.Receiver == transmitter;
            }
        }

        if (SuspectOf(transmitter) is not { } suspect)
        {
            return null;
        }

        bool isNear = suspect.IsNear(frame.Ref.TimeMicroseconds);
        Forgery? forgery = isNear ? suspect.Compare(frame, header, signalDbm, isCounted) : null;
        if (forgery is not null || !isNear)
        {
            _suspects.Remove(suspect);
        }

        return forgery;
    }

    private SuspectFrame? SuspectOf(MacAddress transmitter)
    {
        foreach (SuspectFrame suspect in _suspects)
        {
            if (suspect.Transmitter == transmitter)
            {
                return suspect;
            }
        }

        return null;
    }

    /// <summary>What is remembered of a frame: who sent it and when, its sequence number where that is counted on, its signal.</summary>
    private readonly record struct Heard(MacAddress Transmitter, long TimeMicroseconds, short Sequence, sbyte Signal);

    /// <summary>How strongly frames were received.</summary>
    private struct SignalRange
    {
        private const sbyte Unknown = sbyte.MinValue;

        public SignalRange()
        {
        }

        public int Weakest { get; private set; } = sbyte.MaxValue;

        public int Strongest { get; private set; } = sbyte.MinValue;

        public int Count { get; private set; }

        public static sbyte Stored(int? signalDbm) => signalDbm is { } dbm ? (sbyte)Math.Clamp(dbm, Unknown + 1, sbyte.MaxValue) : Unknown;

        public void Add(sbyte signal)
        {
            if (signal != Unknown)
            {
                (Weakest, Strongest, Count) = (Math.Min(Weakest, signal), Math.Max(Strongest, signal), Count + 1);
            }
        }
    }

    /// <summary>A frame in question and the frames of its transmitter around it.</summary>
    private sealed class SuspectFrame(StoredFrame frame, MacAddress transmitter, MacAddress receiver, int sequence, int? signalDbm)
    {
        /// <summary>So many frames at least tell how strong a transmitter is.</summary>
        private const int FewestSignals = 3;

        /// <summary>Nobody sends so many management frames between two that are compared.</summary>
        private const int MaxBetween = 1024;

        /// <summary>A counter of its own may be this low.</summary>
        private const int SmallNumbers = 64;

        private SignalRange _signals = new();
        private int? _after;

        public MacAddress Transmitter => transmitter;

        public MacAddress Receiver => receiver;

        public ref SignalRange Signals => ref _signals;

        /// <summary>Sequence number of the transmitter's management frame before it; null when none came shortly before.</summary>
        public int? Before { get; set; }

        /// <summary>Its receiver has started over since.</summary>
        public bool HasNewAttempt { get; set; }

        public bool IsNear(long time) => time - frame.Ref.TimeMicroseconds is >= 0 and <= AroundMicroseconds;

        public bool LooksForged => frame.LooksForged;

        /// <summary>One in the other direction has the next number, so that both are of one transmitter.</summary>
        public bool IsOfPair
        {
            get;
            set
            {
                field = value;
                frame.IsForged |= value;
            }
        }

        /// <summary>
        /// This one follows that one in the other direction at once, with the next number, and one of them looks forged. Two drivers that
        /// count Deauthentications apart may both be at a small number, and two signals are of two transmitters.
        /// </summary>
        public bool IsPairOf(SuspectFrame latest, long within) =>
            latest.Transmitter == receiver && latest.Receiver == transmitter && Steps(latest.Sequence, sequence) == 1
            && frame.Ref.TimeMicroseconds - latest.Time <= within && (LooksForged || latest.LooksForged)
            && (SignalDbm, latest.SignalDbm) switch
            {
                ({ } one, { } other) => Math.Abs(one - other) <= Forgery.MaxDifferenceDb,
                _ => latest.Sequence >= SmallNumbers,
            };

        private int? SignalDbm => signalDbm;

        private long Time => frame.Ref.TimeMicroseconds;

        private int Sequence => sequence;

        /// <summary>What the frames before it tell.</summary>
        public void LookBack() => frame.LooksForged =
            ToForgery(goesOn: false).IsOfOtherSignal || (Before is { } first && Steps(first, sequence) is 0 or > MaxBetween);

        public Forgery? Compare(StoredFrame later, in MacHeader header, int? laterDbm, bool isCounted)
        {
            _signals.Add(SignalRange.Stored(laterDbm));
            if (isCounted)
            {
                _after ??= header.SequenceNumber;
            }

            // Encrypted data that waited in another queue may follow a genuine one.
            bool goesOn = header.Type == FrameType.Data && header.Ra == receiver && !HasNewAttempt
                && (!header.Protected || later.Ref.TimeMicroseconds - frame.Ref.TimeMicroseconds > Ending.QueueMicroseconds);
            Forgery forgery = ToForgery(goesOn);
            frame.LooksForged |= forgery.IsOutOfRun || forgery.IsOfOtherSignal;
            frame.IsForged |= forgery.IsLikely;
            return forgery.IsLikely ? forgery : null;
        }

        private Forgery ToForgery(bool goesOn)
        {
            bool hasSignals = _signals.Count >= FewestSignals;
            return new Forgery(
                frame, sequence, Before, _after, IsOutOfRun(Before, sequence, _after),
                signalDbm, hasSignals ? _signals.Weakest : 0, hasSignals ? _signals.Strongest : -1, goesOn, IsOfPair);
        }

        private static bool IsOutOfRun(int? before, int sequence, int? after) => (before, after) switch
        {
            ({ } first, { } last) => Steps(first, last) <= MaxBetween && Steps(first, sequence) > Steps(first, last),
            ({ } first, null) => Steps(first, sequence) > MaxBetween && Steps(sequence, first) > MaxBetween,
            (null, { } last) => Steps(sequence, last) > MaxBetween && Steps(last, sequence) > MaxBetween,
            _ => false,
        };

        private static int Steps(int from, int to) => (to - from) & 0xFFF;
    }
}
