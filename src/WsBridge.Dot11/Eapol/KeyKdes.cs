namespace WsBridge.Dot11;

/// <summary>The data of a GTK KDE: Key ID and Tx (1), reserved (1), GTK.</summary>
public readonly ref struct GtkKde
{
    private const int FixedSize = 2;
    private readonly ReadOnlySpan<byte> _data;

    private GtkKde(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>Key ID, 0 to 3.</summary>
    public int KeyId => _data[0] & 3;

    /// <summary>Tx: the STA uses the key to transmit as well.</summary>
    public bool Tx => (_data[0] & 4) != 0;

    /// <summary>The key; never to be shown.</summary>
    public ReadOnlySpan<byte> Gtk => _data[FixedSize..];

    /// <summary>Reads the data of a KDE.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out GtkKde gtk, out ParseError error)
    {
        gtk = default;
        if (ParseError.Missing(data, FixedSize, "GTK KDE", 0, out error))
        {
            return false;
        }

        gtk = new GtkKde(data);
        return true;
    }
}

/// <summary>The data of an IGTK or BIGTK KDE: Key ID (2, least significant octet first), IPN or BIPN (6), key.</summary>
public readonly ref struct IgtkKde
{
    private const int FixedSize = 8;
    private readonly ReadOnlySpan<byte> _data;

    private IgtkKde(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>Key ID: 4 or 5 for an IGTK, 6 or 7 for a BIGTK.</summary>
    public int KeyId => _data[0] | _data[1] << 8;

    /// <summary>IPN or BIPN, the octets as on air.</summary>
    public ReadOnlySpan<byte> Ipn => _data.Slice(2, 6);

    /// <summary>The key; never to be shown.</summary>
    public ReadOnlySpan<byte> Key => _data[FixedSize..];

    /// <summary>Reads the data of a KDE.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out IgtkKde igtk, out ParseError error)
    {
        igtk = default;
        if (ParseError.Missing(data, FixedSize, "IGTK KDE", 0, out error))
        {
            return false;
        }

        igtk = new IgtkKde(data);
        return true;
    }
}
