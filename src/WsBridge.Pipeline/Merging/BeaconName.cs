using System.Buffers.Binary;
using WsBridge.Dot11;

namespace WsBridge.Pipeline.Merging;

/// <summary>
/// What names a Beacon or Probe Response: BSSID, Sequence Control and TSF. The TSF alone does not, as it counts from 0 again when an AP
/// restarts.
/// </summary>
/// <param name="BssidAndSequence">Octets 16 to 23 of the MAC header, the first one lowest.</param>
/// <param name="Tsf">In microseconds.</param>
internal readonly record struct BeaconName(ulong BssidAndSequence, ulong Tsf)
{
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;

    /// <summary>The BSSID, its first octet lowest.</summary>
    public ulong Bssid => BssidAndSequence & 0xFFFF_FFFF_FFFF;

    /// <summary>Whether it is of a part of all frames, which everyone chooses alike: one of so many.</summary>
    /// <remarks>The high bits of a product depend on all bits; the low ones of a TSF are often the same in a whole BSS.</remarks>
    public bool IsOneOf(ulong many) => (((BssidAndSequence * Odd) ^ Tsf) * Odd >> 40) % many == 0;

    /// <summary>Reads it; false where the packet is no such frame, is damaged, or is of an AP that always sends TSF 0.</summary>
    /// <param name="linkType">LINKTYPE_ of the packet.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="name">Its name.</param>
    public static bool TryRead(int linkType, ReadOnlySpan<byte> packet, out BeaconName name)
    {
        // Frame Control 80 00 (Beacon) or 50 00 (Probe Response); TSF behind the 24 octets of the MAC header.
        const int bssidAt = 16, macHeader = 24, tsfLength = 8;
        name = default;
        if (!LinkHeader.TryParse(linkType, packet, out LinkHeader link, out _) || link.BadFcs == true
            || link.Length > packet.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> frame = packet[link.Length..];
        if (frame.Length < macHeader + tsfLength || frame[0] is not (0x80 or 0x50) || (frame[1] & 0x40) != 0)
        {
            return false;
        }

        name = new BeaconName(BinaryPrimitives.ReadUInt64LittleEndian(frame[bssidAt..]),
            BinaryPrimitives.ReadUInt64LittleEndian(frame[macHeader..]));
        return name.Tsf != 0;
    }
}
