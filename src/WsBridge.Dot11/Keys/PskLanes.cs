using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>
/// The PSKs of up to four passphrases at once, one in each lane of a vector. PBKDF2 is 16,384 blocks of SHA-1 one after the other, which no
/// library divides; who looks for the right one of a thousand passphrases has many of them to do.
/// </summary>
internal static class PskLanes
{
    /// <summary>Lanes of a vector.</summary>
    public const int Count = 4;

    /// <summary>Octets of a block of SHA-1, and of a key of HMAC-SHA1: a passphrase, and zeros.</summary>
    public const int BlockSize = 64;

    private const int Words = 5;
    private const int Rounds = 4096;
    private const int MaxSsid = 32;
    private const uint Padding = 0x80000000;

    /// <summary>This processor has such vectors.</summary>
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    /// <summary>Derives one PSK for each key block.</summary>
    /// <param name="keyBlocks">Blocks of <see cref="BlockSize"/> octets, at most <see cref="Count"/>.</param>
    /// <param name="ssid">Up to 32 octets.</param>
    /// <param name="psks">As many times <see cref="Psk.Size"/> octets.</param>
    public static void Derive(ReadOnlySpan<byte> keyBlocks, ReadOnlySpan<byte> ssid, Span<byte> psks)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ssid.Length, MaxSsid);
        int count = keyBlocks.Length / BlockSize;
        Span<Vector128<uint>> secrets = stackalloc Vector128<uint>[16 + 4 * Words];
        Span<Vector128<uint>> block = secrets[..16];
        Span<Vector128<uint>> inner = secrets.Slice(16, Words);
        Span<Vector128<uint>> outer = secrets.Slice(16 + Words, Words);
        Span<Vector128<uint>> digest = secrets.Slice(16 + 2 * Words, Words);
        Span<Vector128<uint>> sum = secrets.Slice(16 + 3 * Words, Words);
        KeyState(keyBlocks, count, 0x36363636, inner, block);
        KeyState(keyBlocks, count, 0x5c5c5c5c, outer, block);
        for (int part = 1; part <= 2; part++)
        {
            Salt(ssid, part, block);
            Finish(inner, outer, digest, block);
            digest.CopyTo(sum);
            for (int round = 1; round < Rounds; round++)
            {
                Digest(digest, block);
                Finish(inner, outer, digest, block);
                for (int i = 0; i < Words; i++)
                {
                    sum[i] ^= digest[i];
                }
            }

            Write(sum, count, part, psks);
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(secrets));
    }

    /// <summary>SHA-1's state after the key, which is the same in all rounds.</summary>
    private static void KeyState(ReadOnlySpan<byte> keyBlocks, int count, uint pad, Span<Vector128<uint>> state,
        Span<Vector128<uint>> block)
    {
        for (int word = 0; word < 16; word++)
        {
            Vector128<uint> lanes = default;
            for (int lane = 0; lane < count; lane++)
            {
                uint value = BinaryPrimitives.ReadUInt32BigEndian(keyBlocks.Slice(lane * BlockSize + word * 4, 4));
                lanes = lanes.WithElement(lane, value ^ pad);
            }

            block[word] = lanes;
        }

        Begin(state);
        Compress(state, block);
    }

    /// <summary>SSID and number of the part, as the last block of a message that began with the key.</summary>
    private static void Salt(ReadOnlySpan<byte> ssid, int part, Span<Vector128<uint>> block)
    {
        Span<byte> octets = stackalloc byte[BlockSize];
        octets.Clear();
        ssid.CopyTo(octets);
        octets[ssid.Length + 3] = (byte)part;
        octets[ssid.Length + 4] = 0x80;
        BinaryPrimitives.WriteInt32BigEndian(octets[60..], (BlockSize + ssid.Length + 4) * 8);
        for (int word = 0; word < 16; word++)
        {
            block[word] = Vector128.Create(BinaryPrimitives.ReadUInt32BigEndian(octets.Slice(word * 4, 4)));
        }
    }

    /// <summary>A digest, as the last block of a message that began with the key.</summary>
    private static void Digest(ReadOnlySpan<Vector128<uint>> digest, Span<Vector128<uint>> block)
    {
        digest.CopyTo(block);
        block[Words] = Vector128.Create(Padding);
        block[(Words + 1)..15].Clear();
        block[15] = Vector128.Create((uint)(BlockSize + Words * 4) * 8);
    }

    /// <summary>HMAC of the block.</summary>
    private static void Finish(ReadOnlySpan<Vector128<uint>> inner, ReadOnlySpan<Vector128<uint>> outer, Span<Vector128<uint>> digest,
        Span<Vector128<uint>> block)
    {
        inner.CopyTo(digest);
        Compress(digest, block);
        Digest(digest, block);
        outer.CopyTo(digest);
        Compress(digest, block);
    }

    /// <summary>The first 20 octets of a PSK are the first part; the other 12 begin the second.</summary>
    private static void Write(ReadOnlySpan<Vector128<uint>> sum, int count, int part, Span<byte> psks)
    {
        for (int lane = 0; lane < count; lane++)
        {
            Span<byte> psk = psks.Slice(lane * Psk.Size + (part - 1) * Words * 4);
            for (int word = 0; word < (part == 1 ? Words : 3); word++)
            {
                BinaryPrimitives.WriteUInt32BigEndian(psk[(word * 4)..], sum[word][lane]);
            }
        }
    }

    private static void Begin(Span<Vector128<uint>> state)
    {
        state[0] = Vector128.Create(0x67452301u);
        state[1] = Vector128.Create(0xefcdab89u);
        state[2] = Vector128.Create(0x98badcfeu);
        state[3] = Vector128.Create(0x10325476u);
        state[4] = Vector128.Create(0xc3d2e1f0u);
    }

    /// <summary>SHA-1 of one block in each lane (FIPS 180-4, 6.1.2). The block is overwritten.</summary>
    private static void Compress(Span<Vector128<uint>> state, Span<Vector128<uint>> block)
    {
        block = block[..16];
        Vector128<uint> a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
        Vector128<uint> constant = Vector128.Create(0x5a827999u);
        for (int t = 0; t < 20; t += 5)
        {
            Step(a, ref b, ref e, Choice(b, c, d), constant, Word(block, t));
            Step(e, ref a, ref d, Choice(a, b, c), constant, Word(block, t + 1));
            Step(d, ref e, ref c, Choice(e, a, b), constant, Word(block, t + 2));
            Step(c, ref d, ref b, Choice(d, e, a), constant, Word(block, t + 3));
            Step(b, ref c, ref a, Choice(c, d, e), constant, Word(block, t + 4));
        }

        Parity(ref a, ref b, ref c, ref d, ref e, 0x6ed9eba1u, block, 20);
        constant = Vector128.Create(0x8f1bbcdcu);
        for (int t = 40; t < 60; t += 5)
        {
            Step(a, ref b, ref e, Majority(b, c, d), constant, Word(block, t));
            Step(e, ref a, ref d, Majority(a, b, c), constant, Word(block, t + 1));
            Step(d, ref e, ref c, Majority(e, a, b), constant, Word(block, t + 2));
            Step(c, ref d, ref b, Majority(d, e, a), constant, Word(block, t + 3));
            Step(b, ref c, ref a, Majority(c, d, e), constant, Word(block, t + 4));
        }

        Parity(ref a, ref b, ref c, ref d, ref e, 0xca62c1d6u, block, 60);
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }

    /// <summary>The second and the last twenty steps differ in their constant alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Parity(ref Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d,
        ref Vector128<uint> e, uint added, Span<Vector128<uint>> block, int from)
    {
        Vector128<uint> constant = Vector128.Create(added);
        for (int t = from; t < from + 20; t += 5)
        {
            Step(a, ref b, ref e, b ^ c ^ d, constant, Word(block, t));
            Step(e, ref a, ref d, a ^ b ^ c, constant, Word(block, t + 1));
            Step(d, ref e, ref c, e ^ a ^ b, constant, Word(block, t + 2));
            Step(c, ref d, ref b, d ^ e ^ a, constant, Word(block, t + 3));
            Step(b, ref c, ref a, c ^ d ^ e, constant, Word(block, t + 4));
        }
    }

    /// <summary>The names of the five words take turns, so that none need be moved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> e, Vector128<uint> mixed,
        Vector128<uint> constant, Vector128<uint> word)
    {
        e += Rotate(a, 5) + (mixed + (constant + word));
        b = Rotate(b, 30);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Word(Span<Vector128<uint>> block, int t) => t < 16 ? block[t] : block[t & 15] =
        Rotate(block[(t + 13) & 15] ^ block[(t + 8) & 15] ^ block[(t + 2) & 15] ^ block[t & 15], 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Choice(Vector128<uint> b, Vector128<uint> c, Vector128<uint> d) => d ^ (b & (c ^ d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Majority(Vector128<uint> b, Vector128<uint> c, Vector128<uint> d) => (b & c) + (d & (b ^ c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Rotate(Vector128<uint> word, [ConstantExpected] int left) => (word << left) | (word >>> (32 - left));
}
