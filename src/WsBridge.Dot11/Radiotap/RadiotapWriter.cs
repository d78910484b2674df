using System.Buffers.Binary;

namespace WsBridge.Dot11;

/// <summary>
/// Writes a radiotap header (radiotap.org). Integers are least significant octet first and aligned from the header's start.
/// </summary>
public static class RadiotapWriter
{
    /// <summary>The longest header written here.</summary>
    public const int GreatestLength = 64;

    private const byte ShortPreambleFlag = 0x02;
    private const byte FcsFlag = 0x10;
    private const byte BadFcsFlag = 0x40;
    private const ushort Cck = 0x0020;
    private const ushort Ofdm = 0x0040;
    private const ushort Band2GHz = 0x0080;
    private const ushort Band5GHz = 0x0100;
    private const int First5GHz = 4900;

    /// <summary>Writes the header and returns its length.</summary>
    /// <param name="header">What is known.</param>
    /// <param name="octets">Room, at least <see cref="GreatestLength"/> octets.</param>
    public static int Write(in RadioHeader header, Span<byte> octets)
    {
        octets[..GreatestLength].Clear();
        var fields = new Fields(octets);
        if (header.Tsf is { } tsf)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(fields.Add(0, 8, alignment: 8), tsf);
        }

        fields.Add(1, 1)[0] =
            (byte)((header.ShortPreamble ? ShortPreambleFlag : 0) | (header.HasFcs ? FcsFlag : 0) | (header.BadFcs ? BadFcsFlag : 0));
        if (header.Rate is > 0 and <= byte.MaxValue and var rate)
        {
            fields.Add(2, 1)[0] = (byte)rate;
        }

        if (header.FrequencyMHz is > 0 and <= ushort.MaxValue and var frequency)
        {
            Span<byte> channel = fields.Add(3, 4, alignment: 2);
            BinaryPrimitives.WriteUInt16LittleEndian(channel, (ushort)frequency);
            BinaryPrimitives.WriteUInt16LittleEndian(channel[2..],
                (ushort)((frequency < First5GHz ? Band2GHz : Band5GHz) | CodingOf(header.Rate)));
        }

        if (header.SignalDbm is { } signal)
        {
            fields.Add(5, 1)[0] = (byte)signal;
        }

        if (header.NoiseDbm is { } noise)
        {
            fields.Add(6, 1)[0] = (byte)noise;
        }

        if (header.RelativeSignal is { } relative)
        {
            fields.Add(12, 1)[0] = (byte)relative;
        }

        switch (header.Modulation)
        {
            case { Kind: ModulationKind.Ht } ht:
                WriteHt(ht, fields.Add(19, 3));
                break;
            case { Kind: ModulationKind.Vht } vht:
                WriteVht(vht, fields.Add(21, 12, alignment: 2));
                break;
            case { Kind: ModulationKind.He } he:
                WriteHe(he, fields.Add(23, 12, alignment: 2));
                break;
        }

        return fields.Finish();
    }

    // 1, 2, 5.5 and 11 Mb/s are those of 802.11b.
    private static ushort CodingOf(int? rate) => rate switch { null or 0 => 0, 2 or 4 or 11 or 22 => Cck, _ => Ofdm };

    // Octets: what is known, flags, MCS index.
    private static void WriteHt(in Modulation modulation, Span<byte> field)
    {
        const byte knowsBandwidth = 0x01, knowsMcs = 0x02, knowsGuardInterval = 0x04, is40MHz = 0x01, isShort = 0x04;
        field[0] =
            (byte)(knowsMcs | (modulation.BandwidthMHz is null ? 0 : knowsBandwidth)
            | (modulation.ShortGuardInterval is null ? 0 : knowsGuardInterval));
        field[1] = (byte)((modulation.BandwidthMHz == 40 ? is40MHz : 0) | (modulation.ShortGuardInterval == true ? isShort : 0));
        field[2] = (byte)modulation.McsIndex;
    }

    // Two octets: what is known; flags; bandwidth; for each of four users MCS and spatial streams; coding; group; partial AID.
    private static void WriteVht(in Modulation modulation, Span<byte> field)
    {
        const ushort knowsGuardInterval = 0x0004, knowsBandwidth = 0x0040;
        const byte isShort = 0x04;
        BinaryPrimitives.WriteUInt16LittleEndian(field,
            (ushort)((modulation.ShortGuardInterval is null ? 0 : knowsGuardInterval)
            | (modulation.BandwidthMHz is null ? 0 : knowsBandwidth)));
        field[2] = modulation.ShortGuardInterval == true ? isShort : (byte)0;
        field[3] = modulation.BandwidthMHz switch { 40 => 1, 80 => 4, 160 => 11, _ => 0 };
        field[4] = (byte)((modulation.McsIndex << 4) | modulation.SpatialStreams);
    }

    // Six words of two octets. Word 1: format (0, for one user) and what is known; 3: MCS; 5: bandwidth; 6: spatial streams.
    private static void WriteHe(in Modulation modulation, Span<byte> field)
    {
        const ushort knowsMcs = 0x0020, knowsBandwidth = 0x4000;
        BinaryPrimitives.WriteUInt16LittleEndian(field, (ushort)(knowsMcs | (modulation.BandwidthMHz is null ? 0 : knowsBandwidth)));
        BinaryPrimitives.WriteUInt16LittleEndian(field[4..], (ushort)(modulation.McsIndex << 8));
        BinaryPrimitives.WriteUInt16LittleEndian(field[8..], modulation.BandwidthMHz switch { 40 => 1, 80 => 2, 160 => 3, _ => 0 });
        BinaryPrimitives.WriteUInt16LittleEndian(field[10..], (ushort)modulation.SpatialStreams);
    }

    /// <summary>The fields in the order of their bits.</summary>
    private ref struct Fields(Span<byte> octets)
    {
        private readonly Span<byte> _octets = octets;
        private int _length = 8;
        private uint _present;

        public Span<byte> Add(int bit, int size, int alignment = 1)
        {
            int start = (_length + alignment - 1) & -alignment;
            _present |= 1u << bit;
            _length = start + size;
            return _octets.Slice(start, size);
        }

        public readonly int Finish()
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_octets[2..], (ushort)_length); // in front of it version 0 and an octet of padding
            BinaryPrimitives.WriteUInt32LittleEndian(_octets[4..], _present);
            return _length;
        }
    }
}
