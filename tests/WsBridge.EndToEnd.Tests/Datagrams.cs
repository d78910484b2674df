using System.Buffers.Binary;
using System.IO.Hashing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Beacons as access points stream them.</summary>
internal static class Datagrams
{
    /// <summary>TZSP: version 1, received, 802.11; signal -57 dBm, noise -95 dBm, a rate, no FCS error, a channel; end of tags.</summary>
    public static byte[] Tzsp(byte number, byte rate, byte channel) =>

        [
            1,
            0,
            0,
            18,
            10,
            1,
            unchecked((byte)-57),
            11,
            1,
            unchecked((byte)-95),
            12,
            1,
            rate,
            17,
            1,
            0,
            18,
            1,
            channel,
            0,
            1,
            .. Beacon(number),
        ];

    /// <summary>
    /// The older PEEKREMOTE header: signal, noise, lengths, flags, status, TSF, rate, channel, percentages; the frame with FCS.
    /// </summary>
    public static byte[] OldPeek(byte number, byte rate, byte channel, byte percent = 60)
    {
        byte[] frame = percent == 100 ? Beacon(number) : WithFcs(Beacon(number));
        return [
            unchecked((byte)-61),
            unchecked((byte)-94),
            .. Big16(frame.Length),
            .. Big16(frame.Length),
            0,
            0,
            .. Big64(1_000_000ul * number),
            rate,
            channel,
            percent,
            5,
            .. frame,
        ];
    }

    /// <summary>The newer PEEKREMOTE header.</summary>
    public static byte[] NewPeek(byte number, ushort mcsOrRate, ushort channel, uint frequency, uint flags)
    {
        byte[] frame = WithFcs(Beacon(number));
        return
        [
            0x00, 0xFF, 0xAB, 0xCD, 2, .. Big32(55), .. Big32(6), .. Big16(mcsOrRate), .. Big16(channel), .. Big32(frequency), .. Big32(0),
            .. Big32(flags),
            60, 5, unchecked((byte)-48), unchecked((byte)-91), 0, 0, 0, 0, 0, 0, 0, 0, .. Big16(
            frame.Length), .. Big16(frame.Length), 0, 0, .. Big64(1_000_000ul * number), .. frame,
        ];
    }

    /// <summary>Aruba type 0: a pcap record header, the frame with FCS.</summary>
    public static byte[] ArubaPcap(byte number)
    {
        byte[] frame = WithFcs(Beacon(number));
        return [.. Big32(1_790_000_000), .. Big32(1000), .. Big32((uint)frame.Length), .. Big32((uint)frame.Length), .. frame];
    }

    /// <summary>Aruba type 3: a pcap record header, rate, channel and signal in percent, the frame with FCS.</summary>
    public static byte[] ArubaRadio(byte number, ushort rate, byte channel, byte percent)
    {
        byte[] frame = WithFcs(Beacon(number));
        return [
            .. Big32(1_790_000_000),
            .. Big32(1000),
            .. Big32((uint)frame.Length),
            .. Big32((uint)frame.Length),
            .. Big16(rate),
            channel,
            percent,
            .. frame,
        ];
    }

    /// <summary>The datagram in IPv4 and Ethernet, as a capture of it on the wire has it.</summary>
    public static byte[] OnTheWire(byte[] datagram, ushort port)
    {
        byte[] ethernet = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00];
        byte[] ip = [0x45, 0, .. Big16(28 + datagram.Length), 0, 0, 0, 0, 64, 17, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1];
        return [.. ethernet, .. ip, .. Big16(40_000), .. Big16(port), .. Big16(8 + datagram.Length), 0, 0, .. datagram];
    }

    /// <summary>A Beacon of an AP whose address ends in the number: header, time stamp, interval, capabilities, SSID.</summary>
    private static byte[] Beacon(byte number) =>
    [
        0x80, 0, 0, 0, 255, 255, 255, 255, 255, 255, 2, 0, 0, 0, 0, number, 2, 0, 0, 0, 0, number, number, 0,
        1, 2, 3, 4, 5, 6, 7, 8, 100, 0, 0x11, 0x04, 0, 4, (byte)'t', (byte)'e', (byte)'s', (byte)'t',
    ];

    private static byte[] WithFcs(byte[] frame)
    {
        byte[] fcs = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(fcs, Crc32.HashToUInt32(frame));
        return [.. frame, .. fcs];
    }

    private static byte[] Big16(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Big32(uint value) => [.. Big16((int)(value >> 16)), .. Big16((int)(value & 0xFFFF))];

    private static byte[] Big64(ulong value) => [.. Big32((uint)(value >> 32)), .. Big32((uint)value)];
}
