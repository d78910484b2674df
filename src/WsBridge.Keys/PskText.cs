using System.Text;
using WsBridge.Analysis.Keys;

namespace WsBridge.Keys;

/// <summary>
/// A network and its passphrase as typed: <c>SSID=passphrase</c>, or 64 hexadecimal digits of a PSK in place of the passphrase. Without
/// SSID (<c>=passphrase</c>) it is any network's.
/// </summary>
/// <param name="text">What was typed.</param>
/// <param name="source">Where it is from, for people.</param>
public sealed class PskText(string text, string source)
{
    private const int PskDigits = 64;
    private const int MaxSsidOctets = 32;

    /// <summary>Reads it.</summary>
    /// <param name="problem">What is wrong, beginning in lower case; never shows what was typed. Null when nothing is.</param>
    /// <returns>The key; null when something is wrong.</returns>
    public KnownKey? Read(out string? problem)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        byte[] ssid = Encoding.UTF8.GetBytes(text[..Math.Max(equals, 0)]);
        byte[] octets = Encoding.UTF8.GetBytes(text[(equals + 1)..]);
        byte[] psk = new byte[PskDigits / 2];
        bool isPsk = octets.Length == PskDigits;
        problem = equals < 0 ? "it is not SSID=passphrase"
            : ssid.Length > MaxSsidOctets ? $"an SSID has at most {MaxSsidOctets} octets, this one {ssid.Length}"
            : isPsk && TextOctets.ReadHex(octets, psk) != psk.Length ? "64 characters are a PSK in hexadecimal digits, and these are not"
            : !isPsk && !KnownKey.HasLength(KeyKind.Passphrase, octets.Length)
                ? $"a passphrase has 8 to 63 octets, this one {octets.Length}"
            : null;
        return problem is not null ? null
            : new KnownKey(isPsk ? KeyKind.Psk : KeyKind.Passphrase, isPsk ? psk : octets, source, new KeyBinding { Ssid = ssid });
    }

    /// <summary>Its source; never what was typed.</summary>
    public override string ToString() => source;
}
