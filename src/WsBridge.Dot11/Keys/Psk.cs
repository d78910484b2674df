using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>The PSK of a passphrase: PBKDF2 with HMAC-SHA1, 4096 rounds, the SSID as salt.</summary>
public static class Psk
{
    /// <summary>Octets of a PSK.</summary>
    public const int Size = 32;

    /// <summary>Derives the PSK; takes about a millisecond, so callers keep what they got.</summary>
    public static void Derive(ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> ssid, Span<byte> psk) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, ssid, psk[..Size], 4096, HashAlgorithmName.SHA1);
}
