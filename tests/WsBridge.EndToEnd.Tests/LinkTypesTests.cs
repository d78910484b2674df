using System.Buffers.Binary;
using WsBridge.Capture;

namespace WsBridge.EndToEnd.Tests;

/// <summary>802.11 is found behind whatever header it comes with, and nothing else is taken for it.</summary>
internal sealed class LinkTypesTests
{
    private static readonly byte[] Ethernet = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x88, 0x8E, 2, 1, 0, 0, .. new byte[42]];
    private static readonly byte[] Ip =
    [
        0x45, 0, 0, 28, 0, 1, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, // IPv4: 28 octets, UDP, 10.0.0.1 to 10.0.0.2
        0x10, 0, 0x20, 0, 0, 8, 0, 0, // UDP without a payload
    ];

    private static IEnumerable<TestCaseData> Others()
    {
        yield return Case("Ethernet", LinkTypes.Ethernet, Ethernet);
        yield return Case("broadcast Ethernet", LinkTypes.Ethernet, [.. Enumerable.Repeat((byte)0xFF, 6), .. Ethernet.AsSpan(6)]);
        yield return Case("raw IP", LinkTypes.Raw, Ip);
        yield return Case("Linux cooked", LinkTypes.LinuxSll, [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0, .. Ip]);
        yield return Case("Linux cooked, version 2", LinkTypes.LinuxSll2,
            [8, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, .. Ip]);
        yield return Case("BSD loopback", LinkTypes.Null, [2, 0, 0, 0, .. Ip]);
        yield return Case("nothing at all", LinkTypes.Ethernet, []);
        yield return Case("Ethernet to a virtual router, which begins as radiotap does", LinkTypes.Ethernet,
            [0, 0, 0x5E, 0, 1, 1, .. Ethernet.AsSpan(6), .. new byte[34], 0xB0, 0, .. new byte[40]]);
        yield return Case("Ethernet without addresses", LinkTypes.Ethernet, new byte[60]);
        yield return Case("Ethernet to an address that begins as a Beacon does", LinkTypes.Ethernet, [0x80, 0, .. Ethernet.AsSpan(2)]);
    }

    [TestCaseSource(nameof(Others))]
    public async Task What_is_not_80211_starts_no_analyzer(int linkType, byte[] packet)
    {
        using var work = new Workplace();
        var host = new MarkedHost(work);
        string capture = work.Capture("other.pcap", linkType, [packet, packet, packet]);

        Output shown = await work.TsharkWithHost(host.Path, ["-r", capture, .. ShownFrame.Options]);
        Output analyzed = await work.WsBridge("analyze", "--format", "ndjson", capture);

        Assert.That(ShownFrame.From(shown.AssertGood().Text).Select(frame => frame.Experts.Count), Is.EqualTo((int[])[0, 0, 0]));
        Assert.That((analyzed.Status, analyzed.Text), Is.EqualTo((3, "")));
        Assert.That(host.Started, Is.False);
    }

    [Test]
    public async Task An_80211_capture_starts_the_analyzer()
    {
        using var work = new Workplace();
        var host = new MarkedHost(work);

        (await work.TsharkWithHost(host.Path, "-r", Recordings.TwoPmkids, "-c", "5")).AssertGood();

        Assert.That(host.Times, Is.EqualTo(1));
    }

    [TestCase(LinkTypes.Ieee80211)]
    [TestCase(LinkTypes.Ppi)]
    [TestCase(LinkTypes.Prism)]
    [TestCase(LinkTypes.Avs)]
    public async Task Another_header_leads_to_the_same_findings(int linkType)
    {
        using var work = new Workplace();
        byte[] header = HeaderOf(linkType);
        string capture = work.Path("other.pcap");
        using (var writer = new PcapWriter(File.Create(capture), linkType))
        {
            foreach (Packet packet in Recordings.PacketsOf(Recordings.TwoPmkids))
            {
                int radiotap = BinaryPrimitives.ReadUInt16LittleEndian(packet.Octets.AsSpan(2));
                writer.WritePacket(packet.TimeNanoseconds, [.. header, .. packet.Octets.AsSpan(radiotap)]);
            }
        }

        List<ShownFinding> radiotapped =
            ShownFinding.FromNdjson((await work.WsBridge("analyze", "--format", "ndjson", Recordings.TwoPmkids)).Good());
        List<ShownFinding> analyzed = ShownFinding.FromNdjson((await work.WsBridge("analyze", "--format", "ndjson", capture)).Good());
        List<ShownFinding> shown =
            ShownFinding.FromTshark(ShownFrame.From((await work.Tshark(["-r", capture, .. ShownFrame.Options])).AssertGood().Text));

        Assert.That(analyzed.Select(FrameAndRule), Is.EquivalentTo(radiotapped.Select(FrameAndRule)).And.Not.Empty);
        var found = FoundByLibrary.Of(capture);
        Assert.That(analyzed, Is.EquivalentTo(found.All));
        Assert.That(shown, Is.EquivalentTo(found.Running).And.Not.Empty);
    }

    /// <summary>Its Address 3 is then where Address 4 would be without a header.</summary>
    [Test]
    public async Task The_shortest_radiotap_header_is_one()
    {
        using var work = new Workplace();
        byte[] request =
        [
            0,
            0,
            8,
            0,
            0,
            0,
            0,
            0,
            0x00,
            0x00,
            0x2C,
            0x00,
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
            2,
            2,
            0,
            0,
            0,
            0,
            1,
            0,
            0,
            0x11,
            0,
            10,
            0,
            0,
            2,
            (byte)'l',
            (byte)'a',
            1,
            1,
            0x82,
        ];
        byte[] beacon =
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
            0x00,
            0,
            0,
            .. Enumerable.Repeat((byte)0xFF, 6),
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
            .. new byte[8],
            100,
            0,
            0x11,
            0,
            0,
            2,
            (byte)'l',
            (byte)'a',
        ];
        string capture = work.Capture("short.pcap", LinkTypes.Radiotap, [beacon, request]);

        string[] shown =
            (await work.Tshark("-r", capture, "-Y", "wsbridge.sta", "-T", "fields", "-e", "frame.number", "-e", "wsbridge.sta", "-e",
                "wsbridge.ssid")).Good();

        Assert.That(shown, Is.EqualTo((string[])["2\t02:00:00:00:00:02\tla"]));
    }

    /// <summary>Its duration stands where radiotap has its length.</summary>
    [TestCase("")]
    [TestCase("-2")]
    public async Task An_association_request_without_a_header_is_not_taken_for_radiotap(string passes)
    {
        using var work = new Workplace();
        byte[] request =
        [
            0x00,
            0x00,
            0x2C,
            0x00,
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
            2,
            2,
            0,
            0,
            0,
            0,
            1,
            0,
            0,
            0x11,
            0,
            10,
            0,
            0,
            2,
            (byte)'l',
            (byte)'a',
            1,
            1,
            0x82,
        ];
        string capture = work.Capture("request.pcap", LinkTypes.Ieee80211, [request]);

        string[] shown =
            (await work.Tshark([
                .. passes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                "-r",
                capture,
                "-T",
                "fields",
                "-e",
                "wsbridge.sta",
            ])).Good();

        Assert.That(shown, Is.EqualTo((string[])["02:00:00:00:00:02"]));
    }

    private static (int Frame, string Rule) FrameAndRule(ShownFinding finding) => (finding.Frame, finding.Rule);

    private static byte[] HeaderOf(int linkType) => linkType switch
    {
        // version, flags, length, LINKTYPE of what follows; a field of 20 octets
        LinkTypes.Ppi => [0, 0, 32, 0, 105, 0, 0, 0, 2, 0, 20, 0, .. new byte[20]],
        LinkTypes.Prism => [0x44, 0, 0, 0, 144, 0, 0, 0, .. new byte[136]], // message code, its length, device name and values: none
        LinkTypes.Avs => [0x80, 0x21, 0x10, 1, 0, 0, 0, 64, .. new byte[56]], // magic and version, length, values: none
        _ => [],
    };

    private static TestCaseData Case(string name, int linkType, byte[] packet) =>
        new TestCaseData(linkType, packet).SetArgDisplayNames(name);
}
