namespace WsBridge.Capture;

/// <summary>The unit in which an interface counts time: 10 or 2 to the power of −<see cref="Exponent"/> seconds.</summary>
public readonly record struct TimeResolution
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const byte PowerOfTwoBit = 0x80;

    // Over 28 digits the divisor leaves the 128 bits, and a 64-bit count of such units is under a nanosecond anyway.
    private const int GreatestDecimalShift = 28;

    private readonly long _multiplier;
    private readonly UInt128 _divisor;

    private TimeResolution(byte option)
    {
        IsPowerOfTwo = (option & PowerOfTwoBit) != 0;
        Exponent = option & ~PowerOfTwoBit;

        int decimals = 9 - Exponent;
        _multiplier = IsPowerOfTwo ? NanosecondsPerSecond : (long)Power10(decimals);
        _divisor = IsPowerOfTwo ? UInt128.One << Exponent : Power10(-decimals);
    }

    /// <summary>Microseconds, which is what a pcapng interface uses unless it says otherwise.</summary>
    public static TimeResolution Microseconds { get; } = new(6);

    /// <summary>Nanoseconds.</summary>
    public static TimeResolution Nanoseconds { get; } = new(9);

    /// <summary>Whether the unit is a negative power of 2, not of 10.</summary>
    public bool IsPowerOfTwo { get; }

    /// <summary>The exponent without its sign: 6 for microseconds.</summary>
    public int Exponent { get; }

    /// <summary>The resolution that the octet of a pcapng if_tsresol option names.</summary>
    public static TimeResolution FromOption(byte option) => new(option);

    /// <summary>The nanoseconds in this many units; what does not fit in 64 bits becomes the nearest value that does.</summary>
    public long ToNanoseconds(ulong units, long offsetSeconds = 0)
    {
        if (_divisor == UInt128.One && offsetSeconds == 0 && units <= (ulong)(long.MaxValue / _multiplier))
        {
            return (long)units * _multiplier;
        }

        Int128 nanoseconds = (Int128)((UInt128)units * (ulong)_multiplier / _divisor)
            + (Int128)offsetSeconds * NanosecondsPerSecond;

        return (long)Int128.Clamp(nanoseconds, long.MinValue, long.MaxValue);
    }

    /// <summary>The octet of a pcapng if_tsresol option that names it.</summary>
    public byte ToOption() => (byte)(Exponent | (IsPowerOfTwo ? PowerOfTwoBit : 0));

    /// <summary>The units in a time that is not negative; what is shorter than a unit is left out.</summary>
    public ulong FromNanoseconds(long nanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nanoseconds);

        return (ulong)UInt128.Min((ulong)nanoseconds * _divisor / (ulong)_multiplier, ulong.MaxValue);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{(IsPowerOfTwo ? 2 : 10)}^-{Exponent} s";

    private static UInt128 Power10(int exponent)
    {
        UInt128 power = UInt128.One;
        for (int i = 0; i < Math.Min(exponent, GreatestDecimalShift); i++)
        {
            power *= 10;
        }

        return power;
    }
}
