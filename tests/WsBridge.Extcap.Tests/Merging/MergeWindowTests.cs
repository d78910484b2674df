using Microsoft.Extensions.Time.Testing;
using WsBridge.Extcap.Merging;
using WsBridge.Pipeline.Merging;

namespace WsBridge.Extcap.Tests.Merging;

internal sealed class MergeWindowTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void Frames_of_sensors_whose_clocks_differ_come_in_the_order_in_which_they_were_sent()
    {
        var window = new MergeWindow(new ClockOffsets(2), TimeSpan.FromSeconds(1), _time);
        for (int number = 0; number < 6; number++)
        {
            // The second sensor hears it too, its clock is 2.5 s ahead, and its frames come first.
            window.Add(Heard.Beacon(1, ((100 + number) * Heard.Second) + 2_500_000_001, (ulong)number, _time.GetTimestamp()));
            window.Add(Heard.Beacon(0, (100 + number) * Heard.Second, (ulong)number, _time.GetTimestamp()));
        }

        Assert.That(window.Release(), Is.Empty, "they are held");
        _time.Advance(TimeSpan.FromSeconds(1));
        IReadOnlyList<(HeardFrame Frame, long Time)> released = window.Release();

        Assert.That(released, Has.Count.EqualTo(12));
        Assert.That(released.Chunk(2).Select(pair => pair[0].Frame.Sensor + pair[1].Frame.Sensor), Is.All.EqualTo(1),
            "each beacon of one sensor stands beside that of the other");
        Assert.That(released.Select(one => one.Time), Is.Ordered);
        Assert.That(released.Max(one => one.Time) - released.Min(one => one.Time), Is.EqualTo(5 * Heard.Second));
    }

    [Test]
    public void What_is_held_comes_at_the_end()
    {
        var window = new MergeWindow(new ClockOffsets(1), TimeSpan.FromSeconds(1), _time);
        window.Add(Heard.Beacon(0, 2, 2, _time.GetTimestamp()));
        window.Add(Heard.Beacon(0, 1, 1, _time.GetTimestamp()));

        Assert.That(window.Release(all: true).Select(one => one.TimeNanoseconds), Is.EqualTo((long[])[1, 2]));
        Assert.That(window.Release(all: true), Is.Empty);
    }
}
