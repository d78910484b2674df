namespace WsBridge.Dot11.Keys;

/// <summary>
/// Decrypts individually addressed management frames under management frame protection: CCMP and GCMP. IEEE Std 802.11-2020, 12.5.3 and
/// 12.5.5.
/// </summary>
public static class ManagementCipher
{
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
    /// <param name="addresses">Its addresses; with multi-link the MLD MAC addresses may stand for those of the header.</param>
    /// <returns>Null when the MIC is wrong, or nothing can be decrypted this way.</returns>
    public static byte[]? Decrypt(CipherSuite cipher, ReadOnlySpan<byte> key, scoped in MacHeader frame, CipherAddresses addresses)
    {
        ReadOnlySpan<byte> body = frame.Body;
        if (body.Length < AeadBody.HeaderSize)
        {
            return null;
        }

        Span<byte> aad = stackalloc byte[AadSize];
        ReadOnlySpan<byte> octets = frame.Octets;
        aad[0] = octets[0];
        aad[1] = (byte)(octets[1] & ~(Retry | PowerManagement | MoreData) | Protected);
        addresses.CopyTo(aad[2..]);
        aad[^2] = (byte)frame.FragmentNumber;
        aad[^1] = 0;

        Span<byte> nonce = stackalloc byte[AeadBody.NonceSize];
        AeadBody.WriteNonce(Management, addresses.Transmitter, body, nonce);
        return AeadBody.Open(cipher, key, nonce, aad, body);
    }
}
