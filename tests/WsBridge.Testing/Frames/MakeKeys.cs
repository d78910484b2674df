using System.Buffers.Binary;
using System.Security.Cryptography;
using WsBridge.Dot11;

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

    /// <summary>The frame with its body encrypted by CCMP or GCMP, as management frame protection does it.</summary>
    public static byte[] EncryptManagement(CipherSuite cipher, ReadOnlySpan<byte> key, byte[] frame, byte number = 1)
    {
        ArgumentNullException.ThrowIfNull(frame);
        const int headerSize = 24;
        byte[] header = frame[..headerSize];
        header[1] |= 0x40;
        byte[] aad = [header[0], (byte)(header[1] & ~0x38), .. header[4..22], (byte)(header[22] & 0xF), 0];
        byte[] nonce = [0x10, .. header[10..16], 0, 0, 0, 0, 0, number];
        byte[] encrypted = new byte[frame.Length - headerSize];
        byte[] mic = new byte[cipher == CipherSuite.Ccmp128 ? 8 : 16];
        if (cipher == CipherSuite.Ccmp128 || cipher == CipherSuite.Ccmp256)
        {
            using var ccm = new AesCcm(key);
            ccm.Encrypt(nonce, frame.AsSpan(headerSize), encrypted, mic, aad);
        }
        else
        {
            using var gcm = new AesGcm(key, mic.Length);
            gcm.Encrypt(nonce.AsSpan(1), frame.AsSpan(headerSize), encrypted, mic, aad);
        }

        return [.. header, number, 0, 0, 0x20, 0, 0, 0, 0, .. encrypted, .. mic];
    }
}
