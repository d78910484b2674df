using WsBridge.Dot11;

namespace WsBridge.Analysis.Frames;

/// <summary>Puts the fragments of data frames in the clear together (IEEE Std 802.11-2020, 10.4 and 10.5); only EAPOL comes here.</summary>
internal sealed class FragmentTable
{
    /// <summary>No receiver waits longer for the rest.</summary>
    private const long LongestMicroseconds = 2_000_000;

    /// <summary>The largest MSDU is 2304 octets; an A-MSDU is not fragmented but in a DMG BSS.</summary>
    private const int MaxOctets = 4096;

    private readonly RecentTable<(MacAddress Transmitter, int Sequence), Partial> _partial = new(64);

    /// <summary>Takes a fragment.</summary>
    /// <param name="frame">It, with a fragment number other than 0 or More Fragments set.</param>
    /// <param name="first">The first fragment of the whole frame.</param>
    /// <returns>The whole frame when this is its last fragment and the others were captured; else null.</returns>
    public StoredFrame? TryJoin(StoredFrame frame, out StoredFrame first)
    {
        first = frame;
        MacHeader header = frame.Header;
        if (header.Ta is not { } transmitter)
        {
            return null;
        }

        (MacAddress, int) key = (transmitter, header.QosControl & 0xF | header.SequenceNumber << 4);
        if (header.FragmentNumber == 0)
        {
            _partial.Set(key, new Partial(frame, 1, header.Body.ToArray(), frame.IsCutOff));
            return null;
        }

        if (!_partial.TryGet(key, out Partial? before) || before.Next != header.FragmentNumber || before.First.Header.Ra != header.Ra
            || Math.Abs(frame.Ref.TimeMicroseconds - before.First.Ref.TimeMicroseconds) > LongestMicroseconds
            || before.Body.Length + header.Body.Length > MaxOctets)
        {
            return null;
        }

        if (header.MoreFragments)
        {
            _partial.Set(key,
                new Partial(before.First, before.Next + 1, [.. before.Body, .. header.Body], before.IsCutOff || frame.IsCutOff));
            return null;
        }

        first = before.First;
        // What was put together stays: a first fragment may repeat octet by octet in the next message, and count as a copy.
        byte[] octets = [.. header.Octets[..header.BodyOffset], .. before.Body, .. header.Body];
        octets[22] &= 0xF0; // Fragment Number: it is a whole frame now
        return new StoredFrame(frame, octets, before.Body.Length, before.IsCutOff || frame.IsCutOff);
    }

    private sealed record Partial(StoredFrame First, int Next, byte[] Body, bool IsCutOff);
}
