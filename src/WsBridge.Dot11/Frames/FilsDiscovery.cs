using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>
/// FILS Discovery, a Public Action frame: FILS Discovery Frame Control (2), Timestamp (8), Beacon Interval (2), SSID or Short SSID, then
/// what Frame Control says. IEEE Std 802.11-2020, 9.6.7.36.
/// </summary>
public readonly ref struct FilsDiscovery
{
    private const byte ActionNumber = 34;
    private const int FixedSize = 12;
    private const ushort ShortSsidIndicator = 1 << 6;
    private readonly ReadOnlySpan<byte> _details;

    private FilsDiscovery(ReadOnlySpan<byte> details) => _details = details;

    /// <summary>FILS Discovery Frame Control.</summary>
    public ushort Control => BinaryPrimitives.ReadUInt16LittleEndian(_details);

    /// <summary>The octets of the SSID; empty where the frame has a Short SSID.</summary>
    public ReadOnlySpan<byte> Ssid => (Control & ShortSsidIndicator) != 0 ? default : _details.Slice(FixedSize, SsidLength);

    /// <summary>Short SSID: CRC-32 of the SSID; null where the frame has the SSID.</summary>
    public uint? ShortSsid => (Control & ShortSsidIndicator) != 0 && SsidLength == sizeof(uint)
        ? BinaryPrimitives.ReadUInt32LittleEndian(_details[FixedSize..])
        : null;

    private int SsidLength => (Control & 0x1F) + 1;

    /// <summary>Reads an Action frame of category Public.</summary>
    public static bool TryParse(scoped in ActionFrame action, out FilsDiscovery discovery, out ParseError error)
    {
        discovery = default;
        if (action.Category != ActionCategory.Public || action.Action != ActionNumber)
        {
            error = new ParseError($"Category {(byte)action.Category} action {action.Action} is no FILS Discovery",
                action.DetailsOffset - 2, 0, 0);
            return false;
        }

        if (ParseError.Missing(action.Details, FixedSize, "FILS Discovery", action.DetailsOffset, out error))
        {
            return false;
        }

        var read = new FilsDiscovery(action.Details);
        if (ParseError.Missing(action.Details, FixedSize + read.SsidLength, "FILS Discovery SSID", action.DetailsOffset, out error))
        {
            return false;
        }

        discovery = read;
        return true;
    }
}
