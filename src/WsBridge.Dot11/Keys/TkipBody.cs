using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>Bodies that TKIP has encrypted. IEEE Std 802.11-2020, 12.5.2.</summary>
internal static class TkipBody
{
    private const int HeaderSize = 8;
    private const int IcvSize = 4;
    private const int EncryptionKeySize = 16;
    private const int PseudoHeaderSize = 2 * MacAddress.Size + 4;

    /// <summary>Decrypts octets in place, the first ones behind the TKIP header.</summary>
    public static void Decrypt(ReadOnlySpan<byte> key, MacAddress transmitter, ReadOnlySpan<byte> body, Span<byte> octets)
    {
        Span<byte> seed = stackalloc byte[TkipKeyMixing.SeedSize];
        ulong counter = (ulong)BinaryPrimitives.ReadUInt32LittleEndian(body[4..]) << 16 | (uint)body[0] << 8 | body[2];
        TkipKeyMixing.Seed(key[..EncryptionKeySize], transmitter, counter, seed);
        Rc4.Apply(seed, 0, octets);
        CryptographicOperations.ZeroMemory(seed);
    }

    /// <summary>
    /// The MSDU in the clear; null when its ICV or its MIC is wrong. A fragment has no MIC of its own and is not read.
    /// </summary>
    public static byte[]? Open(ReadOnlySpan<byte> key, scoped in MacHeader frame, CipherAddresses addresses)
    {
        ReadOnlySpan<byte> body = frame.Body;
        if (body.Length < HeaderSize + Michael.Size + IcvSize || frame.MoreFragments || frame.FragmentNumber != 0)
        {
            return null;
        }

        byte[] plain = body[HeaderSize..].ToArray();
        Decrypt(key, addresses.Transmitter, body, plain);
        if (Crc32.HashToUInt32(plain.AsSpan()[..^IcvSize]) != BinaryPrimitives.ReadUInt32LittleEndian(plain.AsSpan()[^IcvSize..]))
        {
            return null;
        }

        ReadOnlySpan<byte> msdu = plain.AsSpan()[..^(Michael.Size + IcvSize)];
        byte[] covered = new byte[PseudoHeaderSize + msdu.Length];
        (frame.ToDs ? addresses.Third : addresses.Receiver).CopyTo(covered);
        (frame.FromDs ? frame.Address4 ?? addresses.Third : addresses.Transmitter).CopyTo(covered.AsSpan(MacAddress.Size));
        covered[2 * MacAddress.Size] = (byte)(frame.QosControl & 0xF);
        msdu.CopyTo(covered.AsSpan(PseudoHeaderSize));

        // The AP transmits with the first half of the MIC key, a STA with the second one; four addresses do not tell who is the AP.
        ReadOnlySpan<byte> sent = plain.AsSpan()[^(Michael.Size + IcvSize)..^IcvSize];
        return (frame.FromDs && IsMic(key[EncryptionKeySize..], covered, sent))
            || (frame.ToDs && IsMic(key[(EncryptionKeySize + Michael.Size)..], covered, sent))
            ? msdu.ToArray()
            : null;
    }

    private static bool IsMic(ReadOnlySpan<byte> key, ReadOnlySpan<byte> covered, ReadOnlySpan<byte> sent)
    {
        Span<byte> mic = stackalloc byte[Michael.Size];
        Michael.Compute(key, covered, mic);
        return mic.SequenceEqual(sent);
    }
}
