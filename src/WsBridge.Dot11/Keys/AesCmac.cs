using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>AES-CMAC, which the BCL has not: CBC-MAC with a last block that is masked. RFC 4493.</summary>
public static class AesCmac
{
    /// <summary>Octets of a block and of the result.</summary>
    public const int Size = 16;

    /// <summary>Computes the MAC of data with a key of 16, 24 or 32 octets.</summary>
    public static void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        using var aes = Aes.Create();
        aes.SetKey(key);

        var padded = Math.Max(1, (data.Length + Size - 1) / Size) * Size;
        Span<byte> blocks = padded <= Scratch.OnStack ? stackalloc byte[padded] : new byte[padded];
        data.CopyTo(blocks);
        blocks[data.Length..].Clear();

        Span<byte> mask = stackalloc byte[Size];
        mask.Clear();
        aes.EncryptEcb(mask, mask, PaddingMode.None);
        Double(mask);
        if (data.Length < padded)
        {
            Double(mask);
            blocks[data.Length] = 0x80;
        }

        var last = blocks[^Size..];
        for (var i = 0; i < Size; i++)
        {
            last[i] ^= mask[i];
        }

        Span<byte> zeros = stackalloc byte[Size];
        zeros.Clear();
        aes.EncryptCbc(blocks, zeros, blocks, PaddingMode.None);
        last.CopyTo(mac);
    }

    /// <summary>Doubling in GF(2^128): how K1 comes from AES(0), and K2 from K1.</summary>
    internal static void Double(Span<byte> block)
    {
        var carry = block[0] >> 7;
        for (var i = 0; i < Size - 1; i++)
        {
            block[i] = (byte)(block[i] << 1 | block[i + 1] >> 7);
        }

        block[Size - 1] = (byte)(block[Size - 1] << 1 ^ 0x87 * carry);
    }
}
