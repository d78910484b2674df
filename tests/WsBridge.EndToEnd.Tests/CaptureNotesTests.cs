using System.Text.Json;
using WsBridge.Capture;
using WsBridge.Dot11;
using WsBridge.Testing;
using TestFrame = WsBridge.Testing.Frame;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Captures whose times or contents are odd: a clear message on standard error, status 0, and nothing is lost.</summary>
internal sealed class CaptureNotesTests
{
    private static readonly string Recording = Path.Combine(RepositoryPaths.Captures, "02_ft-psk_ota.pcapng");
    private const long Second = 1_000_000_000;

    [Test]
    public async Task Time_that_runs_backwards_is_said_and_every_frame_analysed()
    {
        using var work = new Workplace();
        List<Packet> packets = Recordings.PacketsOf(Recording);
        string capture = Write(work, "back.pcapng",
            packets.Select((packet,
            i) => (0, i < 120 ? packet : packet with { TimeNanoseconds = packet.TimeNanoseconds - (60 * Second) })));

        Output output = await work.WsBridge("roams", "--format", "ndjson", capture);

        Assert.That(output.Status, Is.Zero);
        Assert.That(Line(output),
            Does.Match(@"^wsbridge: .*back\.pcapng: time runs backwards: \d+ packets are earlier than one before, the first is packet 121, by up to 60\.0 s"));
        Assert.That(Attempts(output), Is.EqualTo(Attempts(await work.WsBridge("roams", "--format", "ndjson", Recording))));
    }

    [TestCase(3600)]
    [TestCase(-3600)]
    [TestCase(2)]
    public async Task Interfaces_with_different_clocks_are_said_and_every_attempt_found(int seconds)
    {
        using var work = new Workplace();
        string capture = Write(work, "clocks.pcapng", Recordings.PacketsOf(Recording).Select(packet =>
        {
            bool other = LinkHeader.TryParse(packet.LinkType, packet.Octets, out LinkHeader header, out _) && header.FrequencyMHz > 2412;
            return (other ? 1 : 0, other ? packet with { TimeNanoseconds = packet.TimeNanoseconds + (seconds * Second) } : packet);
        }));

        Output output = await work.WsBridge("roams", "--format", "ndjson", capture);

        Assert.That(output.Status, Is.Zero);
        Assert.That(Line(output),
            Does.Match($@"^wsbridge: .*clocks\.pcapng: interfaces 0 and 1 have different clocks, about {Math.Abs(seconds)}\.\d s apart"));
        Assert.That(Attempts(output), Is.EqualTo(Attempts(await work.WsBridge("roams", "--format", "ndjson", Recording))));
    }

    [Test]
    public async Task A_sensor_whose_clock_is_late_is_noticed_by_its_beacons()
    {
        using var work = new Workplace();
        List<Packet> packets = Recordings.PacketsOf(Recording);
        IEnumerable<(int Interface, Packet Packet)> both = packets.Select(packet => (0, packet))
            .Concat(packets.Select(packet => (1, packet with { TimeNanoseconds = packet.TimeNanoseconds + (3 * Second) })));
        string capture = Write(work, "late.pcapng", both.OrderBy(one => one.Packet.TimeNanoseconds));

        Output output = await work.WsBridge("analyze", capture);

        Assert.That(output.Status, Is.Zero);
        Assert.That(Line(output), Does.Match(@"^wsbridge: .*late\.pcapng holds the same beacons twice, about [23]\.\d s apart"));
    }

    [Test]
    public async Task A_sensor_that_hands_in_its_frames_late_has_no_wrong_clock()
    {
        using var work = new Workplace();
        List<Packet> packets = Recordings.PacketsOf(Recording);
        IEnumerable<(int Interface, Packet Packet)> both = packets.Select(packet => (0, packet))
            .Concat(packets.Select(packet => (1, packet)));
        string capture = Write(work, "late.pcapng", both.OrderBy(one => one.Packet.TimeNanoseconds + (one.Interface * Second / 2)));

        Output output = await work.WsBridge("roams", "--format", "ndjson", capture);

        Assert.That(output.Status, Is.Zero);
        Assert.That(output.Errors,
            Does.Match(@"late\.pcapng: packets of interface 1 come up to 0\.5 s late into the file").And.Not.Contain("clocks"));
        Assert.That(output.Lines, Has.Length.EqualTo((await work.WsBridge("roams", "--format", "ndjson", Recording)).Lines.Length));
    }

