using WsBridge.Extcap.Merging;

namespace WsBridge.Extcap.Tests.Merging;

internal sealed class ClockOffsetsTests
{
    [TestCase(2_500_000_000)]
    [TestCase(-2_500_000_000)]
    public void Frames_that_both_heard_tell_how_far_clocks_are_apart(long offset)
    {
        var clocks = new ClockOffsets(2);
        for (int number = 0; number < 10; number++)
        {
            // The second hears it up to 9 microseconds later, and once is held up.
            long delay = number == 4 ? 80_000_000 : 1000 * number;
            clocks.Add(Heard.Beacon(0, (100 * Heard.Second) + (number * 102_400_000L), (ulong)number));
            clocks.Add(Heard.Beacon(1, (100 * Heard.Second) + (number * 102_400_000L) + offset + delay, (ulong)number));
        }

        Assert.That(clocks[0], Is.Zero);
        Assert.That(clocks[1], Is.EqualTo(offset).Within(10_000));
    }

    [Test]
    public void A_sensor_between_relates_two_that_share_nothing()
    {
        var clocks = new ClockOffsets(3);
        for (ulong number = 0; number < 5; number++)
        {
            clocks.Add(Heard.Beacon(0, Heard.Second, number));
            clocks.Add(Heard.Beacon(2, 3 * Heard.Second, number));
            clocks.Add(Heard.Beacon(2, 4 * Heard.Second, 100 + number));
            clocks.Add(Heard.Beacon(1, 9 * Heard.Second, 100 + number));
        }

        Assert.That((clocks[1], clocks[2]), Is.EqualTo(((long?)(7 * Heard.Second), (long?)(2 * Heard.Second))));
    }

    [Test]
    public void Nothing_is_said_of_clocks_without_enough_frames_that_both_heard()
    {
        var clocks = new ClockOffsets(2);
        for (ulong number = 0; number < 20; number++)
        {
            clocks.Add(Heard.Beacon(0, Heard.Second, number));
            clocks.Add(Heard.Beacon(1, Heard.Second, number < ClockOffsets.FewestFrames - 1 ? number : 1000 + number));
        }

        Assert.That(clocks[1], Is.Null);
    }

    [Test]
    public void Octets_that_are_no_frame_are_passed_over()
    {
        var clocks = new ClockOffsets(2);
        var random = new Random(3);
        for (int run = 0; run < 2000; run++)
        {
            byte[] octets = new byte[random.Next(60)];
            random.NextBytes(octets);
            Assert.That(() => clocks.Add(new HeardFrame(run % 2, run, 0, octets, octets.Length)), Throws.Nothing);
        }
    }
}
