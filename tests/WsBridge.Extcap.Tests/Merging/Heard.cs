using System.Buffers.Binary;
using WsBridge.Extcap.Merging;

namespace WsBridge.Extcap.Tests.Merging;

/// <summary>Beacons that sensors heard.</summary>
internal static class Heard
{
    public const long Second = 1_000_000_000;

    /// <summary>A radiotap header without a field, the MAC header of a Beacon of 02:00:00:00:00:01, and its TSF.</summary>
    public static HeardFrame Beacon(int sensor, long time, ulong tsf, long arrival = 0)
    {
        byte[] octets =
        [
            0,
            0,
            8,
            0,
            0,
            0,
            0,
            0,
            0x80,
            0,
            0,
            0,
            255,
            255,
            255,
            255,
            255,
            255,
            2,
            0,
            0,
            0,
            0,
            1,
            2,
            0,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
        ];
        BinaryPrimitives.WriteUInt64LittleEndian(octets.AsSpan(32), tsf);
        return new HeardFrame(sensor, time, arrival, octets, octets.Length);
    }
}
