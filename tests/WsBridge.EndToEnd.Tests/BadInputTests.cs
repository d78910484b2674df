using System.Text;
using WsBridge.Capture;
using WsBridge.Testing;
using TestFrame = WsBridge.Testing.Frame;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Octets that lie: nothing of ours fails, and Wireshark says of them what it says without us.</summary>
internal sealed class BadInputTests
{
    private static readonly Dot11.MacAddress Sta = MakeAddress.Sta();
    private static readonly Dot11.MacAddress Ap = MakeAddress.Ap();

    [Test]
    public async Task Frames_cut_off_anywhere_are_harmless()
    {
        using var work = new Workplace();
        List<Packet> packets = [];
        foreach (Packet packet in Interesting())
        {
            for (int length = 0; length < packet.Octets.Length; length += 1 + (length / 24))
            {
                packets.Add(packet with { Octets = packet.Octets[..length] });
            }
        }

        await AssertHarmless(work, packets);
    }

    [Test]
    public async Task Changed_octets_are_harmless([Values(1, 2, 3)] int seed)
    {
        using var work = new Workplace();
        var random = new Random(seed);
        List<Packet> packets = [];
        for (int round = 0; round < 6; round++)
        {
            foreach (Packet packet in Interesting())
            {
                byte[] octets = [.. packet.Octets];
                int first = random.Next(10) == 0 ? 0 : Math.Min(16, octets.Length - 1); // mostly behind the radiotap header
                for (int changes = random.Next(1, 4); changes > 0; changes--)
                {
                    octets[random.Next(first, octets.Length)] = random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => (byte)random.Next(256) };
                }

                packets.Add(packet with { Octets = octets });
            }
        }

