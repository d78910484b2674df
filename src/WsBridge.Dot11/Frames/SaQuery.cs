using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>SA Query Request (action 0) and Response (action 1): transaction identifier (2), elements.</summary>
public readonly ref struct SaQuery
{
    private const int FixedSize = 2;
    private readonly ReadOnlySpan<byte> _details;
    private readonly int _offset;

    private SaQuery(scoped in ActionFrame action)
    {
        IsResponse = action.Action == 1;
        _details = action.Details;
        _offset = action.DetailsOffset;
    }

    /// <summary>It is the response.</summary>
    public bool IsResponse { get; }

    /// <summary>Transaction Identifier, the same in request and response.</summary>
    public ushort TransactionId => BinaryPrimitives.ReadUInt16LittleEndian(_details);

    /// <summary>The elements (OCI).</summary>
    public Elements Elements => new(_details[FixedSize..], _offset + FixedSize);

    /// <summary>Reads an Action frame of category SA Query.</summary>
    public static bool TryParse(scoped in ActionFrame action, out SaQuery query, out ParseError error)
    {
        query = default;
        if (action.Category != ActionCategory.SaQuery || action.Action > 1)
        {
            error = new ParseError($"Category {(byte)action.Category} action {action.Action} is no SA Query", action.DetailsOffset - 2, 0,
                0);
            return false;
        }

        if (ParseError.Missing(action.Details, FixedSize, "SA Query", action.DetailsOffset, out error))
        {
            return false;
        }

        query = new SaQuery(action);
        return true;
    }
}
