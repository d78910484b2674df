using System.Text;
using WsBridge.Dot11;
using WsBridge.Extcap.Capturing;
using WsBridge.Extcap.Control;

namespace WsBridge.Extcap.Tests.Local;

/// <summary>
/// Monitor mode and channels, set by programs that keep the state of adapters that are not there; and that all is put back.
/// </summary>
internal sealed class LocalCaptureTests : IDisposable
{
    private const string Managed = "fakewlan0";
    private const string Monitor = "fakemon0";
    private const string ManagedState = "1, 0x1003, ";

    private static readonly byte[] Packet =
    [
        0,
        0,
        8,
        0,
        0,
        0,
        0,
        0,
        0x80,
        0,
        0,
        0,
        255,
        255,
        255,
        255,
        255,
        255,
        2,
        0,
        0,
        0,
        0,
        1,
        2,
        0,
        0,
        0,
        0,
        1,
        0,
        0,
    ];

    private readonly FakeMachine _machine = new();

    public LocalCaptureTests()
    {
        _machine.AddAdapter(Managed, type: 1);
        _machine.AddAdapter(Monitor, type: 803, channel: "5180 80 5210");
        Air("exec sleep 60");
    }

    public void Dispose() => _machine.Dispose();

    [Test]
    public async Task A_wifi_adapter_is_in_monitor_mode_and_on_its_channel_while_it_captures_and_as_before_afterwards()
    {
        Task capture = Begin(("--adapter", Managed), ("--channel", "36"));

        Assert.That(_machine.StateOf(Managed), Is.EqualTo("803, 0x1003, 5180"));
        await EndOf(capture);
        Assert.That(() => _machine.StateOf(Managed), Does.StartWith(ManagedState).After(20_000, 10));
        Assert.That(_machine.Changes, Is.EqualTo((string[])
        [
            $"ip link set dev {Managed} down", $"iw dev {Managed} set type monitor", $"ip link set dev {Managed} up",
            $"iw dev {Managed} set freq 5180",
            $"ip link set dev {Managed} down", $"iw dev {Managed} set type managed", $"ip link set dev {Managed} up",
        ]));
    }

    [Test]
    public async Task An_adapter_that_was_down_is_down_again()
    {
        _machine.AddAdapter(Managed, type: 1, isUp: false);
        Task capture = Begin(("--adapter", Managed));

        Assert.That(_machine.StateOf(Managed), Does.StartWith("803, 0x1003"));
        await EndOf(capture);
        Assert.That(() => _machine.StateOf(Managed), Does.StartWith("1, 0x1002").After(20_000, 10));
    }

    [Test]
    public async Task A_monitor_interface_keeps_its_mode_and_gets_its_channel_back()
    {
        Task capture = Begin(("--adapter", Monitor), ("--channel", "6"));

        Assert.That(_machine.StateOf(Monitor), Is.EqualTo("803, 0x1003, 2437"));
        await EndOf(capture);
        Assert.That(() => _machine.StateOf(Monitor), Is.EqualTo("803, 0x1003, 5180 80 5210").After(20_000, 10));
    }

    [Test]
    public async Task A_monitor_interface_without_a_plan_is_captured_as_it_is()
    {
        await EndOf(Begin(("--adapter", Monitor)));

        Assert.That(_machine.Changes, Is.Empty);
    }

    [Test]
    public async Task Channels_are_hopped_over_in_order()
    {
        Task capture = Begin(("--adapter", Monitor), ("--hop", "1,5955,11/20"));

        Assert.That(() => _machine.Changes.Count, Is.GreaterThan(6).After(20_000, 10));
        await EndOf(capture);
        Assert.That(_machine.Changes.Take(6),
            Is.EqualTo(((string[])["2412", "5955", "2462", "2412", "5955", "2462"])
            .Select(frequency => $"iw dev {Monitor} set freq {frequency}")));
        Assert.That(_machine.StateOf(Monitor), Is.EqualTo("803, 0x1003, 5180 80 5210"));
    }

