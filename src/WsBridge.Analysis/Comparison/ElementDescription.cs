using WsBridge.Dot11;

namespace WsBridge.Analysis.Comparison;

/// <summary>The fields of elements, in management frames and in Key Data.</summary>
internal static class ElementDescription
{
    /// <summary>They count or announce something that changes all the time, or hold a key that is made for one exchange.</summary>
    private static readonly byte[] Changing = [5, 11, 16, 37, 40, 52, 60, 69, ElementId.Mme, 201];

    private static readonly byte[] ChangingExtensions = [32, 93];

    /// <summary>They belong to the channel.</summary>
    private static readonly byte[] OfThePlace = [3, 7, 32, 33, 36, 51, 59, 61, 62, 74, 192, 195];

    private static readonly byte[] ExtensionsOfThePlace = [36, 106];

    public static void Add(FieldList fields, Elements elements, DescriptionContext context)
    {
        var seen = new Dictionary<string, int>();
        foreach (Element element in elements)
        {
            string name = ElementNames.Of(element);
            int count = seen[name] = seen.GetValueOrDefault(name) + 1;
            Add(fields, elements, element, count == 1 ? name : $"{name} ({count})", context);
        }
    }

    private static void Add(FieldList fields, Elements elements, in Element element, string name, DescriptionContext context)
    {
        switch (element.Id)
        {
            case ElementId.Rsne:
                RsneDescription.Add(fields, element, name, context);
                break;
            case ElementId.VendorSpecific when WpaElement.Is(element):
                RsneDescription.AddWpa(fields, element, name);
                break;
            case ElementId.Rsnxe:
                fields.Add(new FrameField(name, null, "there", DifferenceKind.Transition));
                fields.AddBits(name, "Extended RSN Capabilities", element.Body, BitNames.Rsnxe, DifferenceKind.Transition);
                break;
            case ElementId.Mde:
                FtDescription.AddMde(fields, element, name);
                break;
            case ElementId.Fte:
                FtDescription.AddFte(fields, elements.JoinedBody(element), name, context);
                break;
            case ElementId.ExtendedCapabilities or ElementId.RmEnabledCapabilities:
                fields.Add(new FrameField(name, null, "there", DifferenceKind.Capability));
                fields.AddBits(name, "bits", element.Body, [], DifferenceKind.Capability);
                break;
            case var id when !Changing.Contains(id) && !(element.ExtensionId is { } extension && ChangingExtensions.Contains(extension)):
                AddOther(fields, element, name);
                break;
        }
    }

    private static void AddOther(FieldList fields, in Element element, string name)
    {
        bool isOfThePlace = OfThePlace.Contains(element.Id)
            || (element.ExtensionId is { } extension && ExtensionsOfThePlace.Contains(extension));
        fields.Add(new FrameField(name, null, "there", DifferenceKind.Other) { IsOfThePlace = isOfThePlace });
        fields.Add(element.Id == ElementId.Ssid
            ? new FrameField(name, "SSID", Ssid.ToText(element.Body), DifferenceKind.Other)
            : new FrameField(name, "octets", Convert.ToHexStringLower(element.Body), DifferenceKind.Other)
            {
                Octets = element.Body.ToArray(),
                IsOfThePlace = isOfThePlace,
            });
    }
}
