using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>What message 3 repeats of the Beacon of one BSS: bodies of elements, null where it has none. No keys are among them.</summary>
internal sealed record M3Announcement
{
    /// <summary>The BSS: where the client associates, or another link of its AP MLD.</summary>
    public required Bss Bss { get; init; }

    /// <summary>Link ID; null without multi-link.</summary>
    public int? LinkId { get; init; }

    /// <summary>The RSNE.</summary>
    public byte[]? Rsne { get; init; }

    /// <summary>The RSNXE.</summary>
    public byte[]? Rsnxe { get; init; }

    /// <summary>RSNE Override, RSNE Override 2 and RSNXE Override, behind OUI and type; by type.</summary>
    public IReadOnlyDictionary<byte, byte[]> Overriding { get; init; } = new Dictionary<byte, byte[]>();

    /// <summary>"message 3", or which link of it.</summary>
    public string Words => LinkId is { } link ? $"message 3 for link {link}" : "message 3";

    /// <summary>What it repeats: once, and with multi-link for each link of which a Beacon was heard.</summary>
    public static IReadOnlyList<M3Announcement> Of(Association association, in Kdes kdes)
    {
        var announcements = new List<M3Announcement>();
        foreach (Kde kde in kdes)
        {
            if (kde.Type == KdeType.MloLink && MloLinkKde.TryParse(kde.Data, kde.DataOffset, out MloLinkKde link, out _)
                && association.BssOf(link.Address) is { } bss)
            {
                announcements.Add(new M3Announcement
                {
                    Bss = bss,
                    LinkId = link.LinkId,
                    Rsne = Body(link.Elements, ElementId.Rsne),
                    Rsnxe = Body(link.Elements, ElementId.Rsnxe),
                    Overriding = OverridingOf(kdes, link.LinkId),
                });
            }
        }

        return kdes.TryFind(KdeType.MloLink, out _)
            ? announcements
            : [new M3Announcement
            {
                Bss = association.Bss,
                Rsne = Body(kdes.Elements, ElementId.Rsne),
                Rsnxe = Body(kdes.Elements, ElementId.Rsnxe),
                Overriding = OverridingIn(kdes.Elements),
            }];
    }

    private static byte[]? Body(scoped in Elements elements, byte id) =>
        elements.TryFind(id, out Element element) ? element.Body.ToArray() : null;

    private static Dictionary<byte, byte[]> OverridingOf(in Kdes kdes, int linkId)
    {
        foreach (Kde kde in kdes)
        {
            if (kde.Element.IsVendor(VendorOui.WifiAlliance, RsnOverriding.LinkKde)
                && RsnOverriding.BodyOf(kde.Element) is [var id, .. var elements] && (id & 0xF) == linkId)
            {
                return OverridingIn(new Elements(elements));
            }
        }

        return [];
    }

    private static Dictionary<byte, byte[]> OverridingIn(scoped in Elements elements)
    {
        var found = new Dictionary<byte, byte[]>();
        foreach (byte type in (ReadOnlySpan<byte>)[RsnOverriding.Rsne, RsnOverriding.Rsne2, RsnOverriding.Rsnxe])
        {
            if (RsnOverriding.TryFind(elements, type, out ReadOnlySpan<byte> body))
            {
                found.Add(type, body.ToArray());
            }
        }

        return found;
    }
}
