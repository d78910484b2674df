using System.ComponentModel;
using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using WsBridge.Capture.Tests.Pcapng;
using WsBridge.Testing;

namespace WsBridge.Capture.Tests;

/// <summary>tshark and the reader agree on every packet.</summary>
internal sealed class TsharkOracleTests
{
    // tshark prints its own numbers for encapsulations, wiretap/wtap.h: WTAP_ENCAP_ to LINKTYPE_.
    private static readonly Dictionary<string, int> LinkTypeOfEncapsulation = new()
    {
        ["1"] = LinkTypes.Ethernet,
        ["20"] = LinkTypes.Ieee80211,
        ["21"] = LinkTypes.Prism,
        ["23"] = LinkTypes.Radiotap,
        ["24"] = LinkTypes.Avs,
        ["25"] = LinkTypes.LinuxSll,
    };

    [TestCaseSource(nameof(Recordings))]
    public async Task Packets_of_a_recording_are_those_of_tshark(string path)
    {
        await AssertSameAsTshark(path);
    }

    [Test]
    public async Task Packets_of_blocks_of_every_kind_are_those_of_tshark()
    {
        Blocks little = Blocks.LittleEndian;
        Blocks big = Blocks.BigEndian;
        byte[] sysdigEvent = new byte[64];
        byte[] frame = [0xC4, 0, 0, 0, 2, 0, 0, 0, 0, 1];

        await AssertSameAsTshark(
            ".pcapng",
            [
                .. little.Section(),
                .. little.Interface(LinkTypes.Ieee80211, 4),
                .. little.Interface(LinkTypes.Ieee80211, 0, little.Option(Blocks.TimeResolution, 9),
                    little.Option(Blocks.TimeOffset, little.U64(1_700_000_000))),
                .. little.Interface(LinkTypes.Radiotap, 0, little.Option(Blocks.TimeResolution, 0x94)),
                .. little.Enhanced(0, 1_700_000_000_000_001, frame, original: 2000),
                .. little.Block(0x0BAD, [.. little.U32(4242), 1, 2, 3, 4]),
                .. little.Enhanced(1, 999_999_999, frame),
                .. little.Block(0x40000BAD, [.. little.U32(4242), 1, 2, 3, 4]),
                .. little.Enhanced(2, (1_700_000_000UL << 20) + 12_345, []),
                .. little.Block(9, [.. "__REALTIME_TIMESTAMP=1700000000000000\nMESSAGE=hello\n"u8]),
                .. little.Simple(20, frame[..4]),
                .. little.Block(0x0204, sysdigEvent),
                .. little.Block(0x0208, sysdigEvent),
                .. little.Block(0x0216, sysdigEvent),
                .. little.Block(0x0221, sysdigEvent),
                .. little.Block(0x1234, 1, 2, 3, 4),
                .. little.Block(5, new byte[12]),
                .. little.Obsolete(1, 5, frame),
                .. big.Section(),
                .. big.Interface(LinkTypes.Ethernet, 0, big.Option(Blocks.TimeResolution, 3)),
                .. big.Enhanced(0, 1_700_000_000_123, frame),
            ]);
    }

    [TestCase(false, false)]
    [TestCase(true, true)]
    public async Task Packets_of_a_written_pcap_file_are_those_of_tshark(bool nanoseconds, bool bigEndian)
    {
        MemoryStream stream = new();
        using (PcapWriter writer = new(stream, LinkTypes.Ieee80211,
            new() { Nanoseconds = nanoseconds, BigEndian = bigEndian, FcsLength = 4 }))
        {
            writer.WritePacket(1_700_000_000_123_456_789, [0xC4, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0], 60);
            writer.WritePacket(4_294_967_295_000_000_000, []);
        }

        await AssertSameAsTshark(".pcap", stream.ToArray());
    }

    [Test]
    public async Task Packets_of_a_written_pcapng_file_are_those_of_tshark()
    {
        MemoryStream stream = new();
        using (PcapngWriter writer = new(stream, "WsBridge"))
        {
            writer.AddInterface(LinkTypes.Radiotap, "wlan0", "On air", 4096);
            writer.AddInterface(LinkTypes.Ethernet);
            writer.WritePacket(1, 1_700_000_000_123_456_789, [1, 2, 3], flags: 1, comments: ["one", "zwölf"]);
            writer.WritePacket(0, 1_700_000_000_123_456_790, [], 99);
        }

        await AssertSameAsTshark(".pcapng", stream.ToArray());
    }

    private static IEnumerable<TestCaseData> Recordings()
    {
        IEnumerable<string> folders = new[] { RepositoryPaths.Captures, RepositoryPaths.SharedCaptures }
            .OfType<string>()
            .Where(Directory.Exists);
        string[] paths = [.. folders
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.pcap*", SearchOption.AllDirectories))
            .Where(path => !path.EndsWith(".conforming.pcapng", StringComparison.Ordinal)) // written like their violating twins
            // many, written alike; a format of its own
            .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) != "hwsim" && Path.GetFileName(path) != "modified.pcap")
            .DistinctBy(Path.GetFileName)
            .Order(StringComparer.Ordinal)];

        return paths.Length > 0
            ? paths.Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)))
            : [new TestCaseData("").Ignore("There is no folder with recordings.")];
    }

    private static async Task AssertSameAsTshark(string extension, byte[] octets)
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}{extension}");
        await File.WriteAllBytesAsync(path, octets);
        try
        {
            await AssertSameAsTshark(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task AssertSameAsTshark(string path)
    {
        string[] expected = await RunTshark(path);

        CaptureContent content = CaptureContent.Read(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0));

        Assert.That(content.Problem, Is.Null);
        Assert.That(content.Packets.Select(Describe), Is.EqualTo(expected));
    }

    private static async Task<string[]> RunTshark(string path)
    {
        string[] fields = ["frame.number", "frame.time_epoch", "frame.cap_len", "frame.len", "frame.encap_type"];
        try
        {
            BufferedCommandResult result = await Cli.Wrap("tshark")
                .WithArguments(["-n", "-r", path, "-T", "fields", .. fields.SelectMany(field => new[] { "-e", field })])
                .ExecuteBufferedAsync();

            // What has no encapsulation is no packet, though it has a number.
            return [.. result.StandardOutput.Split('\n')
                .Select(line => line.Split('\t'))
                .Where(values => values.Length == fields.Length && values[4].Length > 0)
                .Select(values => string.Join(' ', [.. values[..4], LinkTypeOfEncapsulation.GetValueOrDefault(values[4], -1)]))];
        }
        catch (Win32Exception)
        {
            Assert.Ignore("tshark is not installed.");
            return [];
        }
    }

    private static string Describe(PacketContent packet)
    {
        string time = packet.Time is { } nanoseconds
            ? string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000_000}.{nanoseconds % 1_000_000_000:D9}")
            : "";

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{packet.Number} {time} {packet.Octets.Length / 2} {packet.OriginalLength} {packet.LinkType}");
    }
}
