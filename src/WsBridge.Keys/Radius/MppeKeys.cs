using System.Buffers.Binary;
using System.Security.Cryptography;

namespace WsBridge.Keys.Radius;

/// <summary>The MSK that an Access-Accept delivers in MS-MPPE-Recv-Key and MS-MPPE-Send-Key.</summary>
/// <remarks>
/// RFC 2548, 2.4.2 and 2.4.3: a salt of 2 octets, then the length of the key, the key and padding, encrypted with MD5. The first 32 octets
/// of the MSK are the Recv-Key, the next 32 the Send-Key (RFC 5216, 2.3; names are the AP's view).
/// </remarks>
internal static class MppeKeys
{
    /// <summary>As much of the MSK as any PMK is made of.</summary>
    public const int MaxMskOctets = 64;

    private const int Microsoft = 311;
    private const byte SendKey = 16;
    private const byte RecvKey = 17;
    private const int VendorIdSize = 4;
    private const int VendorHeaderSize = 2;
    private const int SaltSize = 2;
    private const int MaxKeyOctets = 255;

    /// <summary>Decrypts the keys.</summary>
    /// <param name="accept">The Access-Accept.</param>
    /// <param name="requestAuthenticator">Of its request.</param>
    /// <param name="secret">The shared secret.</param>
    /// <param name="msk">Where the MSK goes: room for <see cref="MaxMskOctets"/>.</param>
    /// <returns>Its octets; 0 when there are no such keys.</returns>
    public static int ReadMsk(in RadiusPacket accept, ReadOnlySpan<byte> requestAuthenticator, ReadOnlySpan<byte> secret, Span<byte> msk)
    {
        Span<byte> recv = stackalloc byte[MaxKeyOctets];
        Span<byte> send = stackalloc byte[MaxKeyOctets];
        try
        {
            int recvLength = Read(accept, RecvKey, requestAuthenticator, secret, recv);
            int sendLength = Read(accept, SendKey, requestAuthenticator, secret, send);
            if (recvLength == 0)
            {
                return 0; // the PMK begins with it
            }

            int first = Math.Min(recvLength, MaxMskOctets);
            int second = Math.Min(sendLength, MaxMskOctets - first);
            recv[..first].CopyTo(msk);
            send[..second].CopyTo(msk[first..]);
            return first + second;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(recv);
            CryptographicOperations.ZeroMemory(send);
        }
    }

    private static int Read(in RadiusPacket accept, byte type, ReadOnlySpan<byte> requestAuthenticator, ReadOnlySpan<byte> secret,
        Span<byte> key)
    {
        int from = 0;
        while (accept.TryFind(RadiusAttribute.VendorSpecific, out ReadOnlySpan<byte> value, out int offset, from))
        {
            from = offset + value.Length;
            if (value.Length <= VendorIdSize || BinaryPrimitives.ReadUInt32BigEndian(value) != Microsoft)
            {
                continue;
            }

            value = value[VendorIdSize..];
            while (value.Length >= VendorHeaderSize && value[1] >= VendorHeaderSize && value[1] <= value.Length)
            {
                if (value[0] == type)
                {
                    return Decrypt(value[VendorHeaderSize..value[1]], requestAuthenticator, secret, key);
                }

                value = value[value[1]..];
            }
        }

        return 0;
    }

    private static int Decrypt(ReadOnlySpan<byte> value, ReadOnlySpan<byte> requestAuthenticator, ReadOnlySpan<byte> secret, Span<byte> key)
    {
        int size = MD5.HashSizeInBytes;
        if (value.Length < SaltSize + size || (value.Length - SaltSize) % size != 0)
        {
            return 0;
        }

        ReadOnlySpan<byte> salt = value[..SaltSize];
        ReadOnlySpan<byte> encrypted = value[SaltSize..];
        Span<byte> plain = stackalloc byte[MaxKeyOctets];
        Span<byte> mask = stackalloc byte[size];
        try
        {
            using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
            for (int block = 0; block < encrypted.Length; block += size)
            {
                md5.AppendData(secret);
                md5.AppendData(block == 0 ? requestAuthenticator : encrypted.Slice(block - size, size));
                if (block == 0)
                {
                    md5.AppendData(salt);
                }

                md5.GetHashAndReset(mask);
                for (int i = 0; i < size; i++)
                {
                    plain[block + i] = (byte)(encrypted[block + i] ^ mask[i]);
                }
            }

            int length = plain[0];
            if (length > encrypted.Length - 1)
            {
                return 0;
            }

            plain.Slice(1, length).CopyTo(key);
            return length;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
            CryptographicOperations.ZeroMemory(mask);
        }
    }
}
