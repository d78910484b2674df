using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>
/// Decrypts individually addressed management frames under management frame protection: CCMP and GCMP. IEEE Std 802.11-2020, 12.5.3 and
/// 12.5.5.
/// </summary>
public static class ManagementCipher
{
    /// <summary>Octets of the CCMP or GCMP header.</summary>
    private const int HeaderSize = 8;

    private const int NumberSize = 6;
    private const int AadSize = 2 + 3 * MacAddress.Size + 2;
    private const byte Retry = 0x08;
    private const byte PowerManagement = 0x10;
    private const byte MoreData = 0x20;
    private const byte Protected = 0x40;

    /// <summary>Management, in the flags of the CCM nonce.</summary>
    private const byte Management = 0x10;

    /// <summary>The body in the clear.</summary>
    /// <param name="cipher">The pairwise cipher.</param>
    /// <param name="key">TK.</param>
    /// <param name="frame">The frame, whole and without FCS.</param>
    /// <param name="receiver">Address 1; with multi-link the MLD MAC address may stand for that of the header.</param>
    /// <param name="transmitter">Address 2, likewise.</param>
    /// <param name="bssid">Address 3, likewise.</param>
    /// <returns>Null when the MIC is wrong, or nothing can be decrypted this way.</returns>
    public static byte[]? Decrypt(CipherSuite cipher, ReadOnlySpan<byte> key, scoped in MacHeader frame, MacAddress receiver,
        MacAddress transmitter, MacAddress bssid)
    {
        int micSize = cipher == CipherSuite.Ccmp128 ? 8 : 16;
        bool isCcm = cipher == CipherSuite.Ccmp128 || cipher == CipherSuite.Ccmp256;
        ReadOnlySpan<byte> body = frame.Body;
        if (!(isCcm ? AesCcm.IsSupported : AesGcm.IsSupported) // macOS has no CCM without OpenSSL
            || cipher.TemporalKeyLength != key.Length || cipher == CipherSuite.Tkip || body.Length < HeaderSize + micSize)
        {
            return null;
        }

        Span<byte> aad = stackalloc byte[AadSize];
        ReadOnlySpan<byte> octets = frame.Octets;
        aad[0] = octets[0];
        aad[1] = (byte)(octets[1] & ~(Retry | PowerManagement | MoreData) | Protected);
        receiver.CopyTo(aad[2..]);
        transmitter.CopyTo(aad[(2 + MacAddress.Size)..]);
        bssid.CopyTo(aad[(2 + 2 * MacAddress.Size)..]);
        aad[^2] = (byte)frame.FragmentNumber;

        Span<byte> nonce = stackalloc byte[1 + MacAddress.Size + NumberSize];
        nonce[0] = Management;
        transmitter.CopyTo(nonce[1..]);
        ReadOnlySpan<byte> number = [body[7], body[6], body[5], body[4], body[1], body[0]];
        number.CopyTo(nonce[(1 + MacAddress.Size)..]);

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
