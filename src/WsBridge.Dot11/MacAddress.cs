using System.Globalization;

namespace WsBridge.Dot11;

/// <summary>A 48-bit MAC address; Value holds the first octet on air in bits 40 to 47.</summary>
public readonly record struct MacAddress(ulong Value) : IComparable<MacAddress>
{
    /// <summary>Octets of an address.</summary>
    public const int Size = 6;

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
        return new(
            (ulong)octets[0] << 40 | (ulong)octets[1] << 32 | (ulong)octets[2] << 24 |
            (ulong)octets[3] << 16 | (ulong)octets[4] << 8 | octets[5]);
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
    public override string ToString() => string.Create(17, Value, static (text, value) =>
    {
        for (var i = 0; i < Size; i++)
        {
            ((byte)(value >> (40 - 8 * i))).TryFormat(text[(3 * i)..], out _, "x2", CultureInfo.InvariantCulture);
            if (i < Size - 1)
            {
                text[3 * i + 2] = ':';
            }
        }
    });

    /// <summary>Compares as the octets on air would sort.</summary>
    public static bool operator <(MacAddress left, MacAddress right) => left.Value < right.Value;

    /// <summary>Compares as the octets on air would sort.</summary>
    public static bool operator >(MacAddress left, MacAddress right) => left.Value > right.Value;

    /// <summary>Compares as the octets on air would sort.</summary>
    public static bool operator <=(MacAddress left, MacAddress right) => left.Value <= right.Value;

    /// <summary>Compares as the octets on air would sort.</summary>
    public static bool operator >=(MacAddress left, MacAddress right) => left.Value >= right.Value;
}
