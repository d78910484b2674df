using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>A group key of one link, as message 3 and message 1 of the group key handshake deliver it in multi-link operation.</summary>
internal readonly ref struct LinkKey
{
    private LinkKey(KdeType type, int linkId, int keyId, ulong packetNumber, ReadOnlySpan<byte> key)
    {
        Type = type;
        LinkId = linkId;
        KeyId = keyId;
        PacketNumber = packetNumber;
        Key = key;
    }

    /// <summary>MLO GTK, MLO IGTK or MLO BIGTK.</summary>
    public KdeType Type { get; }

    /// <summary>Link ID.</summary>
    public int LinkId { get; }

    /// <summary>Key ID.</summary>
    public int KeyId { get; }

    /// <summary>PN, IPN or BIPN.</summary>
    public ulong PacketNumber { get; }

    /// <summary>The key; never to be shown.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>GTK, IGTK or BIGTK.</summary>
    public string Name => NameOf(Type);

    /// <summary>GTK, IGTK or BIGTK.</summary>
    public static string NameOf(KdeType type) => type switch { KdeType.MloGtk => "GTK", KdeType.MloIgtk => "IGTK", _ => "BIGTK" };

    /// <summary>Reads a KDE.</summary>
    /// <returns>False for any other KDE, and for one that is too short.</returns>
    public static bool TryRead(Kde kde, out LinkKey key)
    {
        switch (kde.Type)
        {
            case KdeType.MloGtk when MloGtkKde.TryParse(kde.Data, out MloGtkKde gtk, out _):
                key = new LinkKey(kde.Type, gtk.LinkId, gtk.KeyId, gtk.PacketNumber, gtk.Gtk);
                return true;
            case KdeType.MloIgtk or KdeType.MloBigtk when MloIgtkKde.TryParse(kde.Data, out MloIgtkKde igtk, out _):
                key = new LinkKey(kde.Type, igtk.LinkId, igtk.KeyId, igtk.PacketNumber, igtk.Key);
                return true;
            default:
                key = default;
                return false;
        }
    }

    /// <summary>The key of the same kind, link and Key ID with the same octets among others.</summary>
    public bool TryFindSame(Kdes others, out LinkKey same)
    {
        foreach (Kde kde in others)
        {
            if (kde.Type == Type && TryRead(kde, out same) && same.LinkId == LinkId && same.KeyId == KeyId
                && System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(same.Key, Key))
            {
                return true;
            }
        }

        same = default;
        return false;
    }
}
