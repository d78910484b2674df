using System.Buffers.Binary;
using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>
/// KDF-Hash of 802.11: HMAC-Hash(K, counter ‖ label ‖ context ‖ length in bits), counter and length in two octets, least significant
/// first, the counter from 1; no NUL after the label. IEEE Std 802.11-2012, 11.6.1.7.2.
/// </summary>
/// <remarks>The length goes into every octet: a shorter output is not the beginning of a longer one.</remarks>
public static class Kdf
{
    /// <summary>Fills the output.</summary>
    public static void Derive(KeyHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> label, ReadOnlySpan<byte> context, Span<byte> output)
    {
        var length = 2 + label.Length + context.Length + 2;
        Span<byte> data = length <= Scratch.OnStack ? stackalloc byte[length] : new byte[length];
        label.CopyTo(data[2..]);
        context.CopyTo(data[(2 + label.Length)..]);
        BinaryPrimitives.WriteUInt16LittleEndian(data[^2..], (ushort)(8 * output.Length));

        Span<byte> digest = stackalloc byte[KeyHashes.MaxDigestLength];
        for (ushort counter = 1; !output.IsEmpty; counter++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(data, counter);
            hash.Hmac(key, data, digest);
            var taken = Math.Min(hash.DigestLength(), output.Length);
            digest[..taken].CopyTo(output);
            output = output[taken..];
        }

        CryptographicOperations.ZeroMemory(digest);
    }
}
