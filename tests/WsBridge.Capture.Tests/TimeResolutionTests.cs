namespace WsBridge.Capture.Tests;

internal sealed class TimeResolutionTests
{
    [TestCase((byte)0, 3UL, 3_000_000_000, TestName = "Seconds")]
    [TestCase((byte)3, 5UL, 5_000_000, TestName = "Milliseconds")]
    [TestCase((byte)6, 7UL, 7_000, TestName = "Microseconds")]
    [TestCase((byte)7, 7UL, 700, TestName = "Tenths of microseconds")]
    [TestCase((byte)9, 11UL, 11, TestName = "Nanoseconds")]
    [TestCase((byte)12, 13_999UL, 13, TestName = "Picoseconds are cut to nanoseconds")]
    [TestCase((byte)20, 102_500_000_000_000_000UL, 1_025_000, TestName = "Units over 64 bits to the second")]
    [TestCase((byte)0x7F, ulong.MaxValue, 0, TestName = "The smallest power of 10")]
    [TestCase((byte)0x80, 3UL, 3_000_000_000, TestName = "2 to the power of 0")]
    [TestCase((byte)0x8A, 1025UL, 1_000_976_562, TestName = "2 to the power of -10")]
    [TestCase((byte)0xA0, (1UL << 32) + (1UL << 31), 1_500_000_000, TestName = "NTP's 32 bits after the point")]
    [TestCase((byte)0xC0, 1UL << 63, 500_000_000, TestName = "64 bits after the point")]
    [TestCase((byte)0xFF, ulong.MaxValue, 0, TestName = "The smallest power of 2")]
    public void Units_become_nanoseconds(byte option, ulong units, long nanoseconds)
    {
        TimeResolution resolution = TimeResolution.FromOption(option);

        Assert.That(resolution.ToNanoseconds(units), Is.EqualTo(nanoseconds));
    }

    [Test]
    public void An_offset_is_added_in_seconds()
    {
        Assert.That(TimeResolution.Microseconds.ToNanoseconds(1, 1_700_000_000), Is.EqualTo(1_700_000_000_000_001_000));
        Assert.That(TimeResolution.Microseconds.ToNanoseconds(1, -1), Is.EqualTo(-999_999_000));
    }

    [Test]
    public void A_time_out_of_range_becomes_the_nearest_that_is_in_range()
    {
        Assert.That(TimeResolution.FromOption(0).ToNanoseconds(ulong.MaxValue), Is.EqualTo(long.MaxValue));
        Assert.That(TimeResolution.Nanoseconds.ToNanoseconds(ulong.MaxValue), Is.EqualTo(long.MaxValue));
        Assert.That(TimeResolution.Nanoseconds.ToNanoseconds(0, long.MinValue), Is.EqualTo(long.MinValue));
    }

    [TestCase((byte)6, "10^-6 s")]
    [TestCase((byte)0x8A, "2^-10 s")]
    public void It_is_shown_as_a_power_of_seconds(byte option, string text)
    {
        Assert.That(TimeResolution.FromOption(option).ToString(), Is.EqualTo(text));
    }
}
