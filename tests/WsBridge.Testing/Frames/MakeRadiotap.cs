namespace WsBridge.Testing;

/// <summary>What a radiotap header says; a null leaves the field away.</summary>
public sealed record RadiotapOptions
{
    /// <summary>Channel 1, -40 dBm, no FCS.</summary>
    public static RadiotapOptions Default { get; } = new();

    /// <summary>Channel frequency in MHz.</summary>
    public int? FrequencyMHz { get; init; } = 2412;

    /// <summary>Signal in dBm.</summary>
    public int? SignalDbm { get; init; } = -40;

    /// <summary>TSF timer in microseconds.</summary>
    public ulong? Tsf { get; init; }

    /// <summary>Flags: 0x10 FCS at the end, 0x20 data pad, 0x40 bad FCS.</summary>
    public int? Flags { get; init; } = 0;

    /// <summary>Rate in units of 500 kb/s.</summary>
    public int? Rate { get; init; }
}

/// <summary>Packets with a radiotap header.</summary>
public static class MakeRadiotap
{
    /// <summary>The frame behind a radiotap header. An FCS is appended, right or wrong, when the flags say that one is there.</summary>
    public static byte[] Wrap(ReadOnlySpan<byte> frame, RadiotapOptions? options = null)
    {
        options ??= RadiotapOptions.Default;
        uint present = 0;
        var fields = new OctetWriter();
        if (options.Tsf is { } tsf)
        {
            present |= 1;
            fields.U64(tsf);
        }

        if (options.Flags is { } flags)
        {
            present |= 1 << 1;
            fields.U8(flags);
        }

        if (options.Rate is { } rate)
        {
            present |= 1 << 2;
            fields.U8(rate);
        }

        if (options.FrequencyMHz is { } frequency)
        {
            present |= 1 << 3;
            fields.Zeros(fields.Length & 1).U16(frequency).U16(frequency < 3000 ? 0x00A0 : 0x0140);
        }

        if (options.SignalDbm is { } signal)
        {
            present |= 1 << 5;
            fields.U8(signal);
        }

        var packet = new OctetWriter().U8(0).U8(0).U16(8 + fields.Length).U32(present).Add(fields.ToArray()).Add(frame);
        if (((options.Flags ?? 0) & 0x10) != 0)
        {
            var fcs = Fcs(frame);
            packet.U32((options.Flags.GetValueOrDefault() & 0x40) != 0 ? ~fcs : fcs);
        }

        return packet.ToArray();
    }

    /// <summary>The FCS of a frame: CRC-32, least significant octet first on air.</summary>
    public static uint Fcs(ReadOnlySpan<byte> frame)
    {
        var crc = 0xFFFF_FFFF;
        foreach (var octet in frame)
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
