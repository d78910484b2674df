using System.Buffers.Binary;
using System.Globalization;

namespace WsBridge.Dot11;

/// <summary>A 48-bit MAC address; Value holds the first octet on air in bits 40 to 47.</summary>
public readonly record struct MacAddress(ulong Value) : IComparable<MacAddress>, ISpanFormattable
{
    /// <summary>Octets of an address.</summary>
    public const int Size = 6;

    private const int TextSize = 17;

    /// <summary>ff:ff:ff:ff:ff:ff.</summary>
    public static MacAddress Broadcast => new(0xFFFF_FFFF_FFFF);

    /// <summary>The Individual/Group bit: bit 0 of the first octet.</summary>
    public bool IsGroup => (Value >> 40 & 1) != 0;

    /// <summary>The Universal/Local bit: bit 1 of the first octet; set in randomized addresses.</summary>
    public bool IsLocallyAdministered => (Value >> 40 & 2) != 0;

    /// <summary>The first three octets as one number.</summary>
    public int Oui => (int)(Value >> 24);

    /// <summary>Reads the first six octets, which the caller has seen to be there.</summary>
    public static MacAddress Read(ReadOnlySpan<byte> octets)
    {
        octets = octets[..Size];
        return new((ulong)BinaryPrimitives.ReadUInt32BigEndian(octets) << 16 | BinaryPrimitives.ReadUInt16BigEndian(octets[4..]));
    }

    /// <summary>Reads <c>aa:bb:cc:dd:ee:ff</c>; hyphens and upper case are fine too.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out MacAddress address)
    {
        address = default;
        if (text.Length != 17)
        {
            return false;
        }

        ulong value = 0;
        for (var i = 0; i < text.Length; i += 3)
        {
            if (i > 0 && (text[i - 1] is not (':' or '-') || text[i - 1] != text[2]))
            {
                return false;
            }

            if (!byte.TryParse(text.Slice(i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                return false;
            }

            value = value << 8 | octet;
        }

        address = new MacAddress(value);
        return true;
    }

    /// <summary>Writes the six octets in on-air order.</summary>
    public void CopyTo(Span<byte> destination)
    {
        destination = destination[..Size];
        for (var i = 0; i < Size; i++)
        {
            destination[i] = (byte)(Value >> (40 - 8 * i));
        }
    }

    /// <inheritdoc/>
    public int CompareTo(MacAddress other) => Value.CompareTo(other.Value);

    /// <summary>Lower case with colons, as Wireshark shows it.</summary>
    public override string ToString() => string.Create(TextSize, this, static (text, address) => address.Format(text));

    /// <summary>As <see cref="ToString()"/>; there is one format.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>As <see cref="ToString()"/>; there is one format.</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        charsWritten = destination.Length < TextSize ? 0 : TextSize;
        if (charsWritten > 0)
        {
            Format(destination);
        }

        return charsWritten > 0;
    }

    private void Format(Span<char> text)
    {
        const string digits = "0123456789abcdef";
        text = text[..TextSize];
        for (int i = 0, shift = 44; i < TextSize; i += 3, shift -= 8)
        {
            text[i] = digits[(int)(Value >> shift & 0xF)];
            text[i + 1] = digits[(int)(Value >> (shift - 4) & 0xF)];
            if (i + 2 < TextSize)
            {
                text[i + 2] = ':';
            }
        }
    }

    /// <summary>Compares as the octets on air would sort.</summary>
    public static bool operator <(MacAddress left, MacAddress right) => left.Value < right.Value;

    /// <summary>Compares as the octets on air would sort.</summary>
    public static bool operator >(MacAddress left, MacAddress right) => left.Value > right.Value;

    /// <summary>Compares as the octets on air would sort.</summary>
    public static bool operator <=(MacAddress left, MacAddress right) => left.Value <= right.Value;

    /// <summary>Compares as the octets on air would sort.</summary>
    public static bool operator >=(MacAddress left, MacAddress right) => left.Value >= right.Value;
}
