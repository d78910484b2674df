namespace WsBridge.Dot11;

/// <summary>One element: Element ID, Length, perhaps Element ID Extension, and its body.</summary>
public readonly ref struct Element
{
    private readonly int _bodyStart;

    internal Element(ReadOnlySpan<byte> octets, int offset)
    {
        Octets = octets;
        Offset = offset;
        _bodyStart = octets.Length > 2 && octets[0] == ElementId.Extension ? 3 : 2;
    }

    /// <summary>The whole element with Element ID and Length, as a MIC covers it.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>Where the Element ID stands, counted from the start of the frame.</summary>
    public int Offset { get; }

    /// <summary>Element ID; see <see cref="ElementId"/>.</summary>
    public byte Id => Octets.IsEmpty ? (byte)0 : Octets[0];

    /// <summary>Element ID Extension, null unless the Element ID is 255 and there is room for it.</summary>
    public byte? ExtensionId => Id == ElementId.Extension && Octets.Length > 2 ? Octets[2] : null;

    /// <summary>The octets after Length, and after the Element ID Extension where there is one.</summary>
    public ReadOnlySpan<byte> Body => Octets.IsEmpty ? default : Octets[_bodyStart..];

    /// <summary>Where the body stands, counted from the start of the frame.</summary>
    public int BodyOffset => Offset + _bodyStart;

    /// <summary>A vendor specific element of this OUI and type, for example 00-50-F2 and 1 for WPA.</summary>
    public bool IsVendor(int oui, byte type) =>
        Id == ElementId.VendorSpecific && Body is [var a, var b, var c, var t, ..] && (a << 16 | b << 8 | c) == oui && t == type;
}
