using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>AES-SIV, which the BCL has not: what FILS encrypts (Re)Association frames with. RFC 5297.</summary>
public static class AesSiv
{
    /// <summary>Octets of the synthetic IV, which stands in front of what is encrypted.</summary>
    public const int Overhead = AesCmac.Size;

    /// <summary>Decrypts.</summary>
    /// <param name="key">32, 48 or 64 octets: one half authenticates, the other encrypts.</param>
    /// <param name="sealedOctets">Synthetic IV, then what is encrypted.</param>
    /// <param name="clear">Takes what was encrypted, <see cref="Overhead"/> octets less; zeros where anything is wrong.</param>
    /// <param name="associated">What else is authenticated, in order.</param>
    /// <returns>False when the key is another one, or an octet was changed.</returns>
    public static bool TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedOctets, Span<byte> clear,
        params ReadOnlySpan<byte[]> associated)
    {
        if (key.Length is not (32 or 48 or 64) || sealedOctets.Length < Overhead || clear.Length != sealedOctets.Length - Overhead)
        {
            return false;
        }

        ReadOnlySpan<byte> iv = sealedOctets[..Overhead];
        sealedOctets[Overhead..].CopyTo(clear);
        ApplyCounter(key[(key.Length / 2)..], iv, clear);
        Span<byte> expected = stackalloc byte[Overhead];
        Authenticate(key[..(key.Length / 2)], clear, associated, expected);
        bool isRight = CryptographicOperations.FixedTimeEquals(expected, iv);
        if (!isRight)
        {
            clear.Clear();
        }

        return isRight;
    }

    /// <summary>Encrypts, as tests do.</summary>
    /// <param name="key">32, 48 or 64 octets.</param>
    /// <param name="clear">What to encrypt.</param>
    /// <param name="associated">What else is authenticated, in order.</param>
    /// <returns>Synthetic IV, then what is encrypted.</returns>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> clear, params ReadOnlySpan<byte[]> associated)
    {
        byte[] octets = [.. new byte[Overhead], .. clear];
        Authenticate(key[..(key.Length / 2)], clear, associated, octets.AsSpan(0, Overhead));
        ApplyCounter(key[(key.Length / 2)..], octets.AsSpan(0, Overhead), octets.AsSpan(Overhead));
        return octets;
    }

    /// <summary>S2V.</summary>
    private static void Authenticate(ReadOnlySpan<byte> key, ReadOnlySpan<byte> clear, ReadOnlySpan<byte[]> associated, Span<byte> iv)
    {
        Span<byte> sum = stackalloc byte[AesCmac.Size];
        Span<byte> mac = stackalloc byte[AesCmac.Size];
        sum.Clear();
        AesCmac.Compute(key, sum, mac);
        mac.CopyTo(sum);
        foreach (byte[] octets in associated)
        {
            AesCmac.Double(sum);
            AesCmac.Compute(key, octets, mac);
            Xor(sum, mac);
        }

        byte[] last = new byte[Math.Max(clear.Length, AesCmac.Size)];
        clear.CopyTo(last);
        if (clear.Length < AesCmac.Size)
        {
            AesCmac.Double(sum);
            last[clear.Length] = 0x80;
        }

        Xor(last.AsSpan(last.Length - AesCmac.Size), sum);
        AesCmac.Compute(key, last, iv);
        CryptographicOperations.ZeroMemory(last);
        CryptographicOperations.ZeroMemory(sum);
        CryptographicOperations.ZeroMemory(mac);
    }

    /// <summary>AES in counter mode, from the synthetic IV on but for two bits.</summary>
    private static void ApplyCounter(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, Span<byte> octets)
    {
        using var aes = Aes.Create();
        aes.SetKey(key);
        Span<byte> counter = stackalloc byte[AesCmac.Size];
        Span<byte> stream = stackalloc byte[AesCmac.Size];
        iv.CopyTo(counter);
        counter[8] &= 0x7F;
        counter[12] &= 0x7F;
        while (!octets.IsEmpty)
        {
            aes.EncryptEcb(counter, stream, PaddingMode.None);
            int count = Math.Min(octets.Length, stream.Length);
            Xor(octets[..count], stream);
            octets = octets[count..];
            for (int i = counter.Length - 1; i >= 0 && ++counter[i] == 0; i--)
            {
            }
        }

        CryptographicOperations.ZeroMemory(stream);
    }

    private static void Xor(Span<byte> octets, ReadOnlySpan<byte> other)
    {
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] ^= other[i];
        }
    }
}
