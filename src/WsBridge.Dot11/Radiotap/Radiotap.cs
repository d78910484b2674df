using System.Buffers.Binary;
using System.Numerics;

namespace WsBridge.Dot11;

/// <summary>The radiotap header (radiotap.org). Integers are least significant octet first and aligned from the header's start.</summary>
internal static class Radiotap
{
    private const int FixedSize = 8;
    private const int TlvBit = 28;
    private const int RadiotapNamespaceBit = 29;
    private const int VendorNamespaceBit = 30;
    private const uint FieldBits = (1u << RadiotapNamespaceBit) - 1;
    private const uint ExtensionBit = 1u << 31;

    /// <summary>Size and alignment of each field, by bit number.</summary>
    private static ReadOnlySpan<byte> Layout =>
    [
        8, 8, // 0 TSFT
        1, 1, // 1 Flags
        1, 1, // 2 Rate
        4, 2, // 3 Channel
        2, 2, // 4 FHSS
        1, 1, // 5 Antenna signal, dBm
        1, 1, // 6 Antenna noise, dBm
        2, 2, // 7 Lock quality
        2, 2, // 8 TX attenuation
        2, 2, // 9 TX attenuation, dB
        1, 1, // 10 TX power, dBm
        1, 1, // 11 Antenna
        1, 1, // 12 Antenna signal, dB
        1, 1, // 13 Antenna noise, dB
        2, 2, // 14 RX flags
        2, 2, // 15 TX flags
        1, 1, // 16 RTS retries
        1, 1, // 17 Data retries
        8, 4, // 18 XChannel
        3, 1, // 19 MCS
        8, 4, // 20 A-MPDU status
        12, 2, // 21 VHT
        12, 8, // 22 Timestamp
        12, 2, // 23 HE
        12, 2, // 24 HE-MU
        6, 2, // 25 HE-MU other user
        1, 1, // 26 0-length PSDU
        4, 2, // 27 L-SIG
    ];

    public static bool TryParse(ReadOnlySpan<byte> packet, out LinkHeader header, out ParseError error)
    {
        header = default;
        if (ParseError.Missing(packet, FixedSize, "Radiotap header", 0, out error))
        {
            return false;
        }

        if (packet[0] != 0)
        {
            error = new ParseError($"Radiotap version {packet[0]} is not 0", 0, 0, 0);
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(packet[2..]);
        if (length < FixedSize)
        {
            error = new ParseError($"Radiotap length {length} is less than its own {FixedSize} octets", 2, 0, 0);
            return false;
        }

        if (ParseError.Missing(packet, length, "Radiotap header", 0, out error))
        {
            return false;
        }

        Fields fields = default;
        var whole = TryReadFields(packet[..length], ref fields, out error);
        header = fields.ToHeader(length);
        return whole;
    }

    private static bool TryReadFields(ReadOnlySpan<byte> octets, ref Fields fields, out ParseError error)
    {
        error = default;
        var firstField = 4;
        uint present;
        do
        {
            if (ParseError.Missing(octets[firstField..], 4, "Radiotap present word", firstField, out error))
            {
                return false;
            }

            present = BinaryPrimitives.ReadUInt32LittleEndian(octets[firstField..]);
            firstField += 4;
        }
        while ((present & ExtensionBit) != 0);

        var offset = firstField;
        var bitsAreRadiotap = true;
        for (var word = 4; word < firstField; word += 4)
        {
            present = BinaryPrimitives.ReadUInt32LittleEndian(octets[word..]);
            for (var bits = bitsAreRadiotap ? present & FieldBits : 0; bits != 0; bits &= bits - 1)
            {
                var bit = BitOperations.TrailingZeroCount(bits);
                if (bit >= TlvBit)
                {
                    // TLVs end the bitmap fields, and nothing we read comes in one.
                    return true;
                }

                int size = Layout[2 * bit], alignment = Layout[2 * bit + 1];
                offset = (offset + alignment - 1) & -alignment;
                if (offset > octets.Length || octets.Length - offset < size)
                {
                    error = new ParseError($"Radiotap field {bit}", offset, size, Math.Max(0, octets.Length - offset));
                    return false;
                }

                fields.Read(bit, octets.Slice(offset, size));
                offset += size;
            }

            if ((present & 1u << VendorNamespaceBit) != 0)
            {
                // OUI, sub-namespace, and how many octets belong to the fields that the following words declare.
                offset = (offset + 1) & -2;
                if (offset > octets.Length || octets.Length - offset < 6)
                {
                    error = new ParseError("Radiotap vendor namespace", offset, 6, Math.Max(0, octets.Length - offset));
                    return false;
                }

                offset += 6 + BinaryPrimitives.ReadUInt16LittleEndian(octets[(offset + 4)..]);
                bitsAreRadiotap = false;
            }
            else if ((present & 1u << RadiotapNamespaceBit) != 0)
            {
                bitsAreRadiotap = true;
            }
        }

        return true;
    }

    /// <summary>What was read so far. A field repeated in a later word is about one antenna; the first one is about the frame.</summary>
    private struct Fields
    {
        private ulong? _tsf;
        private byte? _flags;
        private bool _hasDataPad;
        private int? _rate;
        private int? _frequencyMHz;
        private int? _signalDbm;

        public void Read(int bit, ReadOnlySpan<byte> field)
        {
            switch (bit)
            {
                case 0:
                    _tsf ??= BinaryPrimitives.ReadUInt64LittleEndian(field);
                    break;
                case 1:
                    _flags ??= field[0];
                    _hasDataPad |= (field[0] & 0x20) != 0;
                    break;
                case 2:
                    _rate ??= field[0];
                    break;
                case 3:
                    _frequencyMHz ??= BinaryPrimitives.ReadUInt16LittleEndian(field);
                    break;
                case 5:
                    _signalDbm ??= (sbyte)field[0];
                    break;
                case 18:
                    _frequencyMHz ??= BinaryPrimitives.ReadUInt16LittleEndian(field[4..]);
                    break;
            }
        }

        public readonly LinkHeader ToHeader(int length) => new()
        {
            Length = length,
            HasFcs = _flags is { } flags ? (flags & 0x10) != 0 : null,
            BadFcs = _flags is { } again ? (again & 0x40) != 0 : null,
            HasDataPad = _hasDataPad,
            Tsf = _tsf,
            Rate = _rate,
            FrequencyMHz = _frequencyMHz,
            SignalDbm = _signalDbm,
        };
    }
}
