using System.Globalization;
using System.Text;

namespace WsBridge.Capture;

/// <summary>Text that comes from outside, made fit for a terminal: names of files, words of other programs.</summary>
/// <remarks>
/// Control characters, escape sequences among them, and characters that turn the direction of writing become <c>\xNN</c> or <c>\u{N}</c>,
/// as octets of an SSID do. Everything else stays.
/// </remarks>
public static class PrintableText
{
    /// <summary>A name in a sentence: line breaks are escaped too.</summary>
    public static string Name(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escape(text, keepsLines: false);
    }

    /// <summary>A message of several lines.</summary>
    public static string Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escape(text, keepsLines: true);
    }

    private static string Escape(string text, bool keepsLines)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var printable = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (keepsLines && rune.Value is ('\n' or '\t'))
            {
                printable.Append((char)rune.Value);
            }
            else if (IsPrintable(rune))
            {
                printable.Append(rune.ToString());
            }
            else
            {
                printable.Append(rune.Value <= 0xFF
                    ? string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}")
                    : string.Create(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}"));
            }
        }

        return printable.ToString();
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned);
}
