using System.Globalization;
using System.Xml.Linq;

namespace WsBridge.EndToEnd.Tests.Plugins;

/// <summary>A protocol of a plugin's own on everything that it can be on: UDP and TCP ports, an EtherType, a link type of users.</summary>
[Category(Categories.SameUser)]
internal sealed class ClaimTests
{
    private const int User3 = 150;
    private static readonly byte[] Payload = [0xAB, 0xCD, 3, 4, 5];
    // from port 40000 to 7777
    private static readonly byte[] Udp = [.. Ip(17, 8 + Payload.Length), 0x9C, 0x40, 0x1E, 0x61, 0, 13, 0, 0, .. Payload];
    private static readonly byte[] Tcp =
    [
        .. Ip(6, 20 + Payload.Length),
        0x1E, 0x61, 0x9C, 0x40, // from port 7777 to 40000
        0, 0, 0, 1, 0, 0, 0, 1, 0x50, 0x18, 0x10, 0, 0, 0, 0, 0, // 20 octets of header, PSH and ACK
        .. Payload,
    ];

    private static readonly byte[][] OnEthernet =
    [
        [.. Ethernet(0x0800), .. Udp],
        [.. Ethernet(0x0800), .. Tcp],
        [.. Ethernet(0x88B5), .. Payload],
        [.. Ethernet(0x88B6), .. Payload],
    ];

    [Test]
    [Category(Categories.EachWireshark)]
    public async Task It_is_found_by_its_name_with_its_octets_where_they_are([Values] bool twoPasses)
    {
        using var work = new Workplace();
        await TestPlugins.Add(work, "claims");
        string ethernet = work.Capture("ethernet.pcap", LinkTypes.Ethernet, OnEthernet);
        string user = work.Capture("user.pcap", User3, [Payload, Payload]);

        string[] shown =
        [
            .. await Shown(work, twoPasses, ethernet, "wsbridge_tester || wsbridge_tester2 || wsbridge_tester3"),
            .. await Shown(work, twoPasses, user, "wsbridge_tester4"),
        ];

        Assert.That(shown, Is.EqualTo((string[])
        [
            "1 wsbridge_tester: octets abcd030405 at 42, 5 long; u16 abcd at 42, 2 long",
            "2 wsbridge_tester2: octets abcd030405 at 54, 5 long; u16 abcd at 54, 2 long",
            "3 wsbridge_tester3: octets abcd030405 at 14, 5 long; u16 abcd at 14, 2 long",
            "1 wsbridge_tester4: octets abcd030405 at 0, 5 long; u16 abcd at 0, 2 long",
            "2 wsbridge_tester4: octets abcd030405 at 0, 5 long; u16 abcd at 0, 2 long",
        ]));
    }

    [Test]
    public async Task One_line_a_packet_has_its_name_and_its_text()
    {
        using var work = new Workplace();
        await TestPlugins.Add(work, "claims");

        string[] lines = (await work.Tshark("-r", work.Capture("ethernet.pcap", LinkTypes.Ethernet, OnEthernet))).Good();

        Assert.That(lines[..3], Is.All.Match(" Tester [0-9]+ payload of 5$"));
        Assert.That(lines[3], Does.Contain("0x88b6").And.Not.Contain("Tester"));
    }

    [TestCase("wsbridge")]
    [TestCase("wsbridge.rule")]
    [TestCase("wsbridge_tester && wsbridge")]
    [TestCase("wsbridge.tester.u16 || wsbridge.fault")]
    public async Task A_filter_finds_what_is_said_of_frames_that_it_claims_a_part_of(string filter)
    {
        using var work = new Workplace();
        await TestPlugins.Add(work, "claims EAPOL");

        string[] lines = (await work.Tshark("-r", Recordings.TwoPmkids, "-Y", filter, "-o", "gui.column.format:\"No.\",\"%m\"")).Good();
        string[] whole = (await work.Tshark("-r", Recordings.TwoPmkids, "-Y", filter, "-T", "fields", "-e", "frame.number")).Good();
        string[] broken = (await work.Tshark("-r", Recordings.TwoPmkids, "-Y", "wsbridge.expert.stub_error")).Good();

        Assert.That(lines.Select(line => line.Trim()), Is.EqualTo(whole).And.Not.Empty);
        Assert.That(broken, Is.Empty);
    }

    // As Wireshark itself writes it: the protocol of the plugin, and each of its fields with the octets it points at.
    private static async Task<string[]> Shown(Workplace work, bool twoPasses, string capture, string filter)
    {
        Output output = await work.Tshark([.. twoPasses ? (string[])["-2"] : [], "-r", capture, "-Y", filter, "-T", "pdml"]);
        return [.. XDocument.Parse(output.AssertGood().Text).Descendants("packet").Select(Words)];
    }

    private static string Words(XElement packet)
    {
        XElement proto = packet.Elements("proto").Single(proto => NameOf(proto).StartsWith("wsbridge_tester", StringComparison.Ordinal));
        string number = packet.Descendants("field").First(field => NameOf(field) == "num").Attribute("show")!.Value;
        IEnumerable<string> fields = proto.Descendants("field")
            .Where(field => NameOf(field).StartsWith("wsbridge.tester.", StringComparison.Ordinal))
            .Select(field => $"{NameOf(field)["wsbridge.tester.".Length..]} {field.Attribute("value")?.Value} at "
                + $"{field.Attribute("pos")?.Value}, {field.Attribute("size")?.Value} long");
        return string.Create(CultureInfo.InvariantCulture, $"{number} {NameOf(proto)}: {string.Join("; ", fields)}");
    }

    private static string NameOf(XElement element) => element.Attribute("name")?.Value ?? "";

    private static byte[] Ethernet(int type) => [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, (byte)(type >> 8), (byte)type];

    private static byte[] Ip(byte protocol, int length) =>
        [0x45, 0, 0, (byte)(20 + length), 0, 1, 0, 0, 64, protocol, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2];
}
