using WsBridge.Capture.Wired;

namespace WsBridge.Capture.Streams;

/// <summary>
/// Puts the two octets of the Frame Control field in the order of the standard: access points and controllers of some vendors send them
/// exchanged in CAPWAP and LWAPP, and nothing in the header says so. A sender that does so does it always.
/// </summary>
internal sealed class FrameControlOrder
{
    private const int MostSenders = 4096;
    private const int ShortestManagement = 24;

    private readonly Dictionary<Endpoint, bool> _isExchanged = [];

    /// <summary>Exchanges them where this sender has them the other way round.</summary>
    public void Restore(Endpoint sender, Span<byte> frame)
    {
        if (frame.Length < 2)
        {
            return;
        }

        bool isAsItIs = IsPossible(frame[0], frame[1], frame);
        bool isExchanged = IsPossible(frame[1], frame[0], frame);
        if (isAsItIs != isExchanged)
        {
            if (_isExchanged.Count == MostSenders)
            {
                _isExchanged.Clear();
            }

            _isExchanged[sender] = isExchanged;
        }
        else if (isAsItIs)
        {
            isExchanged = _isExchanged.GetValueOrDefault(sender);
        }

        if (isExchanged)
        {
            (frame[0], frame[1]) = (frame[1], frame[0]);
        }
    }

    /// <summary>
    /// The first octet holds version (0), type and subtype, the second flags. Management frames have neither To DS nor From DS; those of an
    /// AP come from its BSSID, requests go to it.
    /// </summary>
    private static bool IsPossible(byte kind, byte flags, ReadOnlySpan<byte> frame)
    {
        const int versionAndExtension =
            0x0F, management = 0x00, data = 0x08, ds = 0x03, associationResponse = 0x10, reassociationResponse = 0x30,
            probeResponse = 0x50, beacon = 0x80, associationRequest = 0x00, reassociationRequest = 0x20, probeRequest = 0x40;
        if ((kind & versionAndExtension) == data)
        {
            return (flags & ds) != 0;
        }

        if ((kind & versionAndExtension) != management || (flags & ds) != 0)
        {
            return (kind & versionAndExtension) == 0x04; // control frames say little of themselves
        }

        if (frame.Length < ShortestManagement)
        {
            return false;
        }

        ReadOnlySpan<byte> bssid = frame[16..22];
        return kind switch
        {
            associationRequest or reassociationRequest => bssid.SequenceEqual(frame[4..10]),
            probeRequest => bssid.SequenceEqual(frame[4..10]),
            associationResponse or reassociationResponse or probeResponse or beacon => bssid.SequenceEqual(frame[10..16]),
            _ => bssid.SequenceEqual(frame[4..10]) || bssid.SequenceEqual(frame[10..16]),
        };
    }
}
