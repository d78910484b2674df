using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>PMKID: the first 16 octets of HMAC-Hash(PMK, "PMK Name" ‖ AA ‖ SPA). IEEE Std 802.11-2020, 12.7.1.3.</summary>
/// <remarks>Opportunistic key caching takes the same PMK with the BSSID of the new AP.</remarks>
public static class Pmkid
{
    /// <summary>Octets of a PMKID.</summary>
    public const int Size = Rsne.PmkidSize;

    /// <summary>Computes the PMKID.</summary>
    /// <param name="hash">As the AKM says (<see cref="AkmKeys.PmkidHash"/>).</param>
    /// <param name="pmk">The PMK; the KCK with Suite B.</param>
    /// <param name="aa">Address of the authenticator: the BSSID.</param>
    /// <param name="spa">Address of the STA.</param>
    /// <param name="pmkid">Receives 16 octets.</param>
    public static void Compute(KeyHash hash, ReadOnlySpan<byte> pmk, MacAddress aa, MacAddress spa, Span<byte> pmkid)
    {
        var label = "PMK Name"u8;
        Span<byte> data = stackalloc byte[8 + 2 * MacAddress.Size];
        label.CopyTo(data);
        aa.CopyTo(data[8..]);
        spa.CopyTo(data[14..]);
        Span<byte> digest = stackalloc byte[KeyHashes.MaxDigestLength];
        hash.Hmac(pmk, data, digest);
        digest[..Size].CopyTo(pmkid);
        CryptographicOperations.ZeroMemory(digest);
    }
}
