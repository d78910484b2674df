using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// Compares each Deauthentication and Disassociation with the other frames of its transmitter: their signal, and the sequence numbers of its
/// management frames before and after. As many transmitters as a bounded table holds.
/// </summary>
internal sealed class ForgeryWatch
{
    private readonly RecentTable<MacAddress, Run> _runs = new(4096);

    /// <summary>Another frame of the capture, after the analysis has looked at it.</summary>
    /// <returns>An earlier frame that this one shows to be forged; mostly null.</returns>
    public Forgery? Take(StoredFrame frame, in MacHeader header, int? signalDbm)
    {
        if (header.Kind is FrameKind.Authentication or FrameKind.AssociationRequest or FrameKind.ReassociationRequest && _runs.TryGet(header.Ra, out Run? asked))
        {
            asked.OnNewAttempt(header.Ta);
        }

        if (header.Ta is not { } transmitter)
        {
            return null;
        }

        Run run = _runs.GetOrAdd(transmitter, static _ => new Run());
        if (header.Kind is FrameKind.Deauthentication or FrameKind.Disassociation)
        {
            if (!header.Protected)
            {
                run.Suspect(frame, header, signalDbm);
            }

            return null;
        }

        return run.Take(frame, header, signalDbm);
    }

    /// <summary>The latest frames of one transmitter, and one of them that is in question.</summary>
    private sealed class Run
    {
        /// <summary>What is further apart is not compared.</summary>
        private const long AroundMicroseconds = 2_000_000;

        /// <summary>A signal of so long ago says nothing of now.</summary>
        private const long SignalMicroseconds = 10_000_000;

        /// <summary>So many frames at least tell how strong a transmitter is.</summary>
        private const int FewestSignals = 3;

        /// <summary>Frames that were queued before a Deauthentication are sent this soon after it.</summary>
        private const long QueueMicroseconds = 50_000;

        /// <summary>Nobody sends so many management frames between two that are compared.</summary>
        private const int MostBetween = 1024;

        private (int Sequence, long Time)? _latest;
        private (int Weakest, int Strongest, int Count, long Time) _signal;
        private (StoredFrame Frame, int Sequence, int? Signal, MacAddress Receiver, int? Before, int? After, bool HasNewAttempt)? _suspect;

        public void Suspect(StoredFrame frame, in MacHeader header, int? signalDbm)
        {
            long time = frame.Ref.TimeMicroseconds;
            int? before = _latest is { } latest && time - latest.Time is >= 0 and <= AroundMicroseconds ? latest.Sequence : null;
            bool isOfOtherSignal = HasSignals && time - _signal.Time is >= 0 and <= SignalMicroseconds
                && ForgeryOf(frame, header.SequenceNumber, signalDbm, before, null, goesOn: false).IsOfOtherSignal;
            frame.LooksForged = isOfOtherSignal || (before is { } first && Steps(first, header.SequenceNumber) is 0 or > MostBetween);
            if (_suspect is { } other && time - other.Frame.Ref.TimeMicroseconds is >= 0 and <= AroundMicroseconds && (other.Frame.LooksForged || !frame.LooksForged))
            {
                return; // one at a time, of several one that looks forged
            }

            _suspect = (frame, header.SequenceNumber, signalDbm, header.Ra, before, null, false);
        }

        public void OnNewAttempt(MacAddress? sta)
        {
            if (_suspect is { } suspect && suspect.Receiver == sta)
            {
                _suspect = suspect with { HasNewAttempt = true };
            }
        }

        public Forgery? Take(StoredFrame frame, in MacHeader header, int? signalDbm)
        {
            long time = frame.Ref.TimeMicroseconds;
            if (signalDbm is { } dbm)
            {
                bool isOld = _signal.Count == 0 || time - _signal.Time is < 0 or > SignalMicroseconds;
                _signal = isOld ? (dbm, dbm, 1, time) : (Math.Min(dbm, _signal.Weakest), Math.Max(dbm, _signal.Strongest), _signal.Count + 1, time);
            }

            // Beacons are often counted apart.
            bool isCounted = header.Type == FrameType.Management && header.Kind != FrameKind.Beacon;
            if (isCounted)
            {
                _latest = (header.SequenceNumber, time);
            }

            if (_suspect is not { } suspect)
            {
                return null;
            }

            if (time - suspect.Frame.Ref.TimeMicroseconds is < 0 or > AroundMicroseconds)
            {
                _suspect = null;
                return null;
            }

            if (isCounted && suspect.After is null)
            {
                _suspect = suspect = suspect with { After = header.SequenceNumber };
            }

            // Encrypted data that waited in another queue may follow a genuine one.
            bool goesOn = header.Type == FrameType.Data && header.Ra == suspect.Receiver && !suspect.HasNewAttempt
                && (!header.Protected || time - suspect.Frame.Ref.TimeMicroseconds > QueueMicroseconds);
            Forgery forgery = ForgeryOf(suspect.Frame, suspect.Sequence, suspect.Signal, suspect.Before, suspect.After, goesOn);
            suspect.Frame.LooksForged |= forgery.IsOutOfRun || forgery.IsOfOtherSignal;
            if (!forgery.IsLikely)
            {
                return null;
            }

            _suspect = null;
            return forgery;
        }

        private bool HasSignals => _signal.Count >= FewestSignals;

        private Forgery ForgeryOf(StoredFrame frame, int sequence, int? signal, int? before, int? after, bool goesOn) => new(
            frame, sequence, before, after, IsOutOfRun(before, sequence, after), signal, HasSignals ? _signal.Weakest : 0, HasSignals ? _signal.Strongest : -1, goesOn);

        private static bool IsOutOfRun(int? before, int sequence, int? after) => (before, after) switch
        {
            ({ } first, { } last) => Steps(first, last) <= MostBetween && Steps(first, sequence) > Steps(first, last),
            ({ } first, null) => Steps(first, sequence) > MostBetween && Steps(sequence, first) > MostBetween,
            (null, { } last) => Steps(sequence, last) > MostBetween && Steps(last, sequence) > MostBetween,
            _ => false,
        };

        private static int Steps(int from, int to) => (to - from) & 0xFFF;
    }
}
