using WsBridge.Host.Pipes;

namespace WsBridge.Host.Tests.Pipes;

/// <summary>When the host stays awake for the client: by a clock that goes on with each look at the pipe.</summary>
internal sealed class ClientTurnTests
{
    private const int Microsecond = 1;
    private const int Millisecond = 1000;
    private const int Second = 1_000_000;

    private readonly Clock _clock = new();
    private int _looks;

    [SetUp]
    public void Begin() => (_looks, _clock.Step) = (0, Microsecond);

    [Test]
    public void It_looks_until_the_client_has_asked()
    {
        var turn = new ClientTurn(_clock, processors: 2);

        turn.Begin();
        turn.Await(() => Look(after: 20));

        Assert.That(_looks, Is.EqualTo(20));
    }

    [Test]
    public void It_sleeps_at_once_where_no_answer_was_given_or_one_was_awaited_already()
    {
        var turn = new ClientTurn(_clock, processors: 2);

        turn.Await(() => Look(after: 20));
        turn.Begin();
        turn.Await(() => true);
        turn.Await(() => Look(after: 20));

        Assert.That(_looks, Is.Zero);
    }

    [Test]
    public void With_one_processor_it_always_sleeps()
    {
        var turn = new ClientTurn(_clock, processors: 1);

        turn.Begin();
        turn.Await(() => Look(after: 20));

        Assert.That(_looks, Is.Zero);
    }

    [Test]
    public void A_client_that_takes_its_time_is_waited_for_ever_less_often()
    {
        var turn = new ClientTurn(_clock, processors: 2);

        List<int> waited = [];
        for (int answer = 0; answer < 300; answer++)
        {
            int before = _looks;
            turn.Begin();
            turn.Await(() => Look(after: int.MaxValue));
            if (_looks > before)
            {
                waited.Add(answer);
            }
        }

        Assert.That(waited, Is.EqualTo((int[])[0, 2, 5, 10, 19, 36, 69, 134, 199, 264]));
    }

    [Test]
    public void A_client_that_asks_in_time_again_is_waited_for_after_each_answer()
    {
        var turn = new ClientTurn(_clock, processors: 2);
        turn.Begin();
        turn.Await(() => Look(after: int.MaxValue));
        for (int answer = 0; answer < 2; answer++)
        {
            turn.Begin();
            turn.Await(() => true);
        }

        _looks = 0;
        turn.Begin();
        turn.Await(() => Look(after: 5));

        Assert.That(_looks, Is.EqualTo(5));
    }

    [Test]
    public void Where_other_work_takes_the_processor_it_sleeps_for_a_while_and_then_for_longer()
    {
        var turn = new ClientTurn(_clock, processors: 2);

        long first = Displaced(turn);
        long second = Displaced(turn);

        Assert.That(first, Is.InRange(10 * Millisecond, 20 * Millisecond));
        Assert.That(second, Is.InRange(first * 3 / 2, first * 5 / 2));
    }

    // How long it sleeps after it was displaced once.
    private long Displaced(ClientTurn turn)
    {
        _clock.Step = 3 * Millisecond;
        turn.Begin();
        turn.Await(() => Look(after: int.MaxValue));
        _clock.Step = Microsecond;
        long from = _clock.Now;
        int looks = _looks;
        while (_looks == looks)
        {
            Assert.That(_clock.Now - from, Is.LessThan(10 * Second), "it never stays awake again");
            _clock.Now += 100 * Microsecond;
            turn.Begin();
            turn.Await(() => Look(after: looks + 1));
        }

        return _clock.Now - from;
    }

    private bool Look(int after) => ++_looks >= after;

    private sealed class Clock : TimeProvider
    {
        public long Now { get; set; }

        public long Step { get; set; }

        public override long TimestampFrequency => Second;

        public override long GetTimestamp() => Now += Step;
    }
}
