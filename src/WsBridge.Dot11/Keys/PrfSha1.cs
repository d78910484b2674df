using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>PRF-SHA1 of 802.11: HMAC-SHA1(K, label ‖ 00 ‖ context ‖ counter) with an octet that counts from 0.</summary>
public static class PrfSha1
{
    /// <summary>Fills the output; a shorter output is the beginning of a longer one.</summary>
    public static void Derive(ReadOnlySpan<byte> key, ReadOnlySpan<byte> label, ReadOnlySpan<byte> context, Span<byte> output)
    {
        var length = label.Length + 1 + context.Length + 1;
        Span<byte> data = length <= Scratch.OnStack ? stackalloc byte[length] : new byte[length];
        label.CopyTo(data);
        data[label.Length] = 0;
        context.CopyTo(data[(label.Length + 1)..]);
        data[^1] = 0;

        Span<byte> digest = stackalloc byte[20];
        while (!output.IsEmpty)
        {
            HMACSHA1.HashData(key, data, digest);
            var taken = Math.Min(digest.Length, output.Length);
            digest[..taken].CopyTo(output);
            output = output[taken..];
            data[^1]++;
        }

        CryptographicOperations.ZeroMemory(digest);
    }
}

internal static class Scratch
{
    /// <summary>
    /// Up to so many octets are worked on in place on the stack; EAPOL-Key frames and elements of a handshake are shorter.
    /// </summary>
    public const int OnStack = 1024;
}
