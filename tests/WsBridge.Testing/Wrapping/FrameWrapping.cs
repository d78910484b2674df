using System.Buffers.Binary;
using WsBridge.Dot11;

namespace WsBridge.Testing;

/// <summary>One way in which access points and sensors wrap an 802.11 frame.</summary>
/// <param name="Name">For the name of a test.</param>
/// <param name="Port">UDP port it goes to; a negative number is the protocol type of GRE.</param>
/// <param name="Wrap">Makes the payload.</param>
public sealed record FrameWrapping(string Name, int Port, Func<AirFrame, byte[]> Wrap)
{
    private const int SentTime = 1000; // nanoseconds in the unit of every sender

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FrameWrapping> All { get; } =
    [
        new("PEEKREMOTE", 5000, OldPeek),
        new("PEEKREMOTE, newer", 5000, NewPeek),
        new("PEEKREMOTE on Cisco's port", 5555, OldPeek),
        new("TZSP", 37008, Tzsp),
        new("Aruba ERM 0", 5555, frame => Aruba(frame, hasRadio: false)),
        new("Aruba ERM 3", 5555, frame => Aruba(frame, hasRadio: true)),
        new("Aruba ERM 4, PPI", 5555, Ppi),
        new("Aruba ERM 6, radiotap", 5555, frame => [.. Radiotap(frame), .. frame.Mac]),
        new("CAPWAP", 5247, frame => Capwap(frame, hasOptions: false, isExchanged: false)),
        new("CAPWAP with radio and signal", 5247, frame => Capwap(frame, hasOptions: true, isExchanged: false)),
        new("CAPWAP, Frame Control exchanged", 5247, frame => Capwap(frame, hasOptions: true, isExchanged: true)),
        new("LWAPP", 12222, Lwapp),
        new("GRE of Aruba", -0x8200, frame => frame.Mac),
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>
    /// Signal, noise, lengths of frame and slice, flags, status, TSF, rate, channel, percentages; the frame with its FCS.
    /// </summary>
    private static byte[] OldPeek(AirFrame frame)
    {
        byte[] octets = WithFcs(frame);
        return new OctetWriter().U8(frame.Radiotap.SignalDbm ?? 0).U8(-95).U16BigEndian(octets.Length + frame.Missing)
            .U16BigEndian(octets.Length).U16BigEndian(0)
            .U64BigEndian((ulong)(frame.TimeNanoseconds / SentTime)).U8(2).U8(Channel(frame)).U8(60).U8(5).Add(octets).ToArray();
    }

    /// <summary>
    /// Magic, version, length of the header, type, rate, channel, frequency, band, flags; signal and noise in percent and in dBm; four
    /// antennas; lengths; flags; status; TSF.
    /// </summary>
    private static byte[] NewPeek(AirFrame frame)
    {
        byte[] octets = WithFcs(frame);
        return new OctetWriter().U32BigEndian(0x00FFABCD).U8(2).U32BigEndian(55).U32BigEndian(6).U16BigEndian(2)
            .U16BigEndian(Channel(frame))
            .U32BigEndian((uint)(frame.Radiotap.FrequencyMHz ?? 0)).U32BigEndian(0).U32BigEndian(0).U8(60).U8(5)
                .U8(frame.Radiotap.SignalDbm ?? 0).U8(-95).Zeros(8)
            .U16BigEndian(octets.Length + frame.Missing).U16BigEndian(octets.Length).U16BigEndian(0)
                .U64BigEndian((ulong)(frame.TimeNanoseconds / SentTime)).Add(octets).ToArray();
    }

    /// <summary>Version, type, encapsulation; tags: signal, rate, channel, no FCS error, length before it was cut; end.</summary>
    private static byte[] Tzsp(AirFrame frame) =>
    [
        1, 0, 0, 18, 10, 1, (byte)(frame.Radiotap.SignalDbm ?? 0), 12, 1, 2, 18, 1, (byte)Channel(frame), 17, 1, 0,
        41, 2, (byte)((frame.Mac.Length + frame.Missing) >> 8), (byte)(frame.Mac.Length + frame.Missing), 1, .. frame.Mac,
    ];

    /// <summary>Seconds, microseconds, lengths; rate, channel and signal in percent; the frame with its FCS.</summary>
    private static byte[] Aruba(AirFrame frame, bool hasRadio)
    {
        byte[] octets = WithFcs(frame);
        long microseconds = frame.TimeNanoseconds / SentTime;
        var writer = new OctetWriter().U32BigEndian((uint)(microseconds / 1_000_000)).U32BigEndian((uint)(microseconds % 1_000_000))
            .U32BigEndian((uint)octets.Length).U32BigEndian((uint)(octets.Length + frame.Missing));
        return (hasRadio ? writer.U16BigEndian(2).U8(Channel(frame)).U8(60) : writer).Add(octets).ToArray();
    }

    /// <summary>
    /// Version, flags, length, LINKTYPE_IEEE802_11; the "802.11-Common" field: TSF, flags, rate, frequency, channel flags, FHSS, signal,
    /// noise.
    /// </summary>
    private static byte[] Ppi(AirFrame frame) => new OctetWriter().U16(0).U16(32).U32(LinkTypes.Ieee80211).U16(2).U16(20)
        .U64((ulong)(frame.TimeNanoseconds / SentTime)).U16(0).U16(2).U16(frame.Radiotap.FrequencyMHz ?? 0).U16(0).U16(0)
            .U8(frame.Radiotap.SignalDbm ?? 0).U8(-95).Add(frame.Mac).ToArray();

    /// <summary>Version and length, radio 1, binding 802.11, native; options; no fragment; the frame.</summary>
    private static byte[] Capwap(AirFrame frame, bool hasOptions, bool isExchanged)
    {
        const uint binding = 1 << 9, native = 0x100, wireless = 0x20, mac = 0x10;
        byte[] options = hasOptions ? [6, 2, 0, 0, 0, 0, 9, 0, 4, (byte)(frame.Radiotap.SignalDbm ?? 0), 30, 0, 60, 0, 0, 0] : [];
        uint words = (uint)(8 + options.Length) / 4;
        return new OctetWriter().U32BigEndian((words << 19) | (1 << 14) | binding | native | (hasOptions ? wireless | mac : 0))
            .U32BigEndian(0)
            .Add(options).Add(isExchanged ? Exchanged(frame.Mac) : frame.Mac).ToArray();
    }

    /// <summary>Version 0 and flags, fragment, length, RSSI, SNR; the frame as Cisco's access points send it.</summary>
    private static byte[] Lwapp(AirFrame frame) =>
        new OctetWriter().U16BigEndian(0).U16BigEndian(frame.Mac.Length).U8(frame.Radiotap.SignalDbm ?? 0).U8(30).Add(Exchanged(frame.Mac))
            .ToArray();

    private static byte[] Exchanged(byte[] mac) => [mac[1], mac[0], .. mac.AsSpan(2)];

    private static byte[] Radiotap(AirFrame frame) =>
        MakeRadiotap.Wrap([], frame.Radiotap with { Flags = 0, Tsf = (ulong)(frame.TimeNanoseconds / SentTime) });

    private static int Channel(AirFrame frame) => frame.Radiotap.FrequencyMHz is { } frequency ? ChannelNumber.Of(frequency) ?? 0 : 0;

    private static byte[] WithFcs(AirFrame frame)
    {
        if (frame.Missing > 0)
        {
            return frame.Mac;
        }

        byte[] octets = [.. frame.Mac, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(frame.Mac.Length), MakeRadiotap.Fcs(frame.Mac));
        return octets;
    }
}
