using WsBridge.Capture;
using WsBridge.Extcap.Capturing;
using WsBridge.Extcap.Contract;
using WsBridge.Extcap.Control;
using WsBridge.Extcap.Replay;
using WsBridge.Testing;

namespace WsBridge.Extcap.Tests.Replay;

/// <summary>A replay into a file: what Wireshark would get through the pipe.</summary>
internal sealed class ReplayTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wsbridge-replay-tests-").FullName;

    private static string Recording => Path.Combine(RepositoryPaths.Captures, "01_wpa2-psk.pcapng");

    private string Written => Path.Combine(_folder, "out.pcapng");

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void As_fast_as_possible_every_packet_comes_through_as_it_is()
    {
        Answers answers = Replay(Recording, "--speed", "0");

        Assert.That(answers, Is.EqualTo(new Answers(0, "", "")));
        Assert.That(Packets(Written), Is.EqualTo(Packets(Recording)));
    }

    [Test]
    public void A_pcap_file_becomes_pcapng()
    {
        string pcap = Path.Combine(_folder, "in.pcap");
        using (var writer = new PcapWriter(File.Create(pcap), LinkTypes.Radiotap))
        {
            writer.WritePacket(1_000_000_000, [1, 2, 3]);
            writer.WritePacket(2_000_000_000, [4, 5]);
        }

        Answers answers = Replay(pcap, "--speed", "0");

        Assert.That(answers.Status, Is.Zero);
        Assert.That(File.ReadAllBytes(Written)[..4], Is.EqualTo((byte[])[0x0A, 0x0D, 0x0D, 0x0A]));
        Assert.That(Packets(Written), Is.EqualTo(Packets(pcap)));
    }

    [Test]
    public void At_twice_the_speed_it_takes_half_the_time()
    {
        string pcap = Path.Combine(_folder, "in.pcap");
        using (var writer = new PcapWriter(File.Create(pcap), LinkTypes.Radiotap))
        {
            writer.WritePacket(1_000_000_000, [1]);
            writer.WritePacket(1_600_000_000, [2]);
        }

        long start = TimeProvider.System.GetTimestamp();
        Replay(pcap, "--speed", "2");

        Assert.That(TimeProvider.System.GetElapsedTime(start).TotalSeconds, Is.GreaterThan(0.29)); // waits are whole milliseconds
        Assert.That(Packets(Written), Has.Count.EqualTo(2));
    }

    [Test]
    public void Again_and_again_the_times_go_on_a_second_after_the_round_before()
    {
        string pcap = Path.Combine(_folder, "in.pcap");
        using (var writer = new PcapWriter(File.Create(pcap), LinkTypes.Radiotap))
        {
            writer.WritePacket(1_000_000_000, [1]);
            writer.WritePacket(1_600_000_000, [2]);
        }

        ICapture capture = new ReplaySource()
            .Prepare(new OptionValues(new Dictionary<string, string> { ["--file"] = pcap, ["--speed"] = "0", ["--loop"] = "true" }));
        using (FileStream written = File.Create(Written))
        using (var stop = new CancellationTokenSource())
        {
            var toolbar = new Toolbar(TimeProvider.System);
            Task run = Task.Run(() => capture.Run(new CaptureSession { Output = written, Stop = stop.Token, Toolbar = toolbar }));
            Assert.That(() => toolbar.Counters.Read().Frames,
                Has.Some.Matches<(string From, long Frames)>(one => one.Frames >= 6).After(10_000, 5));
            stop.Cancel();
            run.Wait();
        }

        Assert.That(Packets(Written).Take(6).Select(packet => packet.Time / 1e9), Is.EqualTo((double[])[1, 1.6, 2.6, 3.2, 4.2, 4.8]));
    }

    [Test]
    public void A_capture_filter_is_honoured()
    {
        Answers answers = Replay(Recording, "--speed", "0", "--extcap-capture-filter", "type mgt subtype beacon");

        // Frame control 80 00 behind the radiotap header, whose length stands in its octets 2 and 3.
        Assert.That(answers.Status, Is.Zero);
        Assert.That(Packets(Written),
            Is.EqualTo(Packets(Recording).Where(packet => Convert.FromHexString(packet.Octets) is var octets
            && octets[octets[2]] == 0x80)));
        Assert.That(Packets(Written), Is.Not.Empty);
    }

    [Test]
    public void A_file_that_is_cut_off_is_replayed_up_to_there_and_said()
    {
        string cut = Path.Combine(_folder, "cut.pcapng");
        File.WriteAllBytes(cut, File.ReadAllBytes(Recording).AsSpan(0, (int)new FileInfo(Recording).Length / 2).ToArray());

        Answers answers = Replay(cut, "--speed", "0");

        Assert.That(answers.Status, Is.EqualTo(1));
        Assert.That(answers.Errors, Does.StartWith($"{cut} is cut off at offset ").And.EndsWith(" It was replayed up to there.\n"));
        int count = Packets(Written).Count;
        Assert.That(count, Is.Positive.And.LessThan(Packets(Recording).Count));
        Assert.That(Packets(Written), Is.EqualTo(Packets(Recording).Take(count)));
    }

    [TestCase("--speed", "fast", "--speed takes a number that is not negative, such as 0.5, not \"fast\".")]
    [TestCase("--speed", "-1", "--speed takes a number that is not negative, such as 0.5, not \"-1\".")]
    [TestCase("--file", "/nowhere/at-all.pcapng", "The capture file /nowhere/at-all.pcapng cannot be opened: ")]
    [TestCase("--file", "", "No capture file is chosen: ")]
    [TestCase("--extcap-capture-filter", "bogus of x", "The capture filter \"bogus of x\" cannot be used here: ")]
    public void What_is_wrong_is_said_in_a_sentence(string option, string value, string sentence)
    {
        string[] file = option == "--file" ? [] : ["--file", Recording];

        Answers answers = Answers.To(["--capture", "--extcap-interface", "wsbridge-replay", "--fifo", Written, .. file, option, value]);

        Assert.That((answers.Status, answers.Output), Is.EqualTo((1, "")));
        Assert.That(answers.Errors, Does.StartWith(sentence).And.EndsWith("\n"));
        Assert.That(answers.Errors.Count(letter => letter == '\n'), Is.EqualTo(1));
    }

    private static List<(long Time, int LinkType, string Octets, int Length)> Packets(string path)
    {
        var packets = new List<(long, int, string, int)>();
        using CaptureReader reader = CaptureReader.Open(File.OpenRead(path), path);
        while (reader.TryRead(out CaptureRecord record))
        {
            packets.Add((record.TimeNanoseconds, record.LinkType, Convert.ToHexString(record.Octets), record.OriginalLength));
        }

        return packets;
    }

    private Answers Replay(string file, params string[] options) =>
        Answers.To(["--capture", "--extcap-interface", "wsbridge-replay", "--fifo", Written, "--file", file, .. options]);
}
