using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>
/// Attributes of Wi-Fi Simple Configuration (WPS) in the vendor specific elements 00-50-F2, type 4, of a Beacon or Probe Response.
/// </summary>
/// <remarks>Attributes are read as Wireshark does (packet-wps.c): type and length of two octets each, in network order.</remarks>
public readonly ref struct WpsElement
{
    /// <summary>Attribute: device name.</summary>
    public const ushort DeviceName = 0x1011;

    /// <summary>Attribute: manufacturer.</summary>
    public const ushort Manufacturer = 0x1021;

    /// <summary>Attribute: model name.</summary>
    public const ushort ModelName = 0x1023;

    /// <summary>Attribute: model number.</summary>
    public const ushort ModelNumber = 0x1024;

    /// <summary>Attribute: OS version, four octets.</summary>
    public const ushort OsVersion = 0x102D;

    private const byte Type = 4;
    private const int SelectorSize = 4;
    private const int HeadSize = 4;

    private WpsElement(ReadOnlySpan<byte> attributes) => Attributes = attributes;

    /// <summary>The attributes one after the other; of several elements they are put together, as the specification has it.</summary>
    public ReadOnlySpan<byte> Attributes { get; }

    /// <summary>Finds the attributes.</summary>
    /// <returns>False where no element has any.</returns>
    public static bool TryFind(scoped in Elements elements, out WpsElement wps)
    {
        wps = default;
        byte[]? joined = null;
        foreach (Element element in elements)
        {
            if (element.IsVendor(VendorOui.Microsoft, Type))
            {
                ReadOnlySpan<byte> more = element.Body[SelectorSize..];
                joined = wps.Attributes.IsEmpty ? null : [.. wps.Attributes, .. more];
                wps = new WpsElement(joined ?? more);
            }
        }

        return !wps.Attributes.IsEmpty;
    }

    /// <summary>The first attribute of this type that is whole.</summary>
    public bool TryGet(ushort type, out ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> rest = Attributes;
        while (rest.Length >= HeadSize && BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) is var length && length <= rest.Length - HeadSize)
        {
            value = rest.Slice(HeadSize, length);
            if (BinaryPrimitives.ReadUInt16BigEndian(rest) == type)
            {
                return true;
            }

            rest = rest[(HeadSize + length)..];
        }

        value = default;
        return false;
    }
}
