using System.Buffers;

namespace WsBridge.Keys;

/// <summary>Octets written as text, read without making a string that nobody can zero.</summary>
internal static class TextOctets
{
    private static readonly SearchValues<byte> Separators = SearchValues.Create(":-. "u8);

    /// <summary>Reads pairs of hexadecimal digits, between which one of <c>: - .</c> or a space may stand, as Wireshark allows.</summary>
    /// <returns>How many octets were read; -1 when it is something else or does not fit.</returns>
    public static int ReadHex(ReadOnlySpan<byte> text, Span<byte> octets)
    {
        int length = 0;
        while (!text.IsEmpty)
        {
            if (length == octets.Length || text.Length < 2 || !TryReadDigits(text, out octets[length]))
            {
                return -1;
            }

            length++;
            text = text[2..];
            if (text.Length > 2 && Separators.Contains(text[0]))
            {
                text = text[1..];
            }
        }

        return length;
    }

    /// <summary>
    /// Reads text in which <c>%3a</c> stands for a colon, <c>%25</c> for a percent sign, and any octet may be written so.
    /// </summary>
    /// <returns>How many octets were read; -1 when two hexadecimal digits are missing after a percent sign, or it does not fit.</returns>
    public static int ReadPercentEncoded(ReadOnlySpan<byte> text, Span<byte> octets)
    {
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (length == octets.Length)
            {
                return -1;
            }

            octets[length] = text[i];
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !TryReadDigits(text[(i + 1)..], out octets[length]))
                {
                    return -1;
                }

                i += 2;
            }

            length++;
        }

        return length;
    }

    /// <summary>Reads the two digits at the beginning.</summary>
    public static bool TryReadDigits(ReadOnlySpan<byte> text, out byte octet)
    {
        int high = Digit(text[0]);
        int low = Digit(text[1]);
        octet = (byte)((high << 4) | (low & 0xF));
        return high >= 0 && low >= 0;
    }

    private static int Digit(byte character) => character switch
    {
        >= (byte)'0' and <= (byte)'9' => character - '0',
        >= (byte)'a' and <= (byte)'f' => character - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => character - 'A' + 10,
        _ => -1,
    };
}
