namespace WsBridge.Testing;

/// <summary>Puts octets one after the other; integers least significant octet first unless the name says otherwise.</summary>
public sealed class OctetWriter
{
    private readonly List<byte> _octets = [];

    /// <summary>Octets so far.</summary>
    public int Length => _octets.Count;

    /// <summary>One octet.</summary>
    public OctetWriter U8(int value)
    {
        _octets.Add((byte)value);
        return this;
    }

    /// <summary>Two octets, least significant first.</summary>
    public OctetWriter U16(int value) => U8(value).U8(value >> 8);

    /// <summary>Four octets, least significant first.</summary>
    public OctetWriter U32(uint value) => U16((int)(value & 0xFFFF)).U16((int)(value >> 16));

    /// <summary>Eight octets, least significant first.</summary>
    public OctetWriter U64(ulong value) => U32((uint)value).U32((uint)(value >> 32));

    /// <summary>Two octets, most significant first.</summary>
    public OctetWriter U16BigEndian(int value) => U8(value >> 8).U8(value);

    /// <summary>Four octets, most significant first.</summary>
    public OctetWriter U32BigEndian(uint value) => U16BigEndian((int)(value >> 16)).U16BigEndian((int)(value & 0xFFFF));

    /// <summary>Eight octets, most significant first.</summary>
    public OctetWriter U64BigEndian(ulong value) => U32BigEndian((uint)(value >> 32)).U32BigEndian((uint)value);

    /// <summary>An address in on-air order.</summary>
    public OctetWriter Address(Dot11.MacAddress address)
    {
        Span<byte> octets = stackalloc byte[Dot11.MacAddress.Size];
        address.CopyTo(octets);
        return Add(octets);
    }

    /// <summary>Octets as they are.</summary>
    public OctetWriter Add(ReadOnlySpan<byte> octets)
    {
        _octets.AddRange(octets);
        return this;
    }

    /// <summary>Octets written in hexadecimal; blanks are skipped.</summary>
    public OctetWriter Hex(string hex) => Add(Octets.FromHex(hex));

    /// <summary>Zeros.</summary>
    public OctetWriter Zeros(int count) => Add(new byte[count]);

    /// <summary>Everything so far.</summary>
    public byte[] ToArray() => [.. _octets];
}

/// <summary>Octets for tests.</summary>
public static class Octets
{
    /// <summary>Octets written in hexadecimal; blanks and line ends are skipped.</summary>
    public static byte[] FromHex(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        return Convert.FromHexString(string.Concat(hex.Where(c => !char.IsWhiteSpace(c))));
    }

    /// <summary>The same octet many times: a nonce or key that is easy to recognize.</summary>
    public static byte[] Repeat(byte octet, int count)
    {
        var octets = new byte[count];
        Array.Fill(octets, octet);
        return octets;
    }

    /// <summary>Arrays one after the other.</summary>
    public static byte[] Join(params IEnumerable<byte[]> parts) => [.. parts.SelectMany(part => part)];
}