    [Test]
    public async Task A_client_is_followed()
    {
        byte[] radiotap = new byte[RadiotapWriter.GreatestLength];
        int length = RadiotapWriter.Write(new RadioHeader { FrequencyMHz = 2462 }, radiotap);
        byte[] fromClient = [.. radiotap[..length], 0xB0, .. Packet[9..]]; // Authentication of 02:00:00:00:00:01

        Air($"until grep -q 'set freq 2462' \"$FAKE_MACHINE/calls\"; do sleep 0.01; done; cat "
            + $"'{_machine.Pcap(LinkTypes.Radiotap, fromClient)}'; exec sleep 60");

        Task capture = Begin(("--adapter", Monitor), ("--hop", "1,6,11/300"), ("--follow", "02:00:00:00:00:01"), ("--gone-after", "60000"));
        Assert.That(() => Encoding.Latin1.GetString(_machine.Output.ToArray()),
            Does.Contain("WsBridge: 02:00:00:00:00:01 is heard on channel 11 (2462 MHz).").After(20_000, 10), "a packet comment");
        Assert.That(() => _machine.StateOf(Monitor), Is.EqualTo("803, 0x1003, 2462").After(20_000, 10));
        await Task.Delay(700); // more than two dwell times

        Assert.That(_machine.StateOf(Monitor), Is.EqualTo("803, 0x1003, 2462"));
        await EndOf(capture);
        Assert.That(() => _machine.StateOf(Monitor), Is.EqualTo("803, 0x1003, 5180 80 5210").After(20_000, 10));
    }

    [Test]
    public async Task The_toolbar_sets_the_channel_and_hops()
    {
        Task capture = Begin(("--adapter", Monitor));
        _machine.Toolbar.Take(new ControlMessage(0, ControlCommand.Initialized, ""));
        Assert.That(Shown(),
            Does.Contain($"{ToolbarControl.Channel.Number} Add 5955\u00005955 MHz").And.Contain(
            $"{ToolbarControl.Channel.Number} Set 36").And.Contain($"{ToolbarControl.Hop.Number} Set \0"));

        _machine.Toolbar.Take(new ControlMessage(ToolbarControl.Channel.Number, ControlCommand.Set, "11"));
        Assert.That(() => _machine.StateOf(Monitor), Is.EqualTo("803, 0x1003, 2462").After(20_000, 10));

        _machine.Toolbar.Take(new ControlMessage(ToolbarControl.Hop.Number, ControlCommand.Set, "\u0001"));
        Assert.That(() => _machine.Changes.Count, Is.GreaterThan(3).After(20_000, 10));
        Assert.That(Shown(), Does.Contain($"{ToolbarControl.Hop.Number} Set \u0001"));

        _machine.Toolbar.Take(new ControlMessage(ToolbarControl.Channel.Number, ControlCommand.Set, "11")); // hopping may have stopped on 6
        Assert.That(() => _machine.StateOf(Monitor), Is.EqualTo("803, 0x1003, 2462").After(20_000, 10));
        _machine.Refuse("set freq", "command failed: Invalid argument (-22)");
        _machine.Toolbar.Take(new ControlMessage(ToolbarControl.Channel.Number, ControlCommand.Set, "6"));
        Assert.That(() => string.Concat(Shown()),
            Does.Contain("Channel 6 (2437 MHz) of fakemon0 cannot be set (command failed: Invalid argument (-22));").After(20_000, 10));
        File.Delete(_machine.File("refuse"));
        await EndOf(capture);
        Assert.That(() => _machine.StateOf(Monitor), Is.EqualTo("803, 0x1003, 5180 80 5210").After(20_000, 10));

        IEnumerable<string> Shown() => _machine.Toolbar.Next().Select(message => $"{message.Control} {message.Command} {message.Text}");
    }

