using System.Security.Cryptography;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>The PMKIDs that a key makes under an AKM, by every derivation that is seen in the field.</summary>
/// <remarks>
/// FT-EAP has four (<see cref="FtEapPmkid"/>); AKMs of SHA-256 are seen with SHA-1 as well. PMKIDs of SAE and OWE, and of FILS where it
/// runs EAP itself, do not come from the PMK (<see cref="PublicPmkid"/>); those of Suite B come from the KCK
/// (<see cref="TryMakeFromKck"/>).
/// </remarks>
internal static class PmkidDerivation
{
    private const byte FtEap = 3;
    private const int WholeMsk = 64;

    /// <summary>Whether a PMK has a PMKID under this AKM at all.</summary>
    public static bool IsFromPmk(AkmSuite akm) => akm.RsnType is 1 or 2 or 3 or 4 or 5 or 6 or 13 or 22 or 23 || akm.IsFils;

    /// <summary>
    /// Every PMKID that an AP with this key may name can be made from it: FT-EAP needs both halves of the MSK, and FILS has others.
    /// </summary>
    public static bool IsComplete(KnownKey key, AkmSuite akm) => IsFromPmk(akm) && !akm.IsFils && (akm.RsnType != FtEap || IsWholeMsk(key));

    /// <summary>The key makes this PMKID for these addresses, by one of the derivations.</summary>
    public static bool Makes(ReadOnlySpan<byte> pmkid, KnownKey key, AkmSuite akm, NetworkKeys network, MacAddress aa, MacAddress spa)
    {
        if (!IsFromPmk(akm))
        {
            return false;
        }

        if (IsWholeMsk(key) && akm.RsnType == FtEap)
        {
            return FtEapPmkid.Of(key, aa, spa, pmkid) is not null;
        }

        ReadOnlySpan<byte> pmk = KeyFinder.PmkOf(key, akm, network);
        return !pmk.IsEmpty && Makes(pmkid, akm, pmk, aa, spa);
    }

    /// <summary>The PMKID that the KCK of a handshake makes under Suite B; false for other AKMs.</summary>
    public static bool TryMakeFromKck(AkmKeys akm, ReadOnlySpan<byte> kck, MacAddress aa, MacAddress spa, Span<byte> pmkid)
    {
        if (!akm.PmkidFromKck || akm.PmkidHash is not { } hash)
        {
            return false;
        }

        Pmkid.Compute(hash, kck, aa, spa, pmkid);
        return true;
    }

    private static bool IsWholeMsk(KnownKey key) => key.Kind == KeyKind.Msk && key.Material.Length >= WholeMsk;

    private static bool Makes(ReadOnlySpan<byte> pmkid, AkmSuite akm, ReadOnlySpan<byte> pmk, MacAddress aa, MacAddress spa) =>
        akm.RsnType switch
        {
            1 or 2 => Makes(pmkid, KeyHash.Sha1, pmk, aa, spa),
            13 or 15 or 17 or 22 or 23 => Makes(pmkid, KeyHash.Sha384, pmk, aa, spa) || Makes(pmkid, KeyHash.Sha256, pmk, aa, spa),
            _ => Makes(pmkid, KeyHash.Sha256, pmk, aa, spa) || Makes(pmkid, KeyHash.Sha1, pmk, aa, spa),
        };

    private static bool Makes(ReadOnlySpan<byte> pmkid, KeyHash hash, ReadOnlySpan<byte> pmk, MacAddress aa, MacAddress spa)
    {
        Span<byte> made = stackalloc byte[Pmkid.Size];
        Pmkid.Compute(hash, pmk, aa, spa, made);
        return CryptographicOperations.FixedTimeEquals(made, pmkid);
    }
}
