using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>What CCMP and GCMP have in common. IEEE Std 802.11-2020, 12.5.3 and 12.5.5.</summary>
internal static class AeadBody
{
    /// <summary>Octets of the CCMP or GCMP header.</summary>
    public const int HeaderSize = 8;

    /// <summary>Octets of the nonce of CCM; that of GCM lacks its first octet.</summary>
    public const int NonceSize = 1 + MacAddress.Size + NumberSize;

    private const int NumberSize = 6;

    /// <summary>CCMP-128 or CCMP-256, of WPA too.</summary>
    public static bool IsCcm(CipherSuite cipher) =>
        cipher == CipherSuite.Ccmp128 || cipher == CipherSuite.Ccmp256 || cipher == CipherSuite.WpaCcmp;

    /// <summary>GCMP-128 or GCMP-256.</summary>
    public static bool IsGcm(CipherSuite cipher) => cipher == CipherSuite.Gcmp128 || cipher == CipherSuite.Gcmp256;

    /// <summary>Octets of the MIC behind the body.</summary>
    public static int MicSize(CipherSuite cipher) => IsCcm(cipher) && cipher != CipherSuite.Ccmp256 ? 8 : 16;

    /// <summary>Flags, transmitter and packet number.</summary>
    /// <param name="flags">Priority; bit 4 for management.</param>
    /// <param name="transmitter">Address 2 as the cipher takes it.</param>
    /// <param name="body">The body, of at least <see cref="HeaderSize"/> octets.</param>
    /// <param name="nonce">Takes <see cref="NonceSize"/> octets.</param>
    public static void WriteNonce(byte flags, MacAddress transmitter, ReadOnlySpan<byte> body, Span<byte> nonce)
    {
        nonce[0] = flags;
        transmitter.CopyTo(nonce[1..]);
        ReadOnlySpan<byte> number = [body[7], body[6], body[5], body[4], body[1], body[0]];
        number.CopyTo(nonce[(1 + MacAddress.Size)..]);
    }

    /// <summary>The body in the clear; null when its MIC is wrong or there is no room for one.</summary>
    public static byte[]? Open(CipherSuite cipher, ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad,
        ReadOnlySpan<byte> body)
    {
        bool isCcm = IsCcm(cipher);
        int micSize = MicSize(cipher);
        if (!(isCcm ? AesCcm.IsSupported : IsGcm(cipher) && AesGcm.IsSupported) // macOS has no CCM without OpenSSL
            || cipher.TemporalKeyLength != key.Length || body.Length < HeaderSize + micSize)
        {
            return null;
        }

        byte[] clear = new byte[body.Length - HeaderSize - micSize];
        ReadOnlySpan<byte> encrypted = body[HeaderSize..^micSize];
        try
        {
            if (isCcm)
            {
                using var ccm = new AesCcm(key);
                ccm.Decrypt(nonce, encrypted, body[^micSize..], clear, aad);
            }
            else
            {
                using var gcm = new AesGcm(key, micSize);
                gcm.Decrypt(nonce[1..], encrypted, body[^micSize..], clear, aad);
            }
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return clear;
    }
}
