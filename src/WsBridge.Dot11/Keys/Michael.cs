using System.Buffers.Binary;
using System.Numerics;

namespace WsBridge.Dot11.Keys;

/// <summary>The MIC of TKIP. IEEE Std 802.11-2020, 12.5.2.3.</summary>
public static class Michael
{
    /// <summary>Octets of the key, and of the MIC.</summary>
    public const int Size = 8;

    private const byte End = 0x5A;

    /// <summary>Computes the MIC.</summary>
    /// <param name="key">The MIC key.</param>
    /// <param name="message">Destination, source, priority and three zeros, then the MSDU.</param>
    /// <param name="mic">Takes 8 octets.</param>
    public static void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> mic)
    {
        uint left = BinaryPrimitives.ReadUInt32LittleEndian(key);
        uint right = BinaryPrimitives.ReadUInt32LittleEndian(key[4..]);
        int whole = message.Length / 4 * 4;
        for (int i = 0; i < whole; i += 4)
        {
            Mix(ref left, ref right, BinaryPrimitives.ReadUInt32LittleEndian(message[i..]));
        }

        uint last = End;
        for (int i = message.Length - 1; i >= whole; i--)
        {
            last = last << 8 | message[i];
        }

        Mix(ref left, ref right, last);
        Mix(ref left, ref right, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(mic, left);
        BinaryPrimitives.WriteUInt32LittleEndian(mic[4..], right);
    }

    private static void Mix(ref uint left, ref uint right, uint word)
    {
        left ^= word;
        right ^= BitOperations.RotateLeft(left, 17);
        left += right;
        right ^= (left & 0xFF00_FF00) >> 8 | (left & 0x00FF_00FF) << 8;
        left += right;
        right ^= BitOperations.RotateLeft(left, 3);
        left += right;
        right ^= BitOperations.RotateRight(left, 2);
        left += right;
    }
}
