using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>A hash that 802.11 keys are made with.</summary>
public enum KeyHash
{
    /// <summary>SHA-1; as the hash of a key derivation it means PRF-SHA1, which is built otherwise than the KDF of the others.</summary>
    Sha1,
    /// <summary>SHA-256.</summary>
    Sha256,
    /// <summary>SHA-384.</summary>
    Sha384,
    /// <summary>SHA-512.</summary>
    Sha512,
}

/// <summary>The hashes over spans, without allocating.</summary>
public static class KeyHashes
{
    /// <summary>Octets of the longest digest.</summary>
    public const int MaxDigestLength = 64;

    /// <summary>Octets of the digest.</summary>
    public static int DigestLength(this KeyHash hash) => hash switch
    {
        KeyHash.Sha1 => 20,
        KeyHash.Sha256 => 32,
        KeyHash.Sha384 => 48,
        _ => 64,
    };

    /// <summary>Hashes data into the first octets of the digest.</summary>
    public static void Hash(this KeyHash hash, ReadOnlySpan<byte> data, Span<byte> digest) => _ = hash switch
    {
        KeyHash.Sha1 => SHA1.HashData(data, digest),
        KeyHash.Sha256 => SHA256.HashData(data, digest),
        KeyHash.Sha384 => SHA384.HashData(data, digest),
        _ => SHA512.HashData(data, digest),
    };

    /// <summary>HMAC of data into the first octets of the digest.</summary>
    public static void Hmac(this KeyHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> digest) => _ = hash switch
    {
        KeyHash.Sha1 => HMACSHA1.HashData(key, data, digest),
        KeyHash.Sha256 => HMACSHA256.HashData(key, data, digest),
        KeyHash.Sha384 => HMACSHA384.HashData(key, data, digest),
        _ => HMACSHA512.HashData(key, data, digest),
    };
}