    [Test]
    public async Task A_file_merged_with_itself_gives_everything_once_and_says_so()
    {
        using var work = new Workplace();
        string capture = Write(work, "merged.pcapng",
            Recordings.PacketsOf(Recordings.TwoPmkids).SelectMany(packet => ((int, Packet)[])[(0, packet), (0, packet)]));

        Output merged = await work.WsBridge("analyze", "--format", "ndjson", capture);
        Output once = await work.WsBridge("analyze", "--format", "ndjson", Recordings.TwoPmkids);

        Assert.That(merged.Status, Is.Zero);
        Assert.That(Line(merged), Does.Match(@"^wsbridge: .*merged\.pcapng: \d+ frames are copies of another"));
        Assert.That(
            ShownFinding.FromNdjson(merged.Lines).Select(finding => ((finding.Frame + 1) / 2, finding.What)),
            Is.EqualTo(ShownFinding.FromNdjson(once.Good()).Select(finding => (finding.Frame, finding.What))));
    }

    [Test]
    public async Task A_file_appended_to_itself_runs_backwards_once()
    {
        using var work = new Workplace();
        byte[] whole = await File.ReadAllBytesAsync(Recording);
        string capture = work.Write("appended.pcapng", [.. whole, .. whole]);

        Output output = await work.WsBridge("analyze", "--format", "ndjson", capture);

        Assert.That(output.Status, Is.Zero);
        Assert.That(output.Errors,
            Does.Contain("time runs backwards").And.Contain(
            $"the first is packet {Recordings.PacketsOf(Recording).Count + 1},").And.Contain("frames are copies of another"));
    }

    [Test]
    public async Task The_same_file_given_twice_is_read_once()
    {
        using var work = new Workplace();
        string link = work.Path("link.pcapng");
        File.CreateSymbolicLink(link, Recording);
        Output once = await work.WsBridge("analyze", "--format", "ndjson", Recording);

        Output twice = await work.WsBridge("analyze", "--format", "ndjson", Recording, Recording);
        Output linked = await work.WsBridge("analyze", "--format", "ndjson", Recording, link);

        Assert.That((twice.Status, linked.Status), Is.EqualTo((0, 0)));
        Assert.That(Line(twice), Does.EndWith("02_ft-psk_ota.pcapng is given twice; it is read once."));
        Assert.That(Line(linked), Does.StartWith($"wsbridge: {link} is the same file as ").And.EndWith("; it is read once."));
        Assert.That((twice.Text, linked.Text), Is.EqualTo((once.Text, once.Text)));
    }

    [Test]
    public async Task A_capture_without_packets_is_said_to_be_one()
    {
        using var work = new Workplace();
        string capture = Write(work, "none.pcapng", []);

        Output output = await work.WsBridge("roams", "--format", "ndjson", capture);

        Assert.That((output.Status, output.Text), Is.EqualTo((0, "")));
        Assert.That(Line(output), Does.EndWith("none.pcapng holds no packet."));
    }

    [Test]
    public async Task More_clients_than_can_be_remembered_are_said()
    {
        using var work = new Workplace();
        IEnumerable<byte[]> requests = Enumerable.Range(0, 13_000)
            .Select(i => TestFrame.Authentication(new MacAddress(0x02_00_01_00_00_00UL + (ulong)i), MakeAddress.Ap()));
        string capture = work.Capture("crowd.pcap", LinkTypes.Ieee80211, requests);

        Output output = await work.WsBridge("analyze", "--format", "ndjson", capture);
        Output shown = await work.Tshark("-r", capture, "-Y", "wsbridge", "-V");

        Assert.That(output.Status, Is.Zero);
        Assert.That(Line(output),
            Does.Match(@"crowd\.pcap: the capture has more than WsBridge keeps track of; it evicted the oldest: \d+ clients\."));
        Assert.That(shown.AssertGood().Text, Does.Contain("This capture has more clients than WsBridge keeps track of"));
    }

    private static string Write(Workplace work, string name, IEnumerable<(int Interface, Packet Packet)> packets)
    {
        using var writer = new PcapngWriter(File.Create(work.Path(name)));
        writer.AddInterface(LinkTypes.Radiotap);
        writer.AddInterface(LinkTypes.Radiotap);
        foreach ((int at, Packet packet) in packets)
        {
            writer.WritePacket(at, packet.TimeNanoseconds, packet.Octets, packet.OriginalLength);
        }

        return work.Path(name);
    }

    private static string Line(Output output)
    {
        string[] lines = output.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(1), output.Errors);
        return lines[0];
    }

    private static List<string> Attempts(Output roams) =>
    [
        .. roams.Lines.Select(line =>
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement roam = document.RootElement;
            return $"{roam.GetProperty("sta")} {roam.GetProperty("from")} {roam.GetProperty("to")} {roam.GetProperty("type")} "
                + $"{roam.GetProperty("outcome")} {roam.GetProperty("frames")}";
        }),
    ];
}
