using Microsoft.Extensions.Time.Testing;
using WsBridge.Extcap.Contract;
using WsBridge.Extcap.Control;

namespace WsBridge.Extcap.Tests.Control;

internal sealed class ToolbarTests
{
    private const byte Channel = 0, Hop = 1, Frames = 2, Senders = 3, Mark = 4, Log = 5;

    private readonly FakeTimeProvider _time = new();
    private readonly Toolbar _toolbar;

    public ToolbarTests() => _toolbar = new Toolbar(_time);

    [Test]
    public void Nothing_is_said_before_the_toolbar_is_ready()
    {
        _toolbar.Log("a sensor is there");

        Assert.That(_toolbar.Next(), Is.Empty);

        _toolbar.Take(new ControlMessage(0, ControlCommand.Initialized, ""));

        Assert.That(Said(Log), Is.EqualTo((string[])["Set ", "Add 00:00:00 a sensor is there\n"]));
    }

    [Test]
    public void What_a_source_cannot_do_is_greyed_out()
    {
        _toolbar.Take(new ControlMessage(0, ControlCommand.Initialized, ""));

        IReadOnlyList<ControlMessage> messages = _toolbar.Next();

        Assert.That(messages.Where(message => message.Command == ControlCommand.Disable).Select(message => message.Control),
            Is.EqualTo((byte[])[Channel, Hop]));
        Assert.That(messages.Where(message => message.Command == ControlCommand.Enable), Is.Empty);
    }

    [Test]
    public void Counts_are_shown_with_what_came_since_the_last_time()
    {
        _toolbar.Take(new ControlMessage(0, ControlCommand.Initialized, ""));
        _toolbar.Next();
        for (int frame = 0; frame < 1500; frame++)
        {
            _toolbar.Counters.Add(frame % 3 == 0 ? "a" : "b");
        }

        _toolbar.Counters.AddDropped(7);
        _time.Advance(TimeSpan.FromSeconds(2));
        IReadOnlyList<ControlMessage> messages = _toolbar.Next();

        Assert.That(messages.Select(message => (message.Control, message.Command, message.Text)),
            Is.EqualTo(((byte, ControlCommand, string)[])
        [
            (Frames, ControlCommand.Set, "1,500, 750/s, 7 dropped"),
            (Senders, ControlCommand.Set, "a: 500, b: 1,000"),
        ]));
    }

    [Test]
    public void What_is_shown_already_is_not_said_again()
    {
        _toolbar.Offer(new Channels());
        _toolbar.Take(new ControlMessage(0, ControlCommand.Initialized, ""));
        _toolbar.Next();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(_toolbar.Next(), Is.Empty);
    }

    [Test]
    public void A_source_names_its_channels_and_hears_which_is_chosen()
    {
        var channels = new Channels();
        _toolbar.Offer(channels);
        _toolbar.Take(new ControlMessage(0, ControlCommand.Initialized, ""));

        Assert.That(Said(Channel),
            Is.EqualTo((string[])["Disable ", "Remove ", "Add 1\0channel 1", "Add 36\0channel 36", "Enable ", "Set 36"]));

        _toolbar.Take(new ControlMessage(Channel, ControlCommand.Set, "1"));
        _toolbar.Take(new ControlMessage(Hop, ControlCommand.Set, new byte[] { 1 }));

        Assert.That((channels.Current, channels.IsHopping), Is.EqualTo(("1", true)));
        Assert.That(Said(Hop), Is.EqualTo((string[])["Set \u0001"]));
    }

    [Test]
    public void A_channel_that_cannot_be_set_is_logged_and_the_toolbar_shows_the_one_that_holds()
    {
        _toolbar.Offer(new Channels { Refusal = "The adapter has no channel 1." });
        _toolbar.Take(new ControlMessage(0, ControlCommand.Initialized, ""));
        _toolbar.Next();

        _toolbar.Take(new ControlMessage(Channel, ControlCommand.Set, "1"));

        IReadOnlyList<ControlMessage> messages = _toolbar.Next();
        Assert.That(messages.Select(message => (message.Control, message.Text)),
            Is.EqualTo(((byte, string)[])[(Channel, "36"), (Log, "00:00:00 The adapter has no channel 1.\n")]));
    }

    [Test]
    public void What_was_chosen_in_an_earlier_capture_does_not_count_in_this_one()
    {
        var channels = new Channels();
        _toolbar.Offer(channels);

        _toolbar.Take(new ControlMessage(Channel, ControlCommand.Set, "1"));
        _toolbar.Take(new ControlMessage(0, ControlCommand.Initialized, ""));

        Assert.That(channels.Current, Is.EqualTo("36"));
    }

    [Test]
    public void A_mark_has_the_time_of_the_button()
    {
        _time.Advance(TimeSpan.FromSeconds(3));
        _toolbar.Take(new ControlMessage(Mark, ControlCommand.Set, ""));
        DateTimeOffset pressed = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.That(_toolbar.OldestMark, Is.EqualTo(pressed));
        Assert.That(_toolbar.TryTakeMark(out DateTimeOffset time), Is.True);
        Assert.That(time, Is.EqualTo(pressed));
        Assert.That(_toolbar.TryTakeMark(out _), Is.False);
    }

    [Test]
    public void Messages_about_nothing_that_is_there_change_nothing()
    {
        var channels = new Channels();
        _toolbar.Offer(channels);
        _toolbar.Take(new ControlMessage(0, ControlCommand.Initialized, ""));
        var random = new Random(7);
        for (int run = 0; run < 500; run++)
        {
            byte[] payload = new byte[random.Next(8)];
            random.NextBytes(payload);
            _toolbar.Take(new ControlMessage((byte)random.Next(Log, 256), (ControlCommand)random.Next(256), payload));
            _toolbar.Take(new ControlMessage(Channel, ControlCommand.Set, payload));
        }

        Assert.That((channels.Current, channels.IsHopping, _toolbar.OldestMark), Is.EqualTo(("36", false, (DateTimeOffset?)null)));
    }

    private string[] Said(byte control) =>
        [.. _toolbar.Next().Where(message => message.Control == control).Select(message => $"{message.Command} {message.Text}")];

    private sealed class Channels : IChannelControl
    {
        public string? Refusal { get; init; }

        public IReadOnlyList<OptionValue> Choices { get; } = [new("1", "channel 1"), new("36", "channel 36")];

        public string? Current { get; private set; } = "36";

        public bool? IsHopping { get; private set; } = false;

        public void Choose(string value) => Current = Refusal is null ? value : throw new SourceProblemException(Refusal);

        public void SetHopping(bool hopping) => IsHopping = hopping;
    }
}
