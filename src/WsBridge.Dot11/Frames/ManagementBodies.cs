using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>What the bodies of management frames have in common when they are read from a frame.</summary>
internal static class ManagementBody
{
    /// <summary>The body of a frame of this kind, unless it is encrypted or too short for its fixed fields.</summary>
    public static bool TryGet(scoped in MacHeader frame, int needed, string what, out ReadOnlySpan<byte> body, out ParseError error)
    {
        body = frame.Body;
        if (frame.Protected)
        {
            error = new ParseError($"{what} body is encrypted", frame.BodyOffset, 0, 0);
            return false;
        }

        return !ParseError.Missing(body, needed, what, frame.BodyOffset, out error);
    }
}

/// <summary>Beacon and Probe Response: timestamp (8), beacon interval (2), capabilities (2), elements.</summary>
public readonly ref struct Beacon
{
    private const int FixedSize = 12;
    private readonly ReadOnlySpan<byte> _body;
    private readonly int _offset;

    private Beacon(ReadOnlySpan<byte> body, int offset)
    {
        _body = body;
        _offset = offset;
    }

    /// <summary>Timestamp: the TSF timer of the AP in microseconds.</summary>
    public ulong Timestamp => BinaryPrimitives.ReadUInt64LittleEndian(_body);

    /// <summary>Beacon Interval in TUs of 1024 µs.</summary>
    public ushort BeaconInterval => BinaryPrimitives.ReadUInt16LittleEndian(_body[8..]);

    /// <summary>Capability Information.</summary>
    public ushort Capabilities => BinaryPrimitives.ReadUInt16LittleEndian(_body[10..]);

    /// <summary>Privacy (bit 4 of Capability Information).</summary>
    public bool Privacy => (Capabilities & 0x10) != 0;

    /// <summary>The elements.</summary>
    public Elements Elements => new(_body[FixedSize..], _offset + FixedSize);

    /// <summary>Reads the body of a Beacon or Probe Response; the caller has looked at the kind.</summary>
    public static bool TryParse(scoped in MacHeader frame, out Beacon beacon, out ParseError error)
    {
        var there = ManagementBody.TryGet(frame, FixedSize, "Beacon", out var body, out error);
        beacon = there ? new Beacon(body, frame.BodyOffset) : default;
        return there;
    }
}

/// <summary>Authentication: algorithm (2), transaction sequence number (2), status code (2), then what the algorithm asks for.</summary>
public readonly ref struct Authentication
{
    /// <summary>Open System.</summary>
    public const ushort OpenSystem = 0;
    /// <summary>Shared Key.</summary>
    public const ushort SharedKey = 1;
    /// <summary>Fast BSS transition.</summary>
    public const ushort FastBssTransition = 2;
    /// <summary>SAE.</summary>
    public const ushort Sae = 3;
    /// <summary>FILS shared key without PFS.</summary>
    public const ushort Fils = 4;
    /// <summary>FILS shared key with PFS.</summary>
    public const ushort FilsPfs = 5;
    /// <summary>FILS public key.</summary>
    public const ushort FilsPublicKey = 6;
    /// <summary>PASN.</summary>
    public const ushort Pasn = 7;
    /// <summary>IEEE 802.1X: EAP in Authentication frames (IEEE P802.11bi).</summary>
    public const ushort Ieee8021X = 8;
    /// <summary>EPPKE: Enhanced Privacy Protection Key Exchange (IEEE P802.11bi), in three frames like those of PASN.</summary>
    public const ushort Eppke = 9;

    private const int FixedSize = 6;
    private readonly ReadOnlySpan<byte> _body;
    private readonly int _offset;

    private Authentication(ReadOnlySpan<byte> body, int offset)
    {
        _body = body;
        _offset = offset;
    }

    /// <summary>Authentication Algorithm Number.</summary>
    public ushort Algorithm => BinaryPrimitives.ReadUInt16LittleEndian(_body);

    /// <summary>Authentication Transaction Sequence Number: 1, 2, …</summary>
    public ushort Transaction => BinaryPrimitives.ReadUInt16LittleEndian(_body[2..]);

    /// <summary>Status Code, reserved in requests.</summary>
    public ushort Status => BinaryPrimitives.ReadUInt16LittleEndian(_body[4..]);

    /// <summary>The octets after Status Code, whatever they are.</summary>
    public ReadOnlySpan<byte> AlgorithmBody => _body[FixedSize..];

    /// <summary>The elements; none for SAE and FILS with PFS, where other fields stand in front of them.</summary>
    public Elements Elements => Algorithm is Sae or FilsPfs or FilsPublicKey
        ? new(default, _offset + _body.Length)
        : new(AlgorithmBody, _offset + FixedSize);

    /// <summary>Finite Cyclic Group of an SAE commit, null in other frames and where it is not there.</summary>
    public ushort? SaeGroup => Algorithm == Sae && Transaction == 1 && AlgorithmBody.Length >= 2
        ? BinaryPrimitives.ReadUInt16LittleEndian(AlgorithmBody)
        : null;

    /// <summary>Reads the body of an Authentication frame.</summary>
    public static bool TryParse(scoped in MacHeader frame, out Authentication authentication, out ParseError error)
    {
        var there = ManagementBody.TryGet(frame, FixedSize, "Authentication", out var body, out error);
        authentication = there ? new Authentication(body, frame.BodyOffset) : default;
        return there;
    }

    /// <summary>The name of an algorithm, or its number.</summary>
    public static string AlgorithmName(ushort algorithm) => algorithm switch
    {
        OpenSystem => "Open System",
        SharedKey => "Shared Key",
        FastBssTransition => "Fast BSS transition",
        Sae => "SAE",
        Fils => "FILS",
        FilsPfs => "FILS with PFS",
        FilsPublicKey => "FILS public key",
        Pasn => "PASN",
        Ieee8021X => "IEEE 802.1X",
        Eppke => "EPPKE",
        _ => $"{algorithm}",
    };
}

