namespace WsBridge.Dot11;

/// <summary>A mobility domain: two opaque octets, the first on air in the upper half of Value, printed as on air.</summary>
public readonly record struct Mdid(ushort Value)
{
    /// <summary>Octets of an MDID.</summary>
    public const int Size = 2;

    /// <summary>Writes the two octets in on-air order.</summary>
    public void CopyTo(Span<byte> destination)
    {
        destination = destination[..Size];
        destination[0] = (byte)(Value >> 8);
        destination[1] = (byte)Value;
    }

    /// <summary>Four hexadecimal digits in on-air order; Wireshark shows the same octets swapped.</summary>
    public override string ToString() => $"{Value:x4}";
}

/// <summary>The MDE: which mobility domain, and how to move in it.</summary>
public readonly record struct Mde(Mdid Mdid, byte FtCapabilityAndPolicy)
{
    private const int Size = 3;

    /// <summary>Fast BSS Transition over DS (bit 0).</summary>
    public bool FtOverDs => (FtCapabilityAndPolicy & 1) != 0;

    /// <summary>Resource Request Protocol Capability (bit 1).</summary>
    public bool ResourceRequest => (FtCapabilityAndPolicy & 2) != 0;

    /// <summary>Reads an element body of three octets.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, out Mde mde, out ParseError error)
    {
        mde = default;
        if (ParseError.Missing(body, Size, "MDE", 0, out error))
        {
            return false;
        }

        mde = new Mde(new Mdid((ushort)(body[0] << 8 | body[1])), body[2]);
        return true;
    }
}
