using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>BSS Transition Management Request: the AP asks a STA to move.</summary>
/// <remarks>
/// Dialog token (1), request mode (1), disassociation timer (2), validity interval (1), then optional fields by the bits of request mode.
/// </remarks>
public readonly ref struct BtmRequest
{
    /// <summary>The WNM action number.</summary>
    public const byte Action = 7;

    private const int FixedSize = 5;
    private const int TerminationDurationSize = 12;
    private readonly ReadOnlySpan<byte> _details;
    private readonly int _candidatesStart;
    private readonly int _offset;

    private BtmRequest(ReadOnlySpan<byte> details, int candidatesStart, int offset)
    {
        _details = details;
        _candidatesStart = candidatesStart;
        _offset = offset;
    }

    /// <summary>Dialog Token.</summary>
    public byte DialogToken => _details[0];

    /// <summary>Request Mode, all eight bits.</summary>
    public byte RequestMode => _details[1];

    /// <summary>Preferred Candidate List Included (bit 0).</summary>
    public bool HasCandidates => (RequestMode & 0x01) != 0;

    /// <summary>Abridged (bit 1).</summary>
    public bool Abridged => (RequestMode & 0x02) != 0;

    /// <summary>Disassociation Imminent (bit 2).</summary>
    public bool DisassociationImminent => (RequestMode & 0x04) != 0;

    /// <summary>BSS Termination Included (bit 3).</summary>
    public bool HasBssTermination => (RequestMode & 0x08) != 0;

    /// <summary>ESS Disassociation Imminent (bit 4).</summary>
    public bool EssDisassociationImminent => (RequestMode & 0x10) != 0;

    /// <summary>Disassociation Timer in beacon intervals; 0 says that the AP has not decided.</summary>
    public ushort DisassociationTimer => BinaryPrimitives.ReadUInt16LittleEndian(_details[2..]);

    /// <summary>Validity Interval in beacon intervals.</summary>
    public byte ValidityInterval => _details[4];

    /// <summary>BSS Transition Candidate List: Neighbor Report elements, the first six octets of each body being a BSSID.</summary>
    public Elements Candidates => new(_details[_candidatesStart..], _offset + _candidatesStart);

    /// <summary>Reads a WNM action 7.</summary>
    public static bool TryParse(scoped in ActionFrame action, out BtmRequest request, out ParseError error)
    {
        request = default;
        var details = action.Details;
        if (action.Category != ActionCategory.Wnm || action.Action != Action)
        {
            error = new ParseError($"Category {(byte)action.Category} action {action.Action} is no BTM Request", action.DetailsOffset - 2,
                0, 0);
            return false;
        }

        if (ParseError.Missing(details, FixedSize, "BTM Request", action.DetailsOffset, out error))
        {
            return false;
        }

        var start = FixedSize + ((details[1] & 0x08) != 0 ? TerminationDurationSize : 0);
        if ((details[1] & 0x10) != 0)
        {
            if (ParseError.Missing(details, start + 1, "Session Information URL Length", action.DetailsOffset, out error))
            {
                return false;
            }

            start += 1 + details[start];
        }

        if (ParseError.Missing(details, start, "BTM Request", action.DetailsOffset, out error))
        {
            return false;
        }

        request = new BtmRequest(details, start, action.DetailsOffset);
        return true;
    }
}

/// <summary>
/// BSS Transition Management Response: dialog token (1), status code (1), BSS termination delay (1), target BSSID (6, when accepted),
/// candidates.
/// </summary>
public readonly ref struct BtmResponse
{
    /// <summary>The WNM action number.</summary>
    public const byte Action = 8;

    private const int FixedSize = 3;
    private readonly ReadOnlySpan<byte> _details;
    private readonly int _offset;

    private BtmResponse(ReadOnlySpan<byte> details, int offset)
    {
        _details = details;
        _offset = offset;
    }

    /// <summary>Dialog Token of the request.</summary>
    public byte DialogToken => _details[0];

    /// <summary>BTM Status Code: 0 accept, otherwise a reason to refuse.</summary>
    public byte Status => _details[1];

    /// <summary>BSS Termination Delay in minutes.</summary>
    public byte BssTerminationDelay => _details[2];

    /// <summary>Target BSSID, null unless accepted.</summary>
    public MacAddress? TargetBssid => Status == 0 && _details.Length >= FixedSize + MacAddress.Size
        ? MacAddress.Read(_details[FixedSize..])
        : null;

    /// <summary>BSS Transition Candidate List.</summary>
    public Elements Candidates => new(_details[CandidatesStart..], _offset + CandidatesStart);

    private int CandidatesStart => FixedSize + (TargetBssid is null ? 0 : MacAddress.Size);

    /// <summary>Reads a WNM action 8. An accepting response must have its target BSSID.</summary>
    public static bool TryParse(scoped in ActionFrame action, out BtmResponse response, out ParseError error)
    {
        response = default;
        if (action.Category != ActionCategory.Wnm || action.Action != Action)
        {
            error = new ParseError($"Category {(byte)action.Category} action {action.Action} is no BTM Response", action.DetailsOffset - 2,
                0, 0);
            return false;
        }

        var details = action.Details;
        var needed = FixedSize + (details.Length > 1 && details[1] == 0 ? MacAddress.Size : 0);
        if (ParseError.Missing(details, needed, "BTM Response", action.DetailsOffset, out error))
        {
            return false;
        }

        response = new BtmResponse(details, action.DetailsOffset);
        return true;
    }

    /// <summary>What a BTM Status Code says, or its number.</summary>
    public static string StatusName(byte status) => status switch
    {
        0 => "Accept",
        1 => "Reject: unspecified",
        2 => "Reject: insufficient Beacon or Probe Response frames received",
        3 => "Reject: insufficient capacity of all candidates",
        4 => "Reject: BSS termination undesired",
        5 => "Reject: BSS termination delay requested",
        6 => "Reject: STA BSS Transition Candidate List provided",
        7 => "Reject: no suitable BSS transition candidates",
        8 => "Reject: leaving ESS",
        _ => $"{status}",
    };
}
