using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// Tells a frame that was captured before: repeated on the air (Retry, same sequence and fragment number), or heard by two sensors at
/// once (the same octets within a tenth of a second).
/// </summary>
internal sealed class DuplicateFilter
{
    private const long SameMomentMicroseconds = 100_000;

    private readonly RecentTable<(MacAddress Transmitter, int Counter), StoredFrame> _last = new(16384);

    /// <summary>The frame of which this one is a repetition; null when it is new, and remembered from now on.</summary>
    public StoredFrame? OriginalOf(StoredFrame frame)
    {
        MacHeader header = frame.Header;
        if (header.Ta is not { } transmitter || !header.HasSequenceControl)
        {
            return null;
        }

        // Management frames, data without QoS and each TID count on their own.
        int counter = header.Type == FrameType.Management ? -2 : header.HasQosControl ? header.QosControl & 0xF : -1;
        (MacAddress, int) key = (transmitter, counter);
        if (_last.TryGet(key, out StoredFrame? last) && IsRepetition(last, frame, header))
        {
            return last;
        }

        _last.Set(key, frame);
        return null;
    }

    private static bool IsRepetition(StoredFrame last, StoredFrame frame, in MacHeader header)
    {
        MacHeader before = last.Header;
        if (before.SequenceNumber != header.SequenceNumber || before.FragmentNumber != header.FragmentNumber || before.Kind != header.Kind || before.Ra != header.Ra)
        {
            return false;
        }

        return header.Retry
            || (Math.Abs(frame.Ref.TimeMicroseconds - last.Ref.TimeMicroseconds) <= SameMomentMicroseconds && last.Octets.SequenceEqual(frame.Octets));
    }
}
