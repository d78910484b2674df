using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>
/// The four ways in which PMKIDs of FT-EAP are made: with SHA-1 or SHA-256, of the first or of the second half of the MSK.
/// </summary>
/// <param name="Number">Which of the four it is.</param>
/// <param name="Words">How it is made.</param>
/// <param name="Who">Who is known to make it so.</param>
internal sealed record FtEapPmkid(int Number, string Words, string Who)
{
    private const int Half = 32;

    /// <summary>Each with its hash and the first octet that it takes.</summary>
    private static readonly (FtEapPmkid Kind, KeyHash Hash, int Start)[] Ways =
    [
        (new(1, "HMAC-SHA-1 of the first half of the MSK", "hostapd up to 2.10 after full EAP"), KeyHash.Sha1, 0),
        (new(2, "HMAC-SHA-256 of the first half of the MSK", "hostapd 2.11 and later after full EAP"), KeyHash.Sha256, 0),
        (new(3, "HMAC-SHA-1 of the second half of the MSK", "hostapd 2.9 and 2.10 for cached PMKSAs"), KeyHash.Sha1, Half),
        (new(4, "HMAC-SHA-256 of the second half of the MSK", "hostapd 2.11 and later for cached PMKSAs, as the standard specifies"),
            KeyHash.Sha256, Half),
    ];

    /// <summary>The way that makes this PMKID; null when none does, or the key is no whole MSK.</summary>
    public static FtEapPmkid? Of(KnownKey key, MacAddress ap, MacAddress sta, ReadOnlySpan<byte> pmkid)
    {
        if (key.Kind != KeyKind.Msk || key.Material.Length < 2 * Half)
        {
            return null;
        }

        Span<byte> made = stackalloc byte[Pmkid.Size];
        foreach ((FtEapPmkid kind, KeyHash hash, int start) in Ways)
        {
            Pmkid.Compute(hash, key.Material.Slice(start, Half), ap, sta, made);
            if (pmkid.SequenceEqual(made))
            {
                return kind;
            }
        }

        return null;
    }
}
