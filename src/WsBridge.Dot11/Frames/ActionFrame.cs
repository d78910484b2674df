namespace WsBridge.Dot11;

/// <summary>An Action frame: category (1), action (1), and what these two ask for.</summary>
public readonly ref struct ActionFrame
{
    private const int FixedSize = 2;

    private ActionFrame(ReadOnlySpan<byte> body, int offset)
    {
        Category = (ActionCategory)body[0];
        Action = body[1];
        Details = body[FixedSize..];
        DetailsOffset = offset + FixedSize;
    }

    /// <summary>Category.</summary>
    public ActionCategory Category { get; }

    /// <summary>The action within its category.</summary>
    public byte Action { get; }

    /// <summary>The octets after the two.</summary>
    public ReadOnlySpan<byte> Details { get; }

    /// <summary>Where Details start, counted from the start of the frame.</summary>
    public int DetailsOffset { get; }

    /// <summary>Reads the body of an Action frame that is not encrypted.</summary>
    public static bool TryParse(scoped in MacHeader frame, out ActionFrame action, out ParseError error)
    {
        var there = ManagementBody.TryGet(frame, FixedSize, "Action", out var body, out error);
        action = there ? new ActionFrame(body, frame.BodyOffset) : default;
        return there;
    }
}

/// <summary>Category of an Action frame. Values outside the list survive.</summary>
public enum ActionCategory : byte
{
    /// <summary>Spectrum Management.</summary>
    SpectrumManagement = 0,
    /// <summary>QoS.</summary>
    Qos = 1,
    /// <summary>Block Ack.</summary>
    BlockAck = 3,
    /// <summary>Public.</summary>
    Public = 4,
    /// <summary>Radio Measurement.</summary>
    RadioMeasurement = 5,
    /// <summary>Fast BSS Transition.</summary>
    FastBssTransition = 6,
    /// <summary>HT.</summary>
    Ht = 7,
    /// <summary>SA Query.</summary>
    SaQuery = 8,
    /// <summary>Protected Dual of Public Action.</summary>
    ProtectedDualOfPublic = 9,
    /// <summary>WNM.</summary>
    Wnm = 10,
    /// <summary>Unprotected WNM.</summary>
    UnprotectedWnm = 11,
    /// <summary>VHT.</summary>
    Vht = 21,
    /// <summary>Protected EHT.</summary>
    ProtectedEht = 37,
    /// <summary>Vendor-specific Protected.</summary>
    VendorSpecificProtected = 126,
    /// <summary>Vendor-specific.</summary>
    VendorSpecific = 127,
}
