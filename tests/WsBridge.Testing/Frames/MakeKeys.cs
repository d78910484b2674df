using System.Buffers.Binary;
using System.Security.Cryptography;

namespace WsBridge.Testing;

/// <summary>The way there, which the product never goes.</summary>
public static class MakeKeys
{
    /// <summary>AES Key Wrap of octets, a multiple of eight. RFC 3394, 2.2.1.</summary>
    public static byte[] Wrap(ReadOnlySpan<byte> kek, ReadOnlySpan<byte> plain)
    {
        using var aes = Aes.Create();
        aes.SetKey(kek);
        byte[] wrapped = [.. Octets.Repeat(0xA6, 8), .. plain];
        var block = new byte[16];
        for (var step = 0; step < 6 * plain.Length / 8; step++)
        {
            var at = wrapped.AsSpan(8 + step % (plain.Length / 8) * 8, 8);
            wrapped.AsSpan(0, 8).CopyTo(block);
            at.CopyTo(block.AsSpan(8));
            aes.EncryptEcb(block, block, PaddingMode.None);
            BinaryPrimitives.WriteUInt64BigEndian(wrapped, BinaryPrimitives.ReadUInt64BigEndian(block) ^ (ulong)(step + 1));
            block.AsSpan(8).CopyTo(at);
        }

        return wrapped;
    }
}
