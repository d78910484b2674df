using System.Buffers.Binary;

namespace WsBridge.Sdk;

/// <summary>
/// Chooses 802.11 frames as the Lua stub does, so that a file read here gives what Wireshark gives: whatever changes in one must change
/// in the other (<c>look</c> in lua/wsbridge.lua, <c>link</c> in lua/wsbridge_links.lua).
/// </summary>
public sealed class FrameSelector(FrameInterest interest)
{
    /// <summary>How many octets of a frame are looked at.</summary>
    private const int Head = 256;

    /// <summary>In the second octet of Frame Control (IEEE Std 802.11-2020, 9.2.4.1).</summary>
    private const int ProtectedFrame = 0x40;

    /// <summary>The fragment number in the first octet of Sequence Control (9.2.4.4).</summary>
    private const int SequenceControl = 22;

    private readonly Dictionary<(ulong Transmitter, int Length), long> _lastSent = [];
    private readonly ExpectedData _expected = new(interest.EncryptedAfterMarked);
    private bool _previousWasSent;

    /// <summary>
    /// Offset of the MAC header when the frame last asked about is an encrypted data frame, else -1: analysis of a file looks at when they
    /// came, whether or not they are chosen; the stub sends only those that are.
    /// </summary>
    public int EncryptedDataAt { get; private set; }

    /// <summary>Frames were left out that were not asked about: what comes next follows none that was chosen.</summary>
    public void Skip() => _previousWasSent = false;

    /// <summary>Whether the analysis gets this frame. Every frame of the capture must be asked about, in order.</summary>
    public bool Wants(in Frame frame)
    {
        ReadOnlySpan<byte> octets = frame.Octets;
        int mac = MacOffset(frame.LinkType, octets);
        EncryptedDataAt = -1;
        if (mac < 0 || mac >= Math.Min(octets.Length, Head))
        {
            return false;
        }

        bool wanted = interest[octets[mac]] switch
        {
            FrameChoice.Send or FrameChoice.SendWithEarlierData => true,
            FrameChoice.WhenMarked => IsWantedData(octets[mac..Math.Min(octets.Length, Head)]),
            FrameChoice.SendAsMarked => Marks(octets[mac..Math.Min(octets.Length, Head)]),
            FrameChoice.AfterSent => _previousWasSent,
            FrameChoice.RateLimited => IsDue(octets, mac, frame.TimeMicroseconds),
            _ => false,
        };
        _previousWasSent = wanted;
        if ((octets[mac] & 0x4F) == 0x08 && octets.Length > mac + 1 && (octets[mac + 1] & ProtectedFrame) != 0)
        {
            EncryptedDataAt = mac;
        }

        return wanted;
    }

    /// <summary>Offset of the MAC header by what each pseudo-header begins with; -1 when it begins with something else.</summary>
    internal static int MacOffset(int linkType, ReadOnlySpan<byte> octets)
    {
        if (octets.Length < 4)
        {
            return -1;
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(octets[2..]);
        return linkType switch
        {
            LinkTypes.Ieee80211 => 0,
            LinkTypes.Radiotap when octets[0] == 0 && octets[1] == 0 && length is >= 8 and < Head => length,
            LinkTypes.Ppi when octets[0] == 0 && length is >= 8 and < Head && octets.Length >= 8
                && BinaryPrimitives.ReadUInt32LittleEndian(octets[4..]) == LinkTypes.Ieee80211 => length,
            LinkTypes.Prism or LinkTypes.Avs when octets is [0x80, 0x21, 0x10, _, ..] => AvsLength(octets),
            LinkTypes.Prism when octets is [0x44, 0, 0, 0, ..] or [0, 0, 0, 0x44 or 0x41, ..] => 144,
            _ => -1,
        };
    }

    private static int AvsLength(ReadOnlySpan<byte> octets) =>
        octets.Length >= 8 && BinaryPrimitives.ReadUInt32BigEndian(octets[4..]) is >= 64 and < 128 and var length ? (int)length : -1;

    private bool IsWantedData(ReadOnlySpan<byte> fromMac)
    {
        if (fromMac.Length > 1 && (fromMac[1] & ProtectedFrame) != 0)
        {
            return _expected.Takes(fromMac); // a mark would be chance
        }

        int at = fromMac.IndexOf(interest.Mark.Span);
        if (at >= 0 && at < interest.MarkWithin)
        {
            _expected.Expect(fromMac);
            return true;
        }

        return interest.LaterFragments && fromMac.Length > SequenceControl && (fromMac[SequenceControl] & 0x0F) != 0;
    }

    private bool Marks(ReadOnlySpan<byte> fromMac)
    {
        _expected.Expect(fromMac);
        return true;
    }

    private bool IsDue(ReadOnlySpan<byte> octets, int mac, long now)
    {
        if (Math.Min(octets.Length, Head) < mac + 16)
        {
            return true; // too short to have a transmitter
        }

        var key = (BinaryPrimitives.ReadUInt64BigEndian(octets[(mac + 8)..]) & 0xFFFF_FFFF_FFFF, octets.Length);
        if (_lastSent.TryGetValue(key, out long before) && now >= before && now - before < interest.AgainAfterMicroseconds)
        {
            return false;
        }

        if (_lastSent.Count >= FrameInterest.MaxTransmitters)
        {
            // As in the stub, which forgets before it looks whether the key is new.
            _lastSent.Clear();
        }

        _lastSent[key] = now;
        return true;
    }
}
