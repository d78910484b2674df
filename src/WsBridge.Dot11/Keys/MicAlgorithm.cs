using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>How a MIC of 802.11 is made.</summary>
public enum MicAlgorithm
{
    /// <summary>There is no MIC: an AEAD cipher protects the frame.</summary>
    None,
    /// <summary>HMAC-MD5.</summary>
    HmacMd5,
    /// <summary>HMAC-SHA1, its first 16 octets.</summary>
    HmacSha1,
    /// <summary>AES-128-CMAC.</summary>
    AesCmac,
    /// <summary>HMAC-SHA256, its first 16 octets.</summary>
    HmacSha256,
    /// <summary>HMAC-SHA384, its first 24 octets.</summary>
    HmacSha384,
    /// <summary>HMAC-SHA512, its first 32 octets.</summary>
    HmacSha512,
}

/// <summary>MICs over spans.</summary>
public static class MicAlgorithms
{
    /// <summary>Octets of the longest MIC.</summary>
    public const int MaxLength = 32;

    /// <summary>The name people use, such as HMAC-SHA256.</summary>
    public static string Name(this MicAlgorithm algorithm) => algorithm switch
    {
        MicAlgorithm.HmacMd5 => "HMAC-MD5",
        MicAlgorithm.HmacSha1 => "HMAC-SHA1",
        MicAlgorithm.AesCmac => "AES-128-CMAC",
        MicAlgorithm.HmacSha256 => "HMAC-SHA256",
        MicAlgorithm.HmacSha384 => "HMAC-SHA384",
        MicAlgorithm.HmacSha512 => "HMAC-SHA512",
        _ => "none",
    };

    /// <summary>Fills the MIC, which is cut to its own length.</summary>
    /// <returns>False when the algorithm gives no MIC of this length or does not take a key of this length.</returns>
    public static bool TryCompute(this MicAlgorithm algorithm, ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> mic)
    {
        Span<byte> digest = stackalloc byte[KeyHashes.MaxDigestLength];
        int length;
        switch (algorithm)
        {
            case MicAlgorithm.HmacMd5:
                length = HMACMD5.HashData(key, data, digest);
                break;
            case MicAlgorithm.HmacSha1:
                length = HMACSHA1.HashData(key, data, digest);
                break;
            case MicAlgorithm.AesCmac when key.Length == 16:
                AesCmac.Compute(key, data, digest);
                length = AesCmac.Size;
                break;
            case MicAlgorithm.HmacSha256:
                length = HMACSHA256.HashData(key, data, digest);
                break;
            case MicAlgorithm.HmacSha384:
                length = HMACSHA384.HashData(key, data, digest);
                break;
            case MicAlgorithm.HmacSha512:
                length = HMACSHA512.HashData(key, data, digest);
                break;
            default:
                return false;
        }

        if (mic.Length > length || mic.IsEmpty)
        {
            return false;
        }

        digest[..mic.Length].CopyTo(mic);
        return true;
    }
}
