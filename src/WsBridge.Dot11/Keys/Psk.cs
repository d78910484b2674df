using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>The PSK of a passphrase: PBKDF2 with HMAC-SHA1, 4096 rounds, the SSID as salt.</summary>
public static class Psk
{
    /// <summary>Octets of a PSK.</summary>
    public const int Size = 32;

    /// <summary>Octets of a key of HMAC-SHA1: a passphrase of up to 63, and zeros, which change nothing.</summary>
    public const int KeyBlock = PskLanes.BlockSize;

    /// <summary>Derives the PSK; takes about two milliseconds, so callers keep what they got.</summary>
    public static void Derive(ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> ssid, Span<byte> psk) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, ssid, psk[..Size], 4096, HashAlgorithmName.SHA1);

    /// <summary>Derives the PSKs of several passphrases, on all processors, and several at a time where the processor can.</summary>
    /// <param name="keyBlocks">One block of <see cref="KeyBlock"/> octets for each.</param>
    /// <param name="ssid">Up to 32 octets.</param>
    /// <param name="psks"><see cref="Size"/> octets for each, which are overwritten.</param>
    public static void DeriveAll(ReadOnlyMemory<byte> keyBlocks, ReadOnlyMemory<byte> ssid, Memory<byte> psks)
    {
        int count = keyBlocks.Length / KeyBlock;
        int atOnce = PskLanes.IsSupported ? PskLanes.Count : 1;
        Parallel.For(0, (count + atOnce - 1) / atOnce, group =>
        {
            int first = group * atOnce;
            int size = Math.Min(atOnce, count - first);
            ReadOnlySpan<byte> blocks = keyBlocks.Span.Slice(first * KeyBlock, size * KeyBlock);
            Span<byte> derived = psks.Span.Slice(first * Size, size * Size);
            if (size == 1)
            {
                Derive(blocks, ssid.Span, derived);
            }
            else
            {
                PskLanes.Derive(blocks, ssid.Span, derived);
            }
        });
    }
}
