using WsBridge.Dot11;

namespace WsBridge.Analysis.Frames;

/// <summary>
/// The element in which a network offers, or a STA selects, its suites: the RSNE, or the WPA element of the time before it.
/// </summary>
internal static class SecurityElement
{
    /// <summary>The fields of an RSNE or a WPA element that can be read to its end.</summary>
    public static bool TryParse(scoped in Element element, out Rsne fields)
    {
        if (element.Id == ElementId.Rsne)
        {
            return Rsne.TryParse(element.Body, out fields, out _);
        }

        bool isRead = WpaElement.TryParse(element, out WpaElement wpa, out _);
        fields = wpa.Fields;
        return isRead;
    }

    /// <summary>The RSNE, else the WPA element, as far as it can be read.</summary>
    public static bool TryFind(scoped in Elements elements, out Element element, out Rsne fields)
    {
        if (elements.TryFind(ElementId.Rsne, out element))
        {
            fields = Rsne.ReadLenient(element.Body);
            return true;
        }

        bool isThere = WpaElement.TryFind(elements, out element, out WpaElement wpa);
        fields = wpa.Fields;
        return isThere;
    }

    /// <summary>What the element is called.</summary>
    public static string NameOf(scoped in Element element) => element.Id == ElementId.Rsne ? "RSNE" : "WPA element";
}
