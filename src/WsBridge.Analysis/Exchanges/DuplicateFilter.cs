using System.IO.Hashing;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// Tells a frame that was captured before: repeated on the air (Retry, same sequence and fragment number), or heard by two sensors at
/// once (the same octets within a tenth of a second). What one of the sensors heard may come into the capture much later than what the
/// other one did, so that the latest frame of each transmitter is not enough.
/// </summary>
internal sealed class DuplicateFilter
{
    private const long SameMomentMicroseconds = 100_000;

    /// <summary>Nobody repeats a frame for longer; later, the same of 4096 sequence numbers may be another frame's.</summary>
    private const long RetryMicroseconds = 2_000_000;

    private readonly RecentTable<(MacAddress Transmitter, int Number), Seen> _seen = new(8192);

    /// <summary>Whether a frame is a repetition.</summary>
    /// <param name="header">Its MAC header.</param>
    /// <param name="at">Which frame it is.</param>
    /// <param name="octets">The MAC frame without FCS.</param>
    /// <param name="acknowledgement">What is to be known of its acknowledgement, remembered with it when it is new.</param>
    /// <returns>The acknowledgement of the frame that it repeats; null when it is new.</returns>
    public Acknowledgement? OfOriginal(in MacHeader header, FrameRef at, ReadOnlySpan<byte> octets, Acknowledgement acknowledgement)
    {
        if (header.Ta is not { } transmitter || !header.HasSequenceControl)
        {
            return null;
        }

        // Management frames, data without QoS and each TID count on their own.
        int counter = header.Type == FrameType.Management ? 17 : header.HasQosControl ? header.QosControl & 0xF : 16;
        (MacAddress, int) key = (transmitter, counter << 16 | header.SequenceNumber << 4 | header.FragmentNumber);
        var seen = new Seen(header.Ra, at.TimeMicroseconds, XxHash3.HashToUInt64(octets), acknowledgement, header.Kind);
        if (!_seen.TryGet(key, out Seen before))
        {
            _seen.Add(key, seen);
            return null;
        }

        if (IsRepetition(before, seen, header.Retry))
        {
            return before.Acknowledgement;
        }

        _seen.Set(key, seen);
        return null;
    }

    private static bool IsRepetition(in Seen before, in Seen seen, bool retry)
    {
        long apart = Math.Abs(seen.TimeMicroseconds - before.TimeMicroseconds);
        return before.Kind == seen.Kind && before.Receiver == seen.Receiver
            && ((retry && apart <= RetryMicroseconds) || (before.Hash == seen.Hash && apart <= SameMomentMicroseconds));
    }

    /// <summary>What is remembered of a frame. Its octets are not: there are very many.</summary>
    private readonly record struct Seen(MacAddress Receiver, long TimeMicroseconds, ulong Hash, Acknowledgement Acknowledgement, FrameKind Kind);
}
