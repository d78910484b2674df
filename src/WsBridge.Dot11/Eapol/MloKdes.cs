using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>
/// The data of an MLO Link KDE: Link Information (1: Link ID in bits 0 to 3, RSNE Present in bit 4, RSNXE Present in bit 5), the address of
/// the AP or the STA on that link (6), then the elements. IEEE Std 802.11be-2024, 12.7.2.
/// </summary>
public readonly ref struct MloLinkKde
{
    private const int FixedSize = 1 + MacAddress.Size;
    private readonly ReadOnlySpan<byte> _data;
    private readonly int _offset;

    private MloLinkKde(ReadOnlySpan<byte> data, int offset)
    {
        _data = data;
        _offset = offset;
    }

    /// <summary>Link ID.</summary>
    public int LinkId => _data[0] & 0xF;

    /// <summary>Address of the AP or the STA on that link.</summary>
    public MacAddress Address => MacAddress.Read(_data[1..]);

    /// <summary>RSNE and RSNXE of that link, as far as they are there.</summary>
    public Elements Elements => new(_data[FixedSize..], _offset + FixedSize);

    /// <summary>Reads the data of a KDE, which begin at <paramref name="offset"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, int offset, out MloLinkKde link, out ParseError error)
    {
        link = default;
        if (ParseError.Missing(data, FixedSize, "MLO Link KDE", 0, out error))
        {
            return false;
        }

        link = new MloLinkKde(data, offset);
        return true;
    }
}

/// <summary>
/// The data of an MLO GTK KDE: Key ID in bits 0 and 1, Tx in bit 2 and Link ID in bits 4 to 7 (1), PN (6), GTK. IEEE Std 802.11be-2024,
/// 12.7.2.
/// </summary>
public readonly ref struct MloGtkKde
{
    private const int FixedSize = 7;
    private readonly ReadOnlySpan<byte> _data;

    private MloGtkKde(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>Key ID, 0 to 3.</summary>
    public int KeyId => _data[0] & 3;

    /// <summary>Link ID.</summary>
    public int LinkId => _data[0] >> 4;

    /// <summary>PN: the packet number that the AP has reached with this key, least significant octet first in the KDE.</summary>
    public ulong PacketNumber => BinaryPrimitives.ReadUInt16LittleEndian(_data[5..]) * (1UL << 32)
        + BinaryPrimitives.ReadUInt32LittleEndian(_data[1..]);

    /// <summary>The key; never to be shown.</summary>
    public ReadOnlySpan<byte> Gtk => _data[FixedSize..];

    /// <summary>Reads the data of a KDE.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out MloGtkKde gtk, out ParseError error)
    {
        gtk = default;
        if (ParseError.Missing(data, FixedSize, "MLO GTK KDE", 0, out error))
        {
            return false;
        }

        gtk = new MloGtkKde(data);
        return true;
    }
}

/// <summary>
/// The data of an MLO IGTK or MLO BIGTK KDE: Key ID (2, least significant octet first), IPN or BIPN (6), Link ID in bits 4 to 7 (1), key.
/// IEEE Std 802.11be-2024, 12.7.2.
/// </summary>
public readonly ref struct MloIgtkKde
{
    private const int FixedSize = 9;
    private readonly ReadOnlySpan<byte> _data;

    private MloIgtkKde(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>Key ID: 4 or 5 for an IGTK, 6 or 7 for a BIGTK.</summary>
    public int KeyId => _data[0] | _data[1] << 8;

    /// <summary>Link ID.</summary>
    public int LinkId => _data[8] >> 4;

    /// <summary>IPN or BIPN: the packet number that the AP has reached with this key, least significant octet first in the KDE.</summary>
    public ulong PacketNumber => BinaryPrimitives.ReadUInt16LittleEndian(_data[6..]) * (1UL << 32)
        + BinaryPrimitives.ReadUInt32LittleEndian(_data[2..]);

    /// <summary>The key; never to be shown.</summary>
    public ReadOnlySpan<byte> Key => _data[FixedSize..];

    /// <summary>Reads the data of a KDE.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out MloIgtkKde igtk, out ParseError error)
    {
        igtk = default;
        if (ParseError.Missing(data, FixedSize, "MLO IGTK KDE", 0, out error))
        {
            return false;
        }

        igtk = new MloIgtkKde(data);
        return true;
    }
}
