using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>
/// FT Request, Response, Confirm and Ack: FT over the DS. STA address (6), target AP address (6), status code (2, Response and Ack),
/// elements.
/// </summary>
public readonly ref struct FtAction
{
    private const int StatusOffset = 2 * MacAddress.Size;
    private readonly ReadOnlySpan<byte> _details;
    private readonly int _offset;

    private FtAction(scoped in ActionFrame action)
    {
        Kind = (FtActionKind)action.Action;
        _details = action.Details;
        _offset = action.DetailsOffset;
    }

    /// <summary>Which of the four it is.</summary>
    public FtActionKind Kind { get; }

    /// <summary>STA Address.</summary>
    public MacAddress StaAddress => MacAddress.Read(_details);

    /// <summary>Target AP Address: the BSSID of the AP to move to.</summary>
    public MacAddress TargetAp => MacAddress.Read(_details[MacAddress.Size..]);

    /// <summary>Status Code, null in Request and Confirm.</summary>
    public ushort? Status => HasStatus(Kind) ? BinaryPrimitives.ReadUInt16LittleEndian(_details[StatusOffset..]) : null;

    /// <summary>The elements.</summary>
    public Elements Elements => new(_details[FixedSize(Kind)..], _offset + FixedSize(Kind));

    /// <summary>Reads an Action frame of category Fast BSS Transition.</summary>
    public static bool TryParse(scoped in ActionFrame action, out FtAction ft, out ParseError error)
    {
        ft = default;
        var kind = (FtActionKind)action.Action;
        if (action.Category != ActionCategory.FastBssTransition || kind is < FtActionKind.Request or > FtActionKind.Ack)
        {
            error = new ParseError($"Category {(byte)action.Category} action {action.Action} is no FT action", action.DetailsOffset - 2, 0,
                0);
            return false;
        }

        if (ParseError.Missing(action.Details, FixedSize(kind), "FT Action", action.DetailsOffset, out error))
        {
            return false;
        }

        ft = new FtAction(action);
        return true;
    }

    private static bool HasStatus(FtActionKind kind) => kind is FtActionKind.Response or FtActionKind.Ack;

    private static int FixedSize(FtActionKind kind) => StatusOffset + (HasStatus(kind) ? 2 : 0);
}

/// <summary>The FT actions.</summary>
public enum FtActionKind : byte
{
    /// <summary>None of them.</summary>
    None = 0,
    /// <summary>FT Request.</summary>
    Request = 1,
    /// <summary>FT Response.</summary>
    Response = 2,
    /// <summary>FT Confirm.</summary>
    Confirm = 3,
    /// <summary>FT Ack.</summary>
    Ack = 4,
}