    [Test]
    public async Task It_stops_at_once_while_iw_hangs()
    {
        Task capture = Begin(("--adapter", Monitor), ("--hop", "1,6/20"));
        File.WriteAllText(_machine.File("hang"), "once");
        Assert.That(() => File.Exists(_machine.File("hang")), Is.False.After(20_000, 10));

        long stopped = TimeProvider.System.GetTimestamp();
        await EndOf(capture);
        Assert.That(TimeProvider.System.GetElapsedTime(stopped), Is.LessThan(TimeSpan.FromSeconds(10)), "it does not wait for iw");
        Assert.That(() => _machine.StateOf(Monitor), Is.EqualTo("803, 0x1003, 5180 80 5210").After(20_000, 10));
    }

    [Test]
    public void It_is_put_back_when_dumpcap_ends()
    {
        Air($"cat '{_machine.Pcap(LinkTypes.Radiotap, Packet)}'");

        Assert.That(() => _machine.Capture(("--adapter", Managed), ("--channel", "1")), Throws.TypeOf<SourceProblemException>());
        Assert.That(() => _machine.StateOf(Managed), Does.StartWith(ManagedState).After(20_000, 10));
    }

    [Test]
    public void It_is_put_back_when_nobody_reads_any_more()
    {
        Air($"cat '{_machine.Pcap(LinkTypes.Radiotap, Packet)}'; exec sleep 60");

        Assert.That(() => _machine.CaptureInto(new ClosedPipe(), ("--adapter", Managed)), Throws.TypeOf<ReaderGoneException>());
        Assert.That(() => _machine.StateOf(Managed), Does.StartWith(ManagedState).After(20_000, 10));
    }

    [TestCase("command failed: Operation not permitted (-1)", "This user may not set the mode and channel of fakewlan0: ")]
    [TestCase("command failed: Device or resource busy (-16)", "fakewlan0 cannot be put into monitor mode (command failed: Device or "
        + "resource busy (-16)); there is fakemon0.")]
    public void It_is_put_back_when_it_cannot_be_put_into_monitor_mode(string why, string sentence)
    {
        _machine.Refuse("set type", why);

        Assert.That(() => _machine.Capture(("--adapter", Managed)),
            Throws.TypeOf<SourceProblemException>().With.Message.StartWith(sentence));
        Assert.That(() => _machine.StateOf(Managed), Does.StartWith(ManagedState).After(20_000, 10));
    }

    [Test]
    public void An_adapter_that_cannot_do_monitor_mode_is_left_alone()
    {
        File.WriteAllText(_machine.File("radio"),
            File.ReadAllText(_machine.File("radio")).Replace("* monitor", "* WDS", StringComparison.Ordinal));

        Assert.That(() => _machine.Capture(("--adapter", Managed)), Throws.TypeOf<SourceProblemException>().With.Message.EqualTo(
            "fakewlan0 cannot be put into monitor mode (its driver offers managed, AP, WDS); there is fakemon0."));
        Assert.That(_machine.Changes, Is.Empty);
    }

    [Test]
    public void An_adapter_in_use_as_access_point_is_left_alone()
    {
        File.WriteAllText(_machine.File($"net/{Managed}/mode"), "AP\n");

        Assert.That(() => _machine.Capture(("--adapter", Managed)),
            Throws.TypeOf<SourceProblemException>().With.Message.StartWith("fakewlan0 is in use as AP, "));
        Assert.That(_machine.Changes, Is.Empty);
    }

    [TestCase("--channel", "13", "Channel 13 (2472 MHz) is not allowed in the regulatory domain that is set here; ")]
    [TestCase("--channel", "40", "fakemon0 has no channel 40 (5200 MHz); it has 1, 6, 11, 36, 5955.")]
    [TestCase("--hop", "1,15", "There is no channel 15 in the 2.4 and 5 GHz bands; ")]
    [TestCase("--hop", "1,x", "--hop takes CHANNEL,CHANNEL…[/MILLISECONDS], such as 36 or 1,6,11/250, not \"1,x\".")]
    [TestCase("--follow", "me", "--follow takes the MAC address of a client, such as 02:00:00:00:02:00, not \"me\".")]
    [TestCase("--gone-after", "1", "--gone-after takes a whole number from 100 to 600000, not \"1\".")]
    public void A_plan_that_cannot_be_is_said(string option, string value, string sentence)
    {
        Assert.That(() => _machine.Capture(("--adapter", Monitor), (option, value)),
            Throws.TypeOf<SourceProblemException>().With.Message.StartWith(sentence));
        Assert.That(_machine.Changes, Is.Empty);
    }

