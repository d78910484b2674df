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
            clocks.Add(0, (100 * Heard.Second) + (number * 102_400_000L), LinkTypes.Radiotap, Heard.Beacon((ulong)number));
            clocks.Add(1, (100 * Heard.Second) + (number * 102_400_000L) + offset + delay, LinkTypes.Radiotap, Heard.Beacon((ulong)number));
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
            clocks.Add(0, Heard.Second, LinkTypes.Radiotap, Heard.Beacon(number));
            clocks.Add(2, 3 * Heard.Second, LinkTypes.Radiotap, Heard.Beacon(number));
            clocks.Add(2, 4 * Heard.Second, LinkTypes.Radiotap, Heard.Beacon(100 + number));
            clocks.Add(1, 9 * Heard.Second, LinkTypes.Radiotap, Heard.Beacon(100 + number));
        }

        Assert.That((clocks[1], clocks[2]), Is.EqualTo(((long?)(7 * Heard.Second), (long?)(2 * Heard.Second))));
    }

    [Test]
    public void Nothing_is_said_of_clocks_without_enough_frames_that_both_heard()
    {
        var clocks = new ClockOffsets(2);
        for (ulong number = 1; number <= 20; number++)
        {
            clocks.Add(0, Heard.Second, LinkTypes.Radiotap, Heard.Beacon(number));
            clocks.Add(1, Heard.Second, LinkTypes.Radiotap, Heard.Beacon(number < ClockOffsets.FewestFrames ? number : 1000 + number));
        }

        Assert.That(clocks[1], Is.Null);
    }

    [Test]
    public void Tsf_that_counts_again_after_an_ap_restarted_relates_nothing()
    {
        // One day each: the AP was switched on before, and its Beacons are late by what only the air knows.
        const int beacons = 600;
        var random = new Random(1);
        var clocks = new ClockOffsets(2);
        foreach (int day in (int[])[0, 1])
        {
            for (int number = 1; number < beacons; number++)
            {
                clocks.Add(day, ((86_400L * day) + 1) * Heard.Second, LinkTypes.Radiotap, Heard.Beacon(Late(number), number + (1777 * day)));
            }
        }

        Assert.That(clocks[1], Is.Null, "numbers that differ");
        // With the same numbers too, some TSF are equal, among many that are not.
        clocks = new ClockOffsets(2);
        foreach (int day in (int[])[0, 1])
        {
            for (int number = 1; number < beacons; number++)
            {
                clocks.Add(day, ((86_400L * day) + 1) * Heard.Second, LinkTypes.Radiotap, Heard.Beacon(Late(number), number));
            }
        }

        Assert.That((clocks[1], clocks.AreAllSure), Is.EqualTo(((long?)null, false)));

        ulong Late(int number) => ((ulong)number * 102_400) + 380 + (ulong)random.Next(8);
    }

    [Test]
    public void Tsf_zero_names_nothing()
    {
        var clocks = new ClockOffsets(2);
        for (int number = 0; number < 40; number++)
        {
            clocks.Add(0, (100 + number) * Heard.Second, LinkTypes.Radiotap, Heard.Beacon(0, number));
            clocks.Add(1, (200 + number) * Heard.Second, LinkTypes.Radiotap, Heard.Beacon(0, number));
        }

        Assert.That(clocks[1], Is.Null);
    }

    [Test]
    public void A_sensor_that_hears_few_frames_of_an_ap_is_compared_too()
    {
        var clocks = new ClockOffsets(2);
        for (int number = 1; number <= 200; number++)
        {
            clocks.Add(0, number * Heard.Second, LinkTypes.Radiotap, Heard.Beacon((ulong)number * 102_400, number));
            if (number % 10 == 0)
            {
                clocks.Add(1, (number + 5) * Heard.Second, LinkTypes.Radiotap, Heard.Beacon((ulong)number * 102_400, number));
            }
        }

        Assert.That((clocks[1], clocks.AreAllSure), Is.EqualTo(((long?)(5 * Heard.Second), true)));
    }

    [Test]
    public void A_part_of_all_frames_has_its_share_of_those_of_each_bss()
    {
        // Beacons of 100 TU: the lowest 12 bits of the TSF are the same in all.
        for (ulong many = 1; many <= 16; many++)
        {
            int chosen = Enumerable.Range(1, 16_000).Count(number =>
                BeaconName.TryRead(LinkTypes.Radiotap, Heard.Beacon((ulong)number * 102_400, number), out BeaconName name)
                && name.IsOneOf(many));

            Assert.That(chosen, Is.EqualTo(16_000 / (int)many).Within(10).Percent);
        }
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
            Assert.That(() => clocks.Add(run % 2, run, LinkTypes.Radiotap, octets), Throws.Nothing);
        }
    }
}
