using System.Buffers.Binary;
using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>AES Key Wrap without padding, of which the BCL has only the padded kind: how GTKs travel. RFC 3394.</summary>
public static class AesKeyWrap
{
    /// <summary>By how many octets wrapping lengthens a key.</summary>
    public const int Overhead = 8;

    private const ulong InitialValue = 0xA6A6_A6A6_A6A6_A6A6;

    /// <summary>Unwraps into the first octets of the output, <see cref="Overhead"/> fewer than wrapped.</summary>
    /// <returns>False when the length cannot be, or the KEK is another one, or octets were changed; the output is then zeroed.</returns>
    public static bool TryUnwrap(ReadOnlySpan<byte> kek, ReadOnlySpan<byte> wrapped, Span<byte> output)
    {
        if (wrapped.Length < 3 * 8 || wrapped.Length % 8 != 0 || kek.Length is not (16 or 24 or 32)
            || output.Length < wrapped.Length - Overhead)
        {
            return false;
        }

        using var aes = Aes.Create();
        aes.Mode = CipherMode.ECB;
        aes.Padding = PaddingMode.None;
        aes.SetKey(kek);
        // A transform keeps its key schedule for the six rounds over all blocks.
        using var decryptor = aes.CreateDecryptor();

        var blocks = output[..(wrapped.Length - Overhead)];
        wrapped[Overhead..].CopyTo(blocks);
        var chained = BinaryPrimitives.ReadUInt64BigEndian(wrapped);
        var block = new byte[16];
        for (var step = (ulong)(6 * blocks.Length / 8); step > 0; step--)
        {
            var at = blocks.Slice((int)((step - 1) % (ulong)(blocks.Length / 8)) * 8, 8);
            BinaryPrimitives.WriteUInt64BigEndian(block, chained ^ step);
            at.CopyTo(block.AsSpan(8));
            decryptor.TransformBlock(block, 0, block.Length, block, 0);
            chained = BinaryPrimitives.ReadUInt64BigEndian(block);
            block.AsSpan(8).CopyTo(at);
        }

        CryptographicOperations.ZeroMemory(block);
        if (chained != InitialValue)
        {
            CryptographicOperations.ZeroMemory(blocks);
            return false;
        }

        return true;
    }
}
