using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace WsBridge.Dot11.Keys;

/// <summary>The key of each TKIP frame: temporal key, transmitter and sequence counter are mixed. IEEE Std 802.11-2020, 12.5.2.5.</summary>
public static class TkipKeyMixing
{
    /// <summary>Octets of the seed of RC4.</summary>
    public const int SeedSize = 16;

    private const int Rounds = 8;
    private const int Words = 5;

    /// <summary>The S-box of AES, each value times 2 in the upper octet and times 3 in the lower one.</summary>
    private static readonly ushort[] Box = MakeBox();

    /// <summary>The seed of RC4 for a frame.</summary>
    /// <param name="key">The first 16 octets of the temporal key.</param>
    /// <param name="transmitter">TA.</param>
    /// <param name="counter">TSC, 48 bits.</param>
    /// <param name="seed">Takes 16 octets.</param>
    public static void Seed(ReadOnlySpan<byte> key, MacAddress transmitter, ulong counter, Span<byte> seed)
    {
        Span<ushort> mixed = stackalloc ushort[Words + 1];
        MixAddress(key, transmitter, (uint)(counter >> 16), mixed);
        MixCounter(key, (ushort)counter, mixed, seed);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(mixed));
    }

    /// <summary>Phase 1, which changes every 65,536 frames.</summary>
    private static void MixAddress(ReadOnlySpan<byte> key, MacAddress transmitter, uint upperCounter, Span<ushort> mixed)
    {
        Span<byte> address = stackalloc byte[MacAddress.Size];
        transmitter.CopyTo(address);
        mixed[0] = (ushort)upperCounter;
        mixed[1] = (ushort)(upperCounter >> 16);
        for (int i = 0; i < 3; i++)
        {
            mixed[2 + i] = BinaryPrimitives.ReadUInt16LittleEndian(address[(2 * i)..]);
        }

        for (int round = 0; round < Rounds; round++)
        {
            int half = 2 * (round & 1);
            for (int i = 0; i < Words; i++)
            {
                ushort word = BinaryPrimitives.ReadUInt16LittleEndian(key[(half + 4 * (i % 4))..]);
                mixed[i] += Substitute((ushort)(mixed[(i + 4) % Words] ^ word));
            }

            mixed[4] += (ushort)round;
        }
    }

    /// <summary>Phase 2.</summary>
    private static void MixCounter(ReadOnlySpan<byte> key, ushort counter, Span<ushort> mixed, Span<byte> seed)
    {
        mixed[5] = (ushort)(mixed[4] + counter);
        for (int i = 0; i < 6; i++)
        {
            mixed[i] += Substitute((ushort)(mixed[(i + 5) % 6] ^ BinaryPrimitives.ReadUInt16LittleEndian(key[(2 * i)..])));
        }

        mixed[0] += Rotate((ushort)(mixed[5] ^ BinaryPrimitives.ReadUInt16LittleEndian(key[12..])));
        mixed[1] += Rotate((ushort)(mixed[0] ^ BinaryPrimitives.ReadUInt16LittleEndian(key[14..])));
        for (int i = 2; i < 6; i++)
        {
            mixed[i] += Rotate(mixed[i - 1]);
        }

        seed[0] = (byte)(counter >> 8);
        seed[1] = (byte)((counter >> 8 | 0x20) & 0x7F); // keeps clear of the weak keys of WEP
        seed[2] = (byte)counter;
        seed[3] = (byte)((mixed[5] ^ BinaryPrimitives.ReadUInt16LittleEndian(key)) >> 1);
        for (int i = 0; i < 6; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(seed[(4 + 2 * i)..], mixed[i]);
        }
    }

    private static ushort Substitute(ushort word)
    {
        ushort upper = Box[word >> 8];
        return (ushort)(Box[word & 0xFF] ^ (upper << 8 | upper >> 8));
    }

    private static ushort Rotate(ushort word) => (ushort)(word >> 1 | word << 15);

    private static ushort[] MakeBox()
    {
        ushort[] box = new ushort[256];
        byte power = 1;
        byte inverse = 1;
        do
        {
            power ^= Twice(power); // times 3, which generates all elements but 0
            inverse ^= (byte)(inverse << 1); // divided by 3
            inverse ^= (byte)(inverse << 2);
            inverse ^= (byte)(inverse << 4);
            inverse ^= (byte)((inverse & 0x80) != 0 ? 0x09 : 0);
            Set(box, power, inverse);
        }
        while (power != 1);

        Set(box, 0, 0);
        return box;
    }

    private static void Set(ushort[] box, byte at, byte inverse)
    {
        int bits = inverse | inverse << 8;
        byte value = (byte)(bits ^ bits >> 4 ^ bits >> 5 ^ bits >> 6 ^ bits >> 7 ^ 0x63);
        box[at] = (ushort)(Twice(value) << 8 | (Twice(value) ^ value));
    }

    private static byte Twice(byte value) => (byte)(value << 1 ^ ((value & 0x80) != 0 ? 0x1B : 0));
}