        await AssertHarmless(work, packets);
    }

    [Test]
    public async Task Random_octets_are_harmless([Values(4, 5)] int seed)
    {
        using var work = new Workplace();
        var random = new Random(seed);
        List<Packet> packets = [];
        for (int i = 0; i < 1500; i++)
        {
            byte[] octets = new byte[random.Next(300)];
            random.NextBytes(octets);
            // Half of them with a header that leads us on: radiotap, then a frame type that is looked at.
            byte[] packet = i % 2 == 0
                ? octets
                : [0, 0, 8, 0, 0, 0, 0, 0, ((byte[])[0x00, 0x10, 0x20, 0x30, 0x80, 0xB0, 0xC0, 0xD0, 0x88])[random.Next(9)], 0, .. octets];
            packets.Add(new Packet(1_790_000_000_000_000_000 + (i * 1_000_000L), LinkTypes.Radiotap, packet, packet.Length));
        }

        await AssertHarmless(work, packets);
    }

    [Test]
    public async Task Lengths_and_counts_that_lie_are_harmless()
    {
        using var work = new Workplace();
        byte[] rsne = MakeElement.Rsne(new RsneOptions { Akms = [4], Pmkids = [Octets.Repeat(1, 16)], DeclaredPmkidCount = 0xFFFF });
        byte[] longRsne = [48, 255, .. rsne.AsSpan(2)];
        byte[] nonce = Octets.Repeat(7, 32);
        byte[][] frames =
        [
            TestFrame.Beacon(Ap, MakeElement.Ssid("lies"), longRsne),
            TestFrame.AssociationRequest(Sta, Ap, MakeElement.Ssid("lies"), rsne),
            TestFrame.AssociationRequest(Sta, Ap, MakeElement.Ssid("lies"), longRsne, MakeElement.Any(54, 1)),
            TestFrame.AssociationResponse(Sta, Ap, 0, MakeElement.Any(55, 1, 2, 3)),
            TestFrame.EapolKey(Sta, Ap, MakeEapol.M1(nonce)),
            TestFrame.EapolKey(Sta, Ap, MakeEapol.M2(nonce, rsne)),
            TestFrame.EapolKey(Sta, Ap, MakeEapol.M2(nonce, longRsne)),
            TestFrame.Eapol(Sta, Ap, false, MakeEapol.Any(3, MakeEapol.Key(MakeEapol.M2(nonce, rsne)), declaredLength: 0xFFFF)),
            TestFrame.Eapol(Sta, Ap, false, MakeEapol.Any(3, MakeEapol.Key(MakeEapol.M2(nonce, rsne)), declaredLength: 3)),
            TestFrame.Eapol(Sta, Ap, false, []),
            TestFrame.Deauthentication(Sta, Ap, 2),
        ];
        string capture = work.Write("lies.pcapng", new CaptureBuilder().AddAll(frames).ToArray());

        await AssertHarmless(work, Recordings.PacketsOf(capture));
    }

    [Test]
    public async Task A_file_that_ends_early_gives_what_it_has_says_where_and_exits_with_3([Values("text", "ndjson")] string format)
    {
        using var work = new Workplace();
        byte[] whole = await File.ReadAllBytesAsync(Recordings.TwoPmkids);
        string capture = work.Write("cut.pcapng", whole[..(whole.Length - 100)]);

        Output output = await work.WsBridge("analyze", "--format", format, capture);

        Assert.That(output.Status, Is.EqualTo(3));
        Assert.That(output.Text, Does.Contain("ft-m2-extra-pmkids").And.Contain("WSB-FT-003"));
        Assert.That(output.Errors, Does.Contain("cut.pcapng").And.Match("(octet|frame|offset) ?[0-9]+"));
        Assert.That(output.Errors, Does.Not.Contain("   at "), "a sentence, not a stack trace");
    }

    private static List<Packet> Interesting() =>
    [
        .. Recordings.Own.SelectMany(Recordings.PacketsOf).Where(packet =>
            packet.LinkType == LinkTypes.Radiotap && packet.Octets.Length > 40
            && packet.Octets.AsSpan().IndexOfAny((byte)48, (byte)55, (byte)0x8E) > 0).Take(300),
    ];

    private static async Task AssertHarmless(Workplace work, List<Packet> packets)
    {
        string capture = work.Path("bad.pcapng");
        using (var writer = new PcapngWriter(File.Create(capture)))
        {
            int radiotap = writer.AddInterface(LinkTypes.Radiotap);
            packets.ForEach(packet => writer.WritePacket(radiotap, packet.TimeNanoseconds, packet.Octets,
                Math.Max(packet.OriginalLength, packet.Octets.Length)));
        }

        Output analyzed = await work.WsBridge("analyze", "--format", "ndjson", capture);
        Output shown = await work.Tshark(["-r", capture, .. ShownFrame.Options]);
        Output trouble =
            await work.Tshark("-2", "-r", capture, "-Y", "wsbridge.expert.stub_error || wsbridge.expert.analysis_stopped || "
                + "wsbridge.expert.analyzer_not_started", "-V");
        Output plainTree = await work.PlainTshark("-r", capture, "-V");
        Output ourTree = await work.Tshark("-r", capture, "-V");

        Assert.That(trouble.AssertGood().Text, Is.Empty);
        Assert.That(analyzed.Status, Is.Zero, analyzed.Errors);
        var found = FoundByLibrary.Of(capture);
        Assert.That(ShownFinding.FromNdjson(analyzed.Lines), Is.EquivalentTo(found.All));
        Assert.That(ShownFinding.FromTshark(ShownFrame.From(shown.AssertGood().Text)), Is.EquivalentTo(found.Running));
        Assert.That(WithoutUs(ourTree.AssertGood().Text), Is.EqualTo(plainTree.AssertGood().Text));
    }

    /// <summary>The text of <c>-V</c> without the lines of WsBridge's subtree.</summary>
    private static string WithoutUs(string tree)
    {
        var rest = new StringBuilder(tree.Length);
        bool ours = false;
        foreach (string line in tree.Split('\n'))
        {
            // Wireshark 4.4 and later say in front that a long line was cut.
            ours = line.StartsWith("[WsBridge", StringComparison.Ordinal) || line.StartsWith("[[…] WsBridge", StringComparison.Ordinal)
                || (ours && line.StartsWith(' '));
            if (!ours)
            {
                rest.Append(line).Append('\n');
            }
        }

        return rest.ToString(0, rest.Length - 1);
    }
}
