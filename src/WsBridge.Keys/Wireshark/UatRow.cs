namespace WsBridge.Keys.Wireshark;

/// <summary>
/// A row of a Wireshark table of two columns (<c>"wpa-pwd","passphrase:ssid"</c>). Wireshark writes quotation marks, backslashes and
/// unprintable octets as <c>\xNN</c>; it also reads the escapes of C, and a field as bare hexadecimal digits.
/// </summary>
/// <remarks>Wireshark, epan/uat_load.l and uat_unesc in epan/uat.c.</remarks>
internal static class UatRow
{
    /// <summary>Reads both fields.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, Span<byte> first, out int firstLength, Span<byte> second, out int secondLength)
    {
        secondLength = 0;
        if (!TryReadField(ref line, first, out firstLength) || line is not [(byte)',', ..])
        {
            return false;
        }

        line = line[1..].TrimStart(" \t"u8);
        return TryReadField(ref line, second, out secondLength) && line.IsEmpty;
    }

    private static bool TryReadField(ref ReadOnlySpan<byte> line, Span<byte> field, out int length)
    {
        length = 0;
        if (line is not [(byte)'"', ..])
        {
            int comma = line.IndexOf((byte)',');
            ReadOnlySpan<byte> digits = comma < 0 ? line : line[..comma].TrimEnd(" \t"u8);
            length = TextOctets.ReadHex(digits, field);
            line = comma < 0 ? [] : line[comma..];
            return length > 0;
        }

        line = line[1..];
        while (line is [not (byte)'"', ..])
        {
            if (length == field.Length)
            {
                return false;
            }

            field[length++] = ReadCharacter(ref line);
        }

        if (line.IsEmpty)
        {
            return false; // no closing quotation mark
        }

        line = line[1..].TrimStart(" \t"u8);
        return true;
    }

    private static byte ReadCharacter(ref ReadOnlySpan<byte> line)
    {
        byte character = line[0];
        line = line[1..];
        if (character != '\\' || line.IsEmpty)
        {
            return character;
        }

        byte escape = line[0];
        line = line[1..];
        if (escape == 'x' && line.Length >= 2 && TextOctets.TryReadDigits(line, out byte octet))
        {
            line = line[2..];
            return octet;
        }

        if (escape is >= (byte)'0' and <= (byte)'7')
        {
            int value = escape - '0';
            for (int digits = 1; digits < 3 && line is [>= (byte)'0' and <= (byte)'7' and var digit, ..]; digits++)
            {
                value = (8 * value) + digit - '0';
                line = line[1..];
            }

            return (byte)Math.Min(value, byte.MaxValue);
        }

        return escape switch
        {
            (byte)'a' => (byte)'\a',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            (byte)'v' => (byte)'\v',
            _ => escape,
        };
    }
}
