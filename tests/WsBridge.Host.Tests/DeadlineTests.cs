using Microsoft.Extensions.Time.Testing;

namespace WsBridge.Host.Tests;

internal sealed class DeadlineTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private FakeTimeProvider _time = new();
    private int _missed;

    [SetUp]
    public void Start_anew()
    {
        _time = new FakeTimeProvider();
        _missed = 0;
    }

    [Test]
    public void A_frame_that_takes_too_long_is_noticed_soon_after()
    {
        using var deadline = new Deadline(_time, Limit, () => _missed++);

        deadline.Start();
        Pass(5);
        int atTheLimit = _missed;
        Pass(2);

        Assert.That(atTheLimit, Is.Zero);
        Assert.That(_missed, Is.Positive);
    }

    [Test]
    public void Frames_that_take_their_time_but_not_too_much_are_let_be()
    {
        using var deadline = new Deadline(_time, Limit, () => _missed++);

        for (int frame = 0; frame < 20; frame++)
        {
            deadline.Start();
            Pass(4);
            deadline.Stop();
        }

        Assert.That(_missed, Is.Zero);
    }

    [Test]
    public void Time_between_frames_does_not_count()
    {
        using var deadline = new Deadline(_time, Limit, () => _missed++);

        deadline.Start();
        deadline.Stop();
        Pass(3600);

        Assert.That(_missed, Is.Zero);
    }

    [Test]
    public void Nothing_is_noticed_after_the_end()
    {
        var deadline = new Deadline(_time, Limit, () => _missed++);
        deadline.Start();
        deadline.Dispose();
        Pass(60);

        Assert.That(_missed, Is.Zero);
    }

    private void Pass(int seconds)
    {
        for (int second = 0; second < seconds; second++)
        {
            _time.Advance(Second);
        }
    }
}
