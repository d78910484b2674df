using Microsoft.Extensions.Time.Testing;
using WsBridge.Extcap.Replay;

namespace WsBridge.Extcap.Tests.Replay;

internal sealed class ReplayPaceTests
{
    private const long Second = 1_000_000_000;

    [TestCase(1, 10.0)]
    [TestCase(4, 2.5)]
    [TestCase(0.5, 20.0)]
    [TestCase(0, 0.0)]
    public void A_gap_is_divided_by_the_factor(double speed, double seconds)
    {
        var pace = new ReplayPace(speed, new FakeTimeProvider());

        Assert.That(pace.Until(1_790_000_000 * Second), Is.EqualTo(TimeSpan.Zero));
        Assert.That(pace.Until(1_790_000_010 * Second).TotalSeconds, Is.EqualTo(seconds).Within(1e-6));
    }

    [Test]
    public void A_packet_that_is_late_or_out_of_order_is_due_at_once_and_delays_none_after_it()
    {
        var time = new FakeTimeProvider();
        var pace = new ReplayPace(1, time);
        pace.Until(100 * Second);
        time.Advance(TimeSpan.FromSeconds(3));

        Assert.That(pace.Until(102 * Second), Is.EqualTo(TimeSpan.Zero));
        Assert.That(pace.Until(90 * Second), Is.EqualTo(TimeSpan.Zero));
        Assert.That(pace.Until(104 * Second).TotalSeconds, Is.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void The_longest_gap_there_can_be_is_no_exception()
    {
        var pace = new ReplayPace(0.0001, new FakeTimeProvider());
        pace.Until(0);

        Assert.That(() => pace.Until(long.MaxValue), Throws.Nothing);
    }
}
