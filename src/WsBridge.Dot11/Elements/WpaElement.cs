namespace WsBridge.Dot11;

/// <summary>
/// The WPA element (00-50-F2, type 1): what the RSNE was before IEEE 802.11i. The fields after OUI and type are those of an RSNE up to the
/// capabilities, with suites under 00-50-F2.
/// </summary>
/// <remarks>
/// Read as hostapd and Wireshark do ("WPA Information Element", Wi-Fi Protected Access 3.1): no edition of IEEE Std 802.11 defines it.
/// </remarks>
public readonly ref struct WpaElement
{
    /// <summary>OUI and type in front of the fields.</summary>
    private const int SelectorSize = 4;

    private const byte Type = 1;

    private WpaElement(Rsne fields) => Fields = fields;

    /// <summary>Version, group cipher, pairwise ciphers, AKMs and capabilities; the octets count from after OUI and type.</summary>
    public Rsne Fields { get; }

    /// <summary>The element is a WPA element.</summary>
    public static bool Is(scoped in Element element) => element.IsVendor(VendorOui.Microsoft, Type);

    /// <summary>The first WPA element, which keeps every field and list entry in front of an error.</summary>
    public static bool TryFind(scoped in Elements elements, out Element element, out WpaElement wpa)
    {
        if (elements.TryFindVendor(VendorOui.Microsoft, Type, out Element found))
        {
            element = found;
            wpa = ReadLenient(found);
            return true;
        }

        element = default;
        wpa = default;
        return false;
    }

    /// <summary>The first WPA element among the elements and KDEs of key data.</summary>
    public static bool TryFind(scoped in Kdes kdes, out Element element, out WpaElement wpa)
    {
        foreach (Kde kde in kdes)
        {
            if (Is(kde.Element))
            {
                element = kde.Element;
                wpa = ReadLenient(element);
                return true;
            }
        }

        element = default;
        wpa = default;
        return false;
    }

    /// <summary>Reads an element that <see cref="Is"/> one, in which every field that is begun must be whole.</summary>
    public static bool TryParse(scoped in Element element, out WpaElement wpa, out ParseError error)
    {
        if (Rsne.TryParse(element.Body[SelectorSize..], out Rsne fields, out error))
        {
            wpa = new WpaElement(fields);
            return true;
        }

        wpa = default;
        return false;
    }

    private static WpaElement ReadLenient(Element element) => new(Rsne.ReadLenient(element.Body[SelectorSize..]));
}
