using System.Buffers;
using System.Text;

namespace WsBridge.Dot11;

/// <summary>The SSID: 0 to 32 octets, which need not be text.</summary>
public readonly ref struct Ssid
{
    private const int MaxSize = 32;

    private Ssid(ReadOnlySpan<byte> octets) => Octets = octets;

    /// <summary>The octets as on air; keys are derived from exactly these.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>The wildcard SSID, or an AP that hides its SSID.</summary>
    public bool IsWildcard => Octets.IsEmpty;

    /// <summary>Reads an element body of at most 32 octets.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, out Ssid ssid, out ParseError error)
    {
        ssid = default;
        error = default;
        if (body.Length > MaxSize)
        {
            error = new ParseError($"SSID of {body.Length} octets is longer than {MaxSize}", 0, 0, 0);
            return false;
        }

        ssid = new Ssid(body);
        return true;
    }

    /// <summary>Text in which octets that are not UTF-8, control characters and backslashes are escaped as \xNN or \\.</summary>
    public static string ToText(ReadOnlySpan<byte> octets)
    {
        // Most are plain ASCII: from space to tilde, and none of it is escaped but the backslash.
        if (!octets.ContainsAnyExceptInRange((byte)' ', (byte)'~') && !octets.Contains((byte)'\\'))
        {
            return Encoding.ASCII.GetString(octets);
        }

        var text = new StringBuilder(octets.Length);
        while (!octets.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(octets, out var rune, out var consumed);
            if (status == OperationStatus.Done && !IsUnprintable(rune))
            {
                text.Append(rune.Value == '\\' ? @"\\" : rune.ToString());
            }
            else
            {
                foreach (var octet in octets[..consumed])
                {
                    text.Append($"\\x{octet:x2}");
                }
            }

            octets = octets[consumed..];
        }

        return text.ToString();
    }

    /// <summary>The escaped text.</summary>
    public override string ToString() => ToText(Octets);

    // Format characters too: a right-to-left override in an SSID would turn the sentence around it.
    private static bool IsUnprintable(Rune rune) => Rune.GetUnicodeCategory(rune)
        is System.Globalization.UnicodeCategory.Control
        or System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.LineSeparator
        or System.Globalization.UnicodeCategory.ParagraphSeparator
        or System.Globalization.UnicodeCategory.PrivateUse
        or System.Globalization.UnicodeCategory.OtherNotAssigned;
}