/// <summary>
/// Association Request and Reassociation Request: capabilities (2), listen interval (2), current AP (6, reassociation only), elements.
/// </summary>
public readonly ref struct AssociationRequest
{
    private const int FixedSize = 4;
    private readonly ReadOnlySpan<byte> _body;
    private readonly int _offset;

    private AssociationRequest(ReadOnlySpan<byte> body, int offset, bool isReassociation)
    {
        _body = body;
        _offset = offset;
        IsReassociation = isReassociation;
    }

    /// <summary>It is a Reassociation Request.</summary>
    public bool IsReassociation { get; }

    /// <summary>Capability Information.</summary>
    public ushort Capabilities => BinaryPrimitives.ReadUInt16LittleEndian(_body);

    /// <summary>Listen Interval.</summary>
    public ushort ListenInterval => BinaryPrimitives.ReadUInt16LittleEndian(_body[2..]);

    /// <summary>Current AP Address, null in an Association Request.</summary>
    public MacAddress? CurrentAp => IsReassociation ? MacAddress.Read(_body[FixedSize..]) : null;

    /// <summary>The elements.</summary>
    public Elements Elements => new(_body[Fixed(IsReassociation)..], _offset + Fixed(IsReassociation));

    /// <summary>Reads the body of an Association Request or Reassociation Request, by the kind of the frame.</summary>
    public static bool TryParse(scoped in MacHeader frame, out AssociationRequest request, out ParseError error)
    {
        var isReassociation = frame.Kind == FrameKind.ReassociationRequest;
        var what = isReassociation ? "Reassociation Request" : "Association Request";
        var there = ManagementBody.TryGet(frame, Fixed(isReassociation), what, out var body, out error);
        request = there ? new AssociationRequest(body, frame.BodyOffset, isReassociation) : default;
        return there;
    }

    private static int Fixed(bool isReassociation) => FixedSize + (isReassociation ? MacAddress.Size : 0);
}

/// <summary>Association Response and Reassociation Response: capabilities (2), status code (2), AID (2), elements.</summary>
public readonly ref struct AssociationResponse
{
    private const int FixedSize = 6;
    private readonly ReadOnlySpan<byte> _body;
    private readonly int _offset;

    private AssociationResponse(ReadOnlySpan<byte> body, int offset)
    {
        _body = body;
        _offset = offset;
    }

    /// <summary>Capability Information.</summary>
    public ushort Capabilities => BinaryPrimitives.ReadUInt16LittleEndian(_body);

    /// <summary>Status Code.</summary>
    public ushort Status => BinaryPrimitives.ReadUInt16LittleEndian(_body[2..]);

    /// <summary>AID without the two upper bits, which are set on air.</summary>
    public int Aid => BinaryPrimitives.ReadUInt16LittleEndian(_body[4..]) & 0x3FFF;

    /// <summary>The elements.</summary>
    public Elements Elements => new(_body[FixedSize..], _offset + FixedSize);

    /// <summary>Reads the body of an Association Response or Reassociation Response.</summary>
    public static bool TryParse(scoped in MacHeader frame, out AssociationResponse response, out ParseError error)
    {
        var there = ManagementBody.TryGet(frame, FixedSize, "Association Response", out var body, out error);
        response = there ? new AssociationResponse(body, frame.BodyOffset) : default;
        return there;
    }
}

/// <summary>Deauthentication and Disassociation: reason code (2), elements.</summary>
public readonly ref struct Deauthentication
{
    private const int FixedSize = 2;
    private readonly ReadOnlySpan<byte> _body;
    private readonly int _offset;

    private Deauthentication(ReadOnlySpan<byte> body, int offset)
    {
        _body = body;
        _offset = offset;
    }

    /// <summary>Reason Code.</summary>
    public ushort Reason => BinaryPrimitives.ReadUInt16LittleEndian(_body);

    /// <summary>The elements.</summary>
    public Elements Elements => new(_body[FixedSize..], _offset + FixedSize);

    /// <summary>
    /// Reads the body of a Deauthentication or Disassociation frame; with management frame protection it is encrypted and cannot be.
    /// </summary>
    public static bool TryParse(scoped in MacHeader frame, out Deauthentication deauthentication, out ParseError error)
    {
        var there = ManagementBody.TryGet(frame, FixedSize, "Reason Code", out var body, out error);
        deauthentication = there ? new Deauthentication(body, frame.BodyOffset) : default;
        return there;
    }
}

/// <summary>Probe Request: elements alone.</summary>
public static class ProbeRequest
{
    /// <summary>The elements of a Probe Request.</summary>
    public static Elements Elements(scoped in MacHeader frame) => new(frame.Body, frame.BodyOffset);
}
