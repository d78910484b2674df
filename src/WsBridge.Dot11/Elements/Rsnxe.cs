namespace WsBridge.Dot11;

/// <summary>The RSNXE: extended RSN capabilities, bit 0 being the lowest bit of the first octet.</summary>
public readonly ref struct Rsnxe
{
    private Rsnxe(ReadOnlySpan<byte> body) => Body = body;

    /// <summary>The element body.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Octets of capabilities the element says it has: bits 0 to 3, plus one.</summary>
    public int FieldLength => (Body[0] & 0xF) + 1;

    /// <summary>SAE hash-to-element (bit 5).</summary>
    public bool SaeHashToElement => Bit(5);

    /// <summary>SAE-PK (bit 6).</summary>
    public bool SaePk => Bit(6);

    /// <summary>Secure LTF Support (bit 8); with both sides a KDK is derived.</summary>
    public bool SecureLtf => Bit(8);

    /// <summary>A capability by number; bits that are not there are 0.</summary>
    public bool Bit(int number) => number >= 0 && number / 8 < Body.Length && (Body[number / 8] >> number % 8 & 1) != 0;

    /// <summary>Reads an element body, which has one octet or more.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, out Rsnxe rsnxe, out ParseError error)
    {
        rsnxe = default;
        if (ParseError.Missing(body, 1, "Extended RSN Capabilities", 0, out error) ||
            ParseError.Missing(body, (body[0] & 0xF) + 1, "Extended RSN Capabilities", 0, out error))
        {
            return false;
        }

        rsnxe = new Rsnxe(body);
        return true;
    }
}
