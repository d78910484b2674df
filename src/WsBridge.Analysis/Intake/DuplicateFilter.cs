using System.IO.Hashing;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Intake;

/// <summary>
/// Tells a frame that was captured before: repeated on the air (Retry, same sequence and fragment number, same octets), or heard by two
/// sensors at once (the same octets within a tenth of a second). The numbers alone do not tell: a STA may number anew when it associates,
/// and a frame that was received with errors must not take the place of the right one. What one of the sensors heard may come into the
/// capture much later than what the other one did, so that the latest frame of each transmitter is not enough.
/// </summary>
internal sealed class DuplicateFilter
{
    private const long SameMomentMicroseconds = 100_000;
    private const int TimestampSize = 8;

    /// <summary>The lowest bits of a hash are of what changes when a frame is sent again: its Timestamp.</summary>
    private const int MomentBits = 16;

    /// <summary>
    /// Nobody repeats a frame for longer. Later it is another one: a STA that numbers anew for each attempt sends the same octets again.
    /// </summary>
    private const long RetryMicroseconds = 500_000;

    private readonly RecentTable<(MacAddress Transmitter, int Number), Seen> _seen = new(8192);

    /// <summary>Whether a frame is a repetition.</summary>
    /// <param name="header">The MAC frame without FCS.</param>
    /// <param name="at">Which frame it is.</param>
    /// <param name="acknowledgement">What is to be known of its acknowledgement, remembered with it when it is new.</param>
    /// <returns>The acknowledgement of the frame that it repeats; null when it is new.</returns>
    public Acknowledgement? OfOriginal(in MacHeader header, FrameRef at, Acknowledgement acknowledgement)
    {
        if (header.Ta is not { } transmitter || !header.HasSequenceControl)
        {
            return null;
        }

        // Management frames, data without QoS and each TID count on their own.
        int counter = header.Type == FrameType.Management ? 17 : header.HasQosControl ? header.QosControl & 0xF : 16;
        (MacAddress, int) key = (transmitter, counter << 16 | header.SequenceNumber << 4 | header.FragmentNumber);
        ulong hash = HashOf(header);
        if (header.FragmentNumber > 0 && _seen.TryGet((transmitter, key.Item2 - 1), out Seen fragment))
        {
            hash ^= ulong.RotateLeft(fragment.Hash, 32); // the ends of two messages are often the same octets
        }

        var seen = new Seen(header.Ra, at.TimeMicroseconds, hash, acknowledgement, header.Kind);
        if (!_seen.TryGet(key, out Seen before))
        {
            _seen.Add(key, seen);
            return null;
        }

        if (IsRepetition(before, seen, header))
        {
            return before.Acknowledgement;
        }

        _seen.Set(key, seen);
        return null;
    }

    private static bool IsRepetition(in Seen before, in Seen seen, scoped in MacHeader header)
    {
        long apart = Math.Abs(seen.TimeMicroseconds - before.TimeMicroseconds);
        bool isSame = header.Retry ? before.Hash >> MomentBits == seen.Hash >> MomentBits : before.Hash == seen.Hash;
        // A fragment may have the octets of one of the handshake before, where its sender counts anew: whole frames are compared
        // when they are put together.
        bool isCopy = isSame && apart <= SameMomentMicroseconds && header is { FragmentNumber: 0, MoreFragments: false };
        return before.Kind == seen.Kind && before.Receiver == seen.Receiver
            && (isCopy || (header.Retry && apart <= RetryMicroseconds && (isSame || header.Protected)));
    }

    /// <summary>
    /// Of what stays the same when a frame is sent again: Duration, Power Management, More Data, the upper bits of QoS Control, HT Control
    /// and the Timestamp of a Probe Response are of the moment. An encrypted frame may be encrypted anew, so that its numbers have to do.
    /// </summary>
    private static ulong HashOf(scoped in MacHeader header)
    {
        const ulong Spread = 0x9E37_79B9_7F4A_7C15;
        ReadOnlySpan<byte> body = header.Body;
        ulong timestamp = 0;
        if (header.Kind == FrameKind.ProbeResponse && body.Length >= TimestampSize)
        {
            timestamp = XxHash3.HashToUInt64(body[..TimestampSize]) >> (64 - MomentBits);
            body = body[TimestampSize..];
        }

        ulong address3 = header.Address3 is { } address ? address.Value : 0;
        ulong aMsdu = header.HasAMsdu ? 1UL << 63 : 0;
        ulong hash = XxHash3.HashToUInt64(body) ^ (((address3 | aMsdu) + 1) * Spread);
        return (hash >> MomentBits << MomentBits) | timestamp;
    }

    /// <summary>What is remembered of a frame. Its octets are not: there are very many.</summary>
    private readonly record struct Seen(MacAddress Receiver, long TimeMicroseconds, ulong Hash, Acknowledgement Acknowledgement,
        FrameKind Kind);
}
