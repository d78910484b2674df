using System.IO.Hashing;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// Tells a frame that was captured before: repeated on the air (Retry, same sequence and fragment number), or heard by two sensors at
/// once (the same octets within a tenth of a second).
/// </summary>
internal sealed class DuplicateFilter
{
    private const long SameMomentMicroseconds = 100_000;

    private readonly RecentTable<(MacAddress Transmitter, int Counter), Seen> _last = new(16384);

    /// <summary>The acknowledgement of the frame of which this one is a repetition; null when it is new, and remembered from now on.</summary>
    public Acknowledgement? OfOriginal(StoredFrame frame)
    {
        MacHeader header = frame.Header;
        if (header.Ta is not { } transmitter || !header.HasSequenceControl)
        {
            return null;
        }

        // Management frames, data without QoS and each TID count on their own.
        int counter = header.Type == FrameType.Management ? -2 : header.HasQosControl ? header.QosControl & 0xF : -1;
        (MacAddress, int) key = (transmitter, counter);
        var seen = new Seen(header.Ra, frame.Ref.TimeMicroseconds, XxHash3.HashToUInt64(frame.Octets), frame.Acknowledgement, (ushort)(header.SequenceNumber << 4 | header.FragmentNumber), header.Kind);
        if (_last.TryGet(key, out Seen last) && IsRepetition(last, seen, header.Retry))
        {
            return last.Acknowledgement;
        }

        _last.Set(key, seen);
        return null;
    }

    private static bool IsRepetition(in Seen last, in Seen seen, bool retry) =>
        last.SequenceControl == seen.SequenceControl && last.Kind == seen.Kind && last.Receiver == seen.Receiver
        && (retry || (Math.Abs(seen.TimeMicroseconds - last.TimeMicroseconds) <= SameMomentMicroseconds && last.Hash == seen.Hash));

    /// <summary>What is remembered of a frame. Its octets are not: there is one for each transmitter of the capture.</summary>
    private readonly record struct Seen(MacAddress Receiver, long TimeMicroseconds, ulong Hash, Acknowledgement Acknowledgement, ushort SequenceControl, FrameKind Kind);
}
