using System.Buffers.Binary;

namespace WsBridge.Pipeline.Tests.Merging;

/// <summary>Frames that sensors heard.</summary>
internal static class Heard
{
    public const long Second = 1_000_000_000;

    /// <summary>A radiotap header without a field, the MAC header of a Beacon of 02:00:00:00:00:01 with its number, and its TSF.</summary>
    public static byte[] Beacon(ulong tsf, int number = 0)
    {
        byte[] packet =
        [
            0, 0, 8, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 255, 255, 255, 255, 255, 255, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 1, 0, 0, .. new byte[8],
        ];
        BinaryPrimitives.WriteUInt16LittleEndian(packet.AsSpan(30), (ushort)(number << 4));
        BinaryPrimitives.WriteUInt64LittleEndian(packet.AsSpan(32), tsf);
        return packet;
    }
}
