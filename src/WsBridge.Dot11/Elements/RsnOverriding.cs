namespace WsBridge.Dot11;

/// <summary>
/// RSN overriding: APs advertise what new clients should use in vendor specific elements of the Wi-Fi Alliance, and leave the RSNE and the
/// RSNXE to clients that do not know them. Wi-Fi Alliance, WPA3 Specification 3.4.
/// </summary>
public static class RsnOverriding
{
    /// <summary>RSNE Override: the fields of an RSNE.</summary>
    public const byte Rsne = 0x29;

    /// <summary>RSNE Override 2: the same for Wi-Fi 7.</summary>
    public const byte Rsne2 = 0x2A;

    /// <summary>RSNXE Override: the body of an RSNXE.</summary>
    public const byte Rsnxe = 0x2B;

    /// <summary>RSN Selection of a client: 0 the RSNE, 1 the RSNE Override, 2 the RSNE Override 2.</summary>
    public const byte Selection = 0x2C;

    /// <summary>RSN Override Link KDE: Link ID, then the overriding elements of that link.</summary>
    public const byte LinkKde = 0x2D;

    private const int HeaderSize = 4;

    /// <summary>What the Wi-Fi Alliance calls the element of this type.</summary>
    public static string NameOf(byte type) => type switch
    {
        Rsne => "RSNE Override",
        Rsne2 => "RSNE Override 2",
        Rsnxe => "RSNXE Override",
        Selection => "RSN Selection",
        _ => $"type {type}",
    };

    /// <summary>What an overriding element carries, behind OUI and type.</summary>
    public static ReadOnlySpan<byte> BodyOf(Element element) => element.Body.Length < HeaderSize ? default : element.Body[HeaderSize..];

    /// <summary>The body of an overriding element of this type.</summary>
    public static bool TryFind(scoped in Elements elements, byte type, out ReadOnlySpan<byte> body)
    {
        bool isThere = elements.TryFindVendor(VendorOui.WifiAlliance, type, out Element element);
        body = isThere ? BodyOf(element) : default;
        return isThere;
    }

    /// <summary>The AP announces overriding elements.</summary>
    public static bool IsAnnounced(scoped in Elements beacon) => TryFind(beacon, Rsne, out _) || TryFind(beacon, Rsne2, out _);

    /// <summary>Which of the RSNEs the client selects; null from one that does not know overriding.</summary>
    public static byte? SelectionOf(scoped in Elements request) =>
        TryFind(request, Selection, out ReadOnlySpan<byte> body) && body is [var selected, ..] ? selected : null;

    /// <summary>The body of the RSNE in force for a client that sends this request.</summary>
    /// <param name="beacon">Elements of the Beacon or Probe Response.</param>
    /// <param name="request">Elements of the (Re)Association Request.</param>
    /// <param name="body">Version, suites and so on.</param>
    /// <returns>False when the AP does not announce it.</returns>
    public static bool TryGetRsne(scoped in Elements beacon, scoped in Elements request, out ReadOnlySpan<byte> body)
    {
        switch (SelectionOf(request))
        {
            case 1:
                return TryFind(beacon, Rsne, out body);
            case 2:
                return TryFind(beacon, Rsne2, out body);
            default:
                bool isThere = beacon.TryFind(ElementId.Rsne, out Element element);
                body = isThere ? element.Body : default;
                return isThere;
        }
    }

    /// <summary>The body of the RSNXE in force for a client that sends this request.</summary>
    public static bool TryGetRsnxe(scoped in Elements beacon, scoped in Elements request, out ReadOnlySpan<byte> body)
    {
        if (SelectionOf(request) is 1 or 2)
        {
            return TryFind(beacon, Rsnxe, out body);
        }

        bool isThere = beacon.TryFind(ElementId.Rsnxe, out Element element);
        body = isThere ? element.Body : default;
        return isThere;
    }
}
