using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>Which kind of Multi-Link element it is: bits 0 to 2 of Multi-Link Control.</summary>
public enum MultiLinkType : byte
{
    /// <summary>Basic: who is who, and the links to set up.</summary>
    Basic = 0,
    /// <summary>Probe Request.</summary>
    ProbeRequest = 1,
    /// <summary>Reconfiguration: links that go or come.</summary>
    Reconfiguration = 2,
    /// <summary>TDLS.</summary>
    Tdls = 3,
    /// <summary>Priority Access.</summary>
    PriorityAccess = 4,
}

/// <summary>
/// A Multi-Link element: Multi-Link Control (2, least significant octet first), Common Info (its length first), then Link Info, which is
/// subelements. IEEE Std 802.11be-2024, 9.4.2.321.
/// </summary>
public readonly ref struct MultiLink
{
    /// <summary>Element ID Extension.</summary>
    public const byte ExtensionId = 107;

    private const int ControlSize = 2;
    private const int LengthSize = 1;
    private const ushort LinkIdPresent = 1 << 4;
    private readonly ReadOnlySpan<byte> _body;

    private MultiLink(ReadOnlySpan<byte> body) => _body = body;

    /// <summary>Multi-Link Control.</summary>
    public ushort Control => BinaryPrimitives.ReadUInt16LittleEndian(_body);

    /// <summary>Its kind.</summary>
    public MultiLinkType Type => (MultiLinkType)(Control & 7);

    /// <summary>
    /// MLD MAC Address; null where the kind has none or it is cut off. A Basic one has it always, a Reconfiguration one when bit 4 of
    /// Multi-Link Control says so.
    /// </summary>
    public MacAddress? MldAddress =>
        (Type == MultiLinkType.Basic || (Type == MultiLinkType.Reconfiguration && (Control & 1 << 4) != 0))
        && Common.Length >= MacAddress.Size
        ? MacAddress.Read(Common)
        : null;

    /// <summary>Link ID of the AP that sends the frame; null in frames of a non-AP STA, which do not have it.</summary>
    public int? LinkId => Type == MultiLinkType.Basic && (Control & LinkIdPresent) != 0 && Common.Length > MacAddress.Size
        ? Common[MacAddress.Size] & 0xF
        : null;

    /// <summary>Per-STA Profiles, one for each other link; those that are cut off are left out.</summary>
    public PerStaProfiles Profiles => new(LinkInfo);

    private ReadOnlySpan<byte> Common => _body.Length <= ControlSize + LengthSize || _body[ControlSize] < LengthSize
        ? default
        : _body[(ControlSize + LengthSize)..Math.Min(_body.Length, ControlSize + _body[ControlSize])];

    private ReadOnlySpan<byte> LinkInfo => _body.Length <= ControlSize || ControlSize + _body[ControlSize] >= _body.Length
        ? default
        : _body[(ControlSize + _body[ControlSize])..];

    /// <summary>Reads an element body, put together from its fragments (<see cref="Elements.JoinedBody"/>).</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, out MultiLink multiLink, out ParseError error)
    {
        multiLink = default;
        if (ParseError.Missing(body, ControlSize + LengthSize, "Multi-Link", 0, out error)
            || ParseError.Missing(body, ControlSize + body[ControlSize], "Multi-Link Common Info", 0, out error))
        {
            return false;
        }

        multiLink = new MultiLink(body);
        return true;
    }

    /// <summary>The first Basic Multi-Link element among these that names an MLD.</summary>
    public static bool TryFindBasic(scoped in Elements elements, out MultiLink multiLink) =>
        TryFind(elements, MultiLinkType.Basic, out multiLink);

    /// <summary>The first Multi-Link element of a kind among these; a Basic one that names an MLD.</summary>
    public static bool TryFind(scoped in Elements elements, MultiLinkType type, out MultiLink multiLink)
    {
        foreach (Element element in elements)
        {
            if (element.ExtensionId == ExtensionId && TryParse(elements.JoinedBody(element), out multiLink, out _) && multiLink.Type == type
                && (type != MultiLinkType.Basic || multiLink.MldAddress is { IsGroup: false, Value: not 0 }))
            {
                return true;
            }
        }

        multiLink = default;
        return false;
    }
}
