using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>Which Protected EHT Action frame it is. Values outside the list survive.</summary>
public enum EhtActionKind : byte
{
    /// <summary>TID-to-Link Mapping Request.</summary>
    MappingRequest = 0,
    /// <summary>TID-to-Link Mapping Response.</summary>
    MappingResponse = 1,
    /// <summary>TID-to-Link Mapping Teardown.</summary>
    MappingTeardown = 2,
    /// <summary>EML Operating Mode Notification.</summary>
    EmlNotification = 6,
    /// <summary>Link Recommendation.</summary>
    LinkRecommendation = 7,
    /// <summary>Link Reconfiguration Notify.</summary>
    LinkNotify = 10,
    /// <summary>Link Reconfiguration Request.</summary>
    LinkRequest = 11,
    /// <summary>Link Reconfiguration Response.</summary>
    LinkResponse = 12,
}

/// <summary>
/// A Protected EHT Action frame about links, in the clear: Dialog Token (1), then what its kind has. IEEE Std 802.11be-2024, 9.6.35.
/// </summary>
public readonly ref struct EhtAction
{
    private const int StatusSize = 3;
    private const byte EmlsrMode = 1;
    private readonly ReadOnlySpan<byte> _details;
    private readonly int _offset;

    private EhtAction(scoped in ActionFrame action)
    {
        Kind = (EhtActionKind)action.Action;
        _details = action.Details;
        _offset = action.DetailsOffset;
    }

    /// <summary>Which one it is.</summary>
    public EhtActionKind Kind { get; }

    /// <summary>Dialog Token, the same in request and response; null where it is cut off, and in a teardown.</summary>
    public byte? DialogToken => Kind != EhtActionKind.MappingTeardown && _details is [var token, ..] ? token : null;

    /// <summary>The elements of a request, or of a notification: a Reconfiguration Multi-Link element, an OCI element.</summary>
    public Elements Elements => Kind is EhtActionKind.LinkRequest or EhtActionKind.LinkNotify or EhtActionKind.MappingRequest
        && _details.Length > 1 ? new Elements(_details[1..], _offset + 1) : default;

    /// <summary>Status Code of a TID-to-Link Mapping Response; null elsewhere.</summary>
    public ushort? MappingStatus => Kind == EhtActionKind.MappingResponse && _details.Length >= StatusSize
        ? BinaryPrimitives.ReadUInt16LittleEndian(_details[1..])
        : null;

    /// <summary>An EML Operating Mode Notification turns EMLSR on (true) or off; null elsewhere.</summary>
    public bool? Emlsr => Kind == EhtActionKind.EmlNotification && _details is [_, var control, ..] ? (control & EmlsrMode) != 0 : null;

    /// <summary>How many links a Link Reconfiguration Response names, as far as they are there; 0 elsewhere.</summary>
    public int StatusCount => Kind == EhtActionKind.LinkResponse && _details is [_, var count, .. var rest]
        ? Math.Min(count, rest.Length / StatusSize)
        : 0;

    /// <summary>One of them: Link ID and Status Code.</summary>
    public (int LinkId, ushort Status) StatusOf(int index)
    {
        ReadOnlySpan<byte> entry = _details[(2 + index * StatusSize)..];
        return (entry[0] & 0xF, BinaryPrimitives.ReadUInt16LittleEndian(entry[1..]));
    }

    /// <summary>Reads an Action frame of category Protected EHT.</summary>
    public static bool TryParse(scoped in ActionFrame action, out EhtAction eht, out ParseError error)
    {
        eht = default;
        if (action.Category != ActionCategory.ProtectedEht)
        {
            error = new ParseError($"Category {(byte)action.Category} is no Protected EHT", action.DetailsOffset - 2, 0, 0);
            return false;
        }

        error = default;
        eht = new EhtAction(action);
        return true;
    }
}
