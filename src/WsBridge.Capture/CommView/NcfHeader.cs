using System.Buffers.Binary;

namespace WsBridge.Capture.CommView;

/// <summary>
/// What stands before each packet of a CommView capture (.ncf); the file has no header of its own. Integers are least significant octet
/// first.
/// </summary>
/// <remarks>TamoSoft's help pages of CommView describe it (tamos.com/htmlhelp/de/commview/logformat.htm).</remarks>
internal readonly record struct NcfHeader
{
    /// <summary>Octets of the header.</summary>
    public const int Length = 24;

    private const int MediumMask = 0x0F;
    private const int Wifi = 1;
    private const int TokenRing = 2;
    private const int Damaged = 0x20;
    private const int Compressed = 0x40;
    private const int Reserved = 0x80;

    /// <summary>Octets of the packet that follow.</summary>
    public int CapturedLength { get; private init; }

    /// <summary>The clock on the wall: the format has no zone.</summary>
    public DateTime WallClock { get; private init; }

    /// <summary>The packet is an 802.11 frame.</summary>
    public bool IsWifi { get; private init; }

    /// <summary>Its FCS was wrong.</summary>
    public bool IsDamaged { get; private init; }

    /// <summary>The octets of the packet are compressed.</summary>
    public bool IsCompressed { get; private init; }

    /// <summary>The channel number; 0 when it is not known.</summary>
    public int Channel { get; private init; }

    /// <summary>The signal in dBm; null when it is not known.</summary>
    public int? SignalDbm { get; private init; }

    /// <summary>Reads a header; false where the octets cannot be one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> octets, out NcfHeader header)
    {
        header = default;
        if (octets.Length < Length)
        {
            return false;
        }

        int year = BinaryPrimitives.ReadUInt16LittleEndian(octets[5..]);
        uint microseconds = BinaryPrimitives.ReadUInt32LittleEndian(octets[12..]);
        if (octets[4] != 0 || year is < 1990 or > 2200 || octets[7] is 0 or > 12 || octets[8] == 0
            || octets[8] > DateTime.DaysInMonth(year, octets[7])
            || octets[9] > 23 || octets[10] > 59 || octets[11] > 59 || microseconds > 999_999 || (octets[16] & MediumMask) > TokenRing
            || (octets[16] & Reserved) != 0)
        {
            return false;
        }

        header = new NcfHeader
        {
            CapturedLength = BinaryPrimitives.ReadUInt16LittleEndian(octets),
            WallClock = new DateTime(year, octets[7], octets[8], octets[9], octets[10], octets[11],
                DateTimeKind.Unspecified).AddTicks(microseconds * TimeSpan.TicksPerMicrosecond),
            IsWifi = (octets[16] & MediumMask) == Wifi,
            IsDamaged = (octets[16] & Damaged) != 0,
            IsCompressed = (octets[16] & Compressed) != 0,
            Channel = octets[20],
            SignalDbm = octets[22] == 0 ? null : -octets[22],
        };
        return header.CapturedLength > 0;
    }
}
