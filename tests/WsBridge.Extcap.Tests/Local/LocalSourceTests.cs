using WsBridge.Capture;

namespace WsBridge.Extcap.Tests.Local;

/// <summary>
/// Which adapters there are, and capturing through dumpcap, which is what happens where this process may not open an adapter itself.
/// </summary>
internal sealed class LocalSourceTests : IDisposable
{
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

    public void Dispose() => _machine.Dispose();

    [Test]
    public void Wifi_adapters_and_monitor_interfaces_are_listed()
    {
        _machine.AddAdapter("eth0", type: 1, isWifi: false);
        _machine.AddAdapter("fakewlan1", type: 1);
        _machine.AddAdapter("fakemon0", type: 803);
        _machine.AddAdapter("faketap0", type: 803, isWifi: false);

        IEnumerable<string> adapters = _machine.Source.Reload(_machine.Source.Options.Single(option => option.Call == "--adapter"),
            FakeMachine.Values()).Select(value => value.Value);

        Assert.That(adapters, Is.EqualTo((string[])["auto", "fakemon0", "faketap0", "fakewlan1"]));
    }

    [Test]
    public void A_reload_answers_in_sentences()
    {
        Answers answers = Answers.To("--extcap-config", "--extcap-interface", "wsbridge-local", "--extcap-reload-option", "adapter",
            "--adapter", "auto");

        Assert.That(answers.Output, Does.StartWith("value {arg=0}{value=auto}{display=The only one there is}{default=true}\n"));
        Assert.That(answers.Errors, Is.Empty);
    }

    [Test]
    public void The_only_adapter_needs_no_name()
    {
        _machine.AddAdapter("fakemon0", type: 803);
        _machine.AddProgram("dumpcap",
            $"echo \"$@\" > \"$FAKE_MACHINE/arguments\"; exec cat '{_machine.Pcap(LinkTypes.Radiotap, Packet)}'");

        Assert.That(() => _machine.Capture(), Throws.TypeOf<SourceProblemException>());
        Assert.That(File.ReadAllText(_machine.File("arguments")), Is.EqualTo("-q -P -i fakemon0 -w -\n"));
    }

    [Test]
    public void Frames_come_through_dumpcap_and_that_it_ended_is_said()
    {
        _machine.AddAdapter("fakemon0", type: 803);
        _machine.AddProgram("dumpcap", $"cat '{_machine.Pcap(LinkTypes.Radiotap, Packet, Packet)}'; echo \"dumpcap: The network adapter "
            + $"\\\"fakemon0\\\" is no longer attached; the capture has stopped.\" >&2");

        Assert.That(() => _machine.Capture(), Throws.TypeOf<SourceProblemException>().With.Message.EqualTo(
            "Capturing on fakemon0 ended: The network adapter \"fakemon0\" is no longer attached; the capture has stopped. Plug the "
            + "adapter in again if it is gone, then start the capture anew."));
        _machine.Output.Position = 0;
        using CaptureReader reader = CaptureReader.Open(_machine.Output, "captured");
        Assert.That(reader.TryRead(out CaptureRecord record), Is.True);
        Assert.That((record.TimeNanoseconds, record.LinkType, record.Octets.ToArray()),
            Is.EqualTo((1_790_000_000_000_000_000, LinkTypes.Radiotap, Packet)));
        Assert.That((reader.TryRead(out _), reader.TryRead(out _), reader.Problem), Is.EqualTo((true, false, (CaptureProblem?)null)));
        Assert.That(reader.Interfaces.Single().Name, Is.EqualTo("fakemon0"));
    }

    [Test]
    public void Stopping_ends_dumpcap_too()
    {
        _machine.AddAdapter("fakemon0", type: 803);
        _machine.AddProgram("dumpcap", $"echo $$ > \"$FAKE_MACHINE/process\"; cat '{_machine.Pcap(LinkTypes.Radiotap, Packet)}'; exec "
            + $"sleep 60");

        Task capture = Task.Run(() => _machine.Capture());
        Assert.That(() => File.Exists(_machine.File("process")) && _machine.Output.Length > 0, Is.True.After(20_000, 10));
        _machine.Stop();

        Assert.That(async () => await capture.WaitAsync(TimeSpan.FromSeconds(20)), Throws.Nothing);
        Assert.That(Directory.Exists($"/proc/{File.ReadAllText(_machine.File("process")).Trim()}"), Is.False);
    }

    [TestCase("", "Choose the adapter to capture with (--adapter): there are fakemon0, fakewlan1.")]
    [TestCase("fakewlan7", "There is no adapter fakewlan7; there are fakemon0, fakewlan1.")]
    [TestCase("../net/fakemon0", "There is no adapter ../net/fakemon0; there are fakemon0, fakewlan1.")]
    [TestCase("fakemon0", "This user may not capture on fakemon0: let dumpcap do it ")]
    public void What_is_wrong_is_said_in_a_sentence(string adapter, string sentence)
    {
        _machine.AddAdapter("fakemon0", type: 803);
        _machine.AddAdapter("fakewlan1", type: 1);
        _machine.AddProgram("dumpcap", "echo 'dumpcap: You do not have permission to capture on device \"fakemon0\".' >&2; exit 1");

        Assert.That(() => _machine.Capture(("--adapter", adapter)),
            Throws.TypeOf<SourceProblemException>().With.Message.StartWith(sentence));
    }

    [Test]
    public void Without_any_adapter_it_is_said_what_to_do()
    {
        Assert.That(() => _machine.Capture(),
            Throws.TypeOf<SourceProblemException>().With.Message.StartWith(
            "No adapter to capture with: this machine has no Wi-Fi adapter and no monitor interface; "));
    }

    [Test]
    public void Without_dumpcap_it_is_said_what_to_install()
    {
        _machine.AddAdapter("fakemon0", type: 803);
        _machine.HideOtherPrograms();

        Assert.That(() => _machine.Capture(),
            Throws.TypeOf<SourceProblemException>().With.Message.EndWith(
            "it comes with Wireshark (Debian: apt-get install wireshark-common)."));
    }

    [Test]
    public void What_is_no_capture_of_802_11_is_said()
    {
        _machine.AddAdapter("fakemon0", type: 803);
        _machine.AddProgram("dumpcap", $"cat '{_machine.Pcap(LinkTypes.Ethernet)}'; exec sleep 60");

        Assert.That(() => _machine.Capture(("--adapter", "fakemon0")),
            Throws.TypeOf<SourceProblemException>().With.Message.StartWith("fakemon0 gives no 802.11 frames (its link type is 1); "));
    }

    [Test]
    public void Another_kind_of_interface_is_said()
    {
        _machine.AddAdapter("fakemon0", type: 803);
        _machine.AddAdapter("fakeeth0", type: 1, isWifi: false);

        Assert.That(() => _machine.Capture(("--adapter", "fakeeth0")),
            Throws.TypeOf<SourceProblemException>().With.Message.EqualTo("fakeeth0 is no Wi-Fi adapter; there is fakemon0."));
    }
}
