using System.Net;
using WsBridge.Capture;
using WsBridge.Testing;
using TestFrame = WsBridge.Testing.Frame;

namespace WsBridge.EndToEnd.Tests;

/// <summary>
/// Captures of which nothing can be read are no clean captures: a sentence on standard error and status 3, with every command.
/// </summary>
internal sealed class NothingReadableTests
{
    private const string Advice = "An adapter gives 802.11 frames only in monitor mode; frames that access points send inside UDP on a "
        + "port of its own are found with --decode.";

    private static readonly byte[] Beacon = TestFrame.Beacon(MakeAddress.Ap(1), [MakeElement.Ssid("Lab")]);

    [Test]
    public async Task A_wired_capture_says_what_it_holds()
    {
        using var work = new Workplace();
        string capture = Write(work, LinkTypes.Ethernet, Enumerable.Repeat(new byte[60], 3));

        foreach (string[] command in (string[][])[
            ["analyze"],
            ["roams"],
            ["annotate", "-o", work.Path("out.pcapng")],
            ["extract", "--roam", "1", "-o", work.Path("out.pcapng")],
        ])
        {
            Output output = await work.WsBridge([command[0], capture, .. command[1..]]);

            Assert.That((output.Status, output.Text), Is.EqualTo((3, "")), command[0]);
            Assert.That(output.Errors.Trim(), Is.EqualTo($"wsbridge: {capture} holds no 802.11 frames (3 Ethernet packets). {Advice}"),
                command[0]);
        }
    }

    [Test]
    public async Task Frames_that_an_access_point_has_wrapped_are_read_and_other_packets_on_its_port_are_not()
    {
        using var work = new Workplace();
        string peek = Write(work, LinkTypes.Ethernet, [Wired(5000, Datagrams.OldPeek(1, 2, 6)), Wired(5000, Datagrams.OldPeek(2, 2, 6))]);
        string elsewhere = Write(work, LinkTypes.Ethernet, [Wired(6000, Datagrams.Tzsp(1, 2, 6))]);
        string other = Write(work, LinkTypes.Ethernet, [Wired(5000, new byte[100])]);

        Output read = await work.WsBridge("analyze", peek);
        Output told = await work.WsBridge("analyze", "--decode", "udp.port==6000,tzsp", elsewhere);

        Assert.That((read.Status, told.Status), Is.EqualTo((0, 0)));
        Assert.That(read.Errors + told.Errors, Does.Not.Contain("Ethernet packet"));
        Assert.That((await work.WsBridge("analyze", elsewhere)).Errors, Does.Contain("(1 Ethernet packet). ").And.Contain("--decode"));
        Assert.That((await work.WsBridge("analyze", other)).Errors, Does.Contain("(1 Ethernet packet). "));
    }

    [TestCase("6000,tzsp", "names no port and protocol; write udp.port==5555,peekremote.")]
    [TestCase("udp.port==0,tzsp", "names no port and protocol")]
    [TestCase("udp.port==6000,rtp",
        "rtp is no protocol that is unwrapped here; those are peekremote, tzsp, aruba_erm, capwap.data, lwapp.")]
    public async Task A_port_and_protocol_that_are_none_are_refused(string decode, string sentence)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("analyze", "--decode", decode, "x.pcap");

        Assert.That(output.Status, Is.EqualTo(2));
        Assert.That(output.Errors, Does.Contain(sentence));
    }

    [Test]
    public async Task Encrypted_data_of_CAPWAP_is_told()
    {
        using var work = new Workplace();
        string capture = Write(work, LinkTypes.Ethernet, [Wired(5247, [1, 0, 0, 0, .. new byte[40]])]);

        Assert.That((await work.WsBridge("analyze", capture)).Errors, Does.Contain("1 packet of CAPWAP data is encrypted with DTLS"));
    }

    [Test]
    public async Task Frames_that_are_all_malformed_are_counted()
    {
        using var work = new Workplace();
        string capture = Write(work, LinkTypes.Ieee80211, [[0x80, 0x00], [0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00]]);

        Output output = await work.WsBridge("analyze", capture);

        Assert.That((output.Status, output.Text), Is.EqualTo((3, "")));
        Assert.That(output.Errors, Does.EndWith("none of its 2 802.11 frames can be read: all are cut off or malformed.\n"));
    }

    [Test]
    public async Task Data_and_control_frames_alone_are_read_and_give_nothing_to_judge()
    {
        using var work = new Workplace();
        string capture = Write(work, LinkTypes.Ieee80211, [TestFrame.Ack(MakeAddress.Ap(1)), TestFrame.Ack(MakeAddress.Ap(1))]);

        Output output = await work.WsBridge("analyze", capture);

        Assert.That((output.Status, output.Text), Is.EqualTo((0, "Nothing found.\n")));
        Assert.That(output.Errors, Does.Contain("there is nothing in it to judge"));
    }

    [Test]
    public async Task A_readable_capture_beside_one_that_is_not_is_analysed_and_the_status_is_3()
    {
        using var work = new Workplace();
        string wired = Write(work, LinkTypes.Ethernet, [new byte[60]]);
        string wireless = Write(work, LinkTypes.Ieee80211, [Beacon]);

        Output output = await work.WsBridge("roams", wired, wireless);

        Assert.That((output.Status, output.Text), Is.EqualTo((3, "No association attempt.\n")));
        Assert.That(
            output.Errors.Split('\n').Where(line => line.Contains(wired, StringComparison.Ordinal)),
            Is.EqualTo((string[])[$"wsbridge: {wired} holds no 802.11 frames (1 Ethernet packet). {Advice}"]));
    }

    private static string Write(Workplace work, int linkType, IEnumerable<byte[]> packets)
    {
        using var file = new MemoryStream();
        using (var writer = new PcapngWriter(file))
        {
            int index = writer.AddInterface(linkType);
            long time = 1_790_000_000_000_000_000;
            foreach (byte[] packet in packets)
            {
                writer.WritePacket(index, time += 1_000_000, packet);
            }

            writer.Flush();
        }

        return work.Write($"{Guid.NewGuid():N}.pcapng", file.ToArray());
    }

    /// <summary>Ethernet, IPv4 and UDP without checksums.</summary>
    private static byte[] Wired(ushort port, byte[] payload)
    {
        byte[] octets =
        [
            0x02, 0, 0, 0, 0, 1, 0x02, 0, 0, 0, 0, 2, 0x08, 0x00,
            0x45, 0, .. Big(28 + payload.Length), 0, 0, 0, 0, 64, 17, 0, 0, .. IPAddress.Parse("192.0.2.1").GetAddressBytes(),
            .. IPAddress.Parse("192.0.2.2").GetAddressBytes(),
            .. Big(40000), .. Big(port), .. Big(8 + payload.Length), 0, 0, .. payload,
        ];
        return octets;
    }

    private static byte[] Big(int value) => [(byte)(value >> 8), (byte)value];
}
