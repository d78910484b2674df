using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Tests;

/// <summary>Times here are those of the Lua stub, which counts in doubles of seconds.</summary>
internal sealed class FrameTimeTests
{
    [Test]
    public void A_time_is_what_the_arithmetic_of_the_stub_makes_of_it()
    {
        var random = new Random(7);
        for (int i = 0; i < 200_000; i++)
        {
            long seconds = random.NextInt64(-10, 4L << 31);
            long rest = i % 2 == 0 ? random.NextInt64(1_000_000) * 1_000 : random.NextInt64(1_000_000_000);

            Assert.That(FrameTime.FromNanoseconds((seconds * 1_000_000_000) + rest), Is.EqualTo(Stub(seconds, rest)), $"{seconds} {rest}");
        }
    }

    private static long Stub(long seconds, long nanoseconds) => (long)Math.Floor(((seconds + (nanoseconds / 1e9)) * 1e6) + 0.5);
}