    [Test]
    public void A_channel_that_cannot_be_set_is_said()
    {
        _machine.Refuse("set freq", "command failed: Device or resource busy (-16)");

        Assert.That(() => _machine.Capture(("--adapter", Monitor), ("--channel", "1")),
            Throws.TypeOf<SourceProblemException>().With.Message.EqualTo(
            "Channel 1 (2412 MHz) of fakemon0 cannot be set (command failed: Device or resource busy (-16)); name another, and take down "
            + "other interfaces of the same radio."));
    }

    [Test]
    public void An_interface_without_a_radio_has_no_channel()
    {
        _machine.AddAdapter("faketap0", type: 803, isWifi: false);

        Assert.That(() => _machine.Capture(("--adapter", "faketap0"), ("--channel", "1")),
            Throws.TypeOf<SourceProblemException>().With.Message.EqualTo(
            "faketap0 has no channel that could be set (command failed: No such device (-19)); leave channel, hop and follow empty to "
            + "capture it as it is."));
    }

    [Test]
    public void Without_iw_a_channel_cannot_be_set()
    {
        _machine.HideOtherPrograms();

        Assert.That(() => _machine.Capture(("--adapter", Monitor), ("--channel", "1")),
            Throws.TypeOf<SourceProblemException>().With.Message.EqualTo(
            "Monitor mode and channels need iw, which is not there; install it (Debian: apt-get install iw)."));
    }

    [Test]
    public async Task Two_captures_do_not_set_the_same_adapter()
    {
        Task capture = Begin(("--adapter", Managed));
        using var other = new FakeMachine(_machine);

        Assert.That(() => other.Capture(("--adapter", Managed), ("--channel", "1")),
            Throws.TypeOf<SourceProblemException>().With.Message.StartWith("Another capture uses fakewlan0 "));
        await EndOf(capture);
    }

    [Test]
    public void The_channels_of_an_adapter_are_listed()
    {
        IEnumerable<string> channels = _machine.Source.Reload(_machine.Source.Options.Single(option => option.Call == "--channel"),
            FakeMachine.Values(("--adapter", Managed))).Select(value => $"{value.Value}: {value.Display}");

        Assert.That(channels,
            Is.EqualTo((string[])[
            "keep: The one that it is on",
            "1: 1 (2412 MHz)",
            "6: 6 (2437 MHz)",
            "11: 11 (2462 MHz)",
            "36: 36 (5180 MHz)",
            "5955: 5955 MHz",
        ]));
    }

    [Test]
    public async Task With_sudo_all_that_changes_something_is_run_by_it()
    {
        _machine.AddProgram("sudo", "shift; exec \"$@\"");

        await EndOf(Begin(("--adapter", Managed), ("--sudo", "true")));

        Assert.That(() => _machine.StateOf(Managed), Does.StartWith(ManagedState).After(20_000, 10));
    }

    private void Air(string script) =>
        _machine.AddProgram("dumpcap",
            script.StartsWith("exec", StringComparison.Ordinal) ? $"cat '{_machine.Pcap(LinkTypes.Radiotap, Packet)}'; {script}" : script);

    /// <summary>Captures until it is stopped; frames come already, or it has ended.</summary>
    private Task Begin(params (string Option, string Value)[] options)
    {
        Task capture = Task.Run(() => _machine.Capture(options));
        Assert.That(() => _machine.Output.Length > 0 || capture.IsCompleted, Is.True.After(20_000, 10));
        return capture;
    }

    private async Task EndOf(Task capture)
    {
        _machine.Stop();
        await capture.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private sealed class ClosedPipe : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new ReaderGoneException("Nobody reads the pipe any more.");

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
    }
}
