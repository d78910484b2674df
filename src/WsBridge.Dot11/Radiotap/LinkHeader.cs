using System.Buffers.Binary;
using System.IO.Hashing;

namespace WsBridge.Dot11;

/// <summary>What the capture says about a frame in front of its MAC header: radiotap, PPI, Prism, AVS or nothing at all.</summary>
/// <remarks>A null says that the header does not tell, which is neither zero nor false.</remarks>
public readonly record struct LinkHeader
{
    /// <summary>Octets of an FCS.</summary>
    public const int FcsSize = 4;

    /// <summary>Octets in front of the MAC header.</summary>
    public int Length { get; init; }

    /// <summary>The frame ends in an FCS.</summary>
    public bool? HasFcs { get; init; }

    /// <summary>The receiver found the FCS wrong.</summary>
    public bool? BadFcs { get; init; }

    /// <summary>The MAC header of data frames is padded to a multiple of four octets.</summary>
    public bool HasDataPad { get; init; }

    /// <summary>Centre frequency of the channel in MHz.</summary>
    public int? FrequencyMHz { get; init; }

    /// <summary>Signal at the antenna in dBm.</summary>
    public int? SignalDbm { get; init; }

    /// <summary>Rate in units of 500 kb/s, for frames that have such a rate.</summary>
    public int? Rate { get; init; }

    /// <summary>TSF timer of the receiver in microseconds.</summary>
    public ulong? Tsf { get; init; }

    /// <summary>Reads the header for a LINKTYPE: 105 (none), 119 Prism or AVS, 127 radiotap, 163 AVS, 192 PPI.</summary>
    public static bool TryParse(int linkType, ReadOnlySpan<byte> packet, out LinkHeader header, out ParseError error)
    {
        switch (linkType)
        {
            case LinkTypes.Ieee80211:
                header = default;
                error = default;
                return true;
            case LinkTypes.Radiotap:
                return Radiotap.TryParse(packet, out header, out error);
            case LinkTypes.Prism:
                return AvsHeader.IsAvs(packet)
                    ? AvsHeader.TryParse(packet, out header, out error)
                    : PrismHeader.TryParse(packet, out header, out error);
            case LinkTypes.Avs:
                return AvsHeader.TryParse(packet, out header, out error);
            case LinkTypes.Ppi:
                return PpiHeader.TryParse(packet, out header, out error);
            default:
                header = default;
                error = new ParseError($"Link type {linkType} carries no 802.11 frames", 0, 0, 0);
                return false;
        }
    }

    /// <summary>The octets after this header, without the FCS where the header says that there is one.</summary>
    /// <param name="packet">The packet as recorded.</param>
    /// <param name="originalLength">Octets the packet had before it was cut to a snapshot length; negative when it was not.</param>
    public ReadOnlySpan<byte> MacFrame(ReadOnlySpan<byte> packet, int originalLength = -1) => Frame(packet, originalLength, HasFcs == true);

    /// <summary>The MAC frame without FCS; where the header does not tell, an FCS is what the CRC-32 confirms as one.</summary>
    /// <remarks>The CRC costs a pass over the octets: call this only for frames that are looked into.</remarks>
    public ReadOnlySpan<byte> MacFrameWithoutFcs(ReadOnlySpan<byte> packet, int originalLength = -1) =>
        Frame(packet, originalLength, HasFcs ?? EndsInFcs(Frame(packet, -1, false)));

    /// <summary>The octets after this header, without an FCS where somebody knows that there is one, whatever this header says.</summary>
    /// <param name="packet">The packet as recorded.</param>
    /// <param name="originalLength">Octets the packet had before it was cut to a snapshot length; negative when it was not.</param>
    /// <param name="hasFcs">The frame on the air ends in an FCS that the packet has, or had before it was cut.</param>
    public ReadOnlySpan<byte> MacFrame(ReadOnlySpan<byte> packet, int originalLength, bool hasFcs) => Frame(packet, originalLength, hasFcs);

    /// <summary>The last four octets are the CRC-32 of those before.</summary>
    public static bool EndsInFcs(ReadOnlySpan<byte> frame) =>
        frame.Length > FcsSize &&
        Crc32.HashToUInt32(frame[..^FcsSize]) == BinaryPrimitives.ReadUInt32LittleEndian(frame[^FcsSize..]);

    private ReadOnlySpan<byte> Frame(ReadOnlySpan<byte> packet, int originalLength, bool hasFcs)
    {
        var start = Math.Clamp(Length, 0, packet.Length);
        var end = hasFcs ? Math.Max(originalLength, packet.Length) - FcsSize : packet.Length;
        return packet[start..Math.Clamp(end, start, packet.Length)];
    }
}
