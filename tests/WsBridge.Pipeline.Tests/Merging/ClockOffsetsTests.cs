using WsBridge.Dot11;
using WsBridge.Pipeline.Merging;

namespace WsBridge.Pipeline.Tests.Merging;

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
            clocks.Add(0, (100 * Heard.Second) + (number * 102_400_000L), LinkType.Radiotap, Heard.Beacon((ulong)number));
            clocks.Add(1, (100 * Heard.Second) + (number * 102_400_000L) + offset + delay, LinkType.Radiotap, Heard.Beacon((ulong)number));
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
            clocks.Add(0, Heard.Second, LinkType.Radiotap, Heard.Beacon(number));
            clocks.Add(2, 3 * Heard.Second, LinkType.Radiotap, Heard.Beacon(number));
            clocks.Add(2, 4 * Heard.Second, LinkType.Radiotap, Heard.Beacon(100 + number));
            clocks.Add(1, 9 * Heard.Second, LinkType.Radiotap, Heard.Beacon(100 + number));
        }

        Assert.That((clocks[1], clocks[2]), Is.EqualTo(((long?)(7 * Heard.Second), (long?)(2 * Heard.Second))));
    }

    [Test]
    public void Nothing_is_said_of_clocks_without_enough_frames_that_both_heard()
    {
        var clocks = new ClockOffsets(2);
        for (ulong number = 0; number < 20; number++)
        {
            clocks.Add(0, Heard.Second, LinkType.Radiotap, Heard.Beacon(number));
            clocks.Add(1, Heard.Second, LinkType.Radiotap, Heard.Beacon(number < ClockOffsets.FewestFrames - 1 ? number : 1000 + number));
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
            Assert.That(() => clocks.Add(run % 2, run, LinkType.Radiotap, octets), Throws.Nothing);
        }
    }
}
