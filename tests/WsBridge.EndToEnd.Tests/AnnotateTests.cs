using System.Text.Json.Nodes;
using WsBridge.Capture;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>What <c>wsbridge annotate</c> writes, and how it ends.</summary>
internal sealed class AnnotateTests
{
    [TestCase("09h_ft-eap_2pmkid_pmksa_prepend_ap2.10")]
    [TestCase("12a_ft-psk_r0kh-key-mismatch")]
    [TestCase("13c_ft-psk_m4-not-sent-once")]
    public async Task Every_finding_is_a_comment_on_its_frame_and_nothing_else_changes(string recording)
    {
        using var work = new Workplace();
        string capture = Path.Combine(RepositoryPaths.Captures, recording + ".pcapng");
        string copy = work.Path("annotated.pcapng");

        (await work.WsBridge("annotate", capture, "-o", copy)).AssertGood();

        List<(long Frame, string Rule)> findings = await FindingsOf(work, capture);
        List<(long Frame, string Rule)> comments = await CommentsOf(work, copy);
        Assert.That(comments, Is.EqualTo(findings).And.Not.Empty);
        Assert.That(await FindingsOf(work, copy), Is.EqualTo(findings));
        Assert.That(
            Recordings.PacketsOf(
            copy).Select(packet => (packet.TimeNanoseconds, packet.LinkType, packet.OriginalLength, Convert.ToHexString(packet.Octets))),
            Is.EqualTo(Recordings.PacketsOf(capture)
            .Select(packet => (packet.TimeNanoseconds, packet.LinkType, packet.OriginalLength, Convert.ToHexString(packet.Octets)))));
    }

    [Test]
    public async Task Only_what_was_asked_for_is_written()
    {
        using var work = new Workplace();
        string copy = work.Path("annotated.pcapng");

        Output output = await work.WsBridge("annotate", Recordings.TwoPmkids, "--min-severity", "error", "--rule", "ft-m2-rejected-no-m3",
            "-o", copy);

        List<(long Frame, string Rule)> comments = await CommentsOf(work, copy);
        Assert.That(comments.Select(comment => comment.Rule).Distinct(), Is.EqualTo((string[])["WSB-FT-003"]));
        int packets =
            FoundByLibrary.Of(Recordings.TwoPmkids).LaterPass.Where(finding => finding is { Rule: "WSB-FT-003", Severity: "error" })
                .Select(finding => finding.Frame).Distinct().Count();
        Assert.That(packets, Is.GreaterThan(comments.Count));
        Assert.That(output.AssertGood().Errors, Does.StartWith($"{comments.Count} findings written as comments on {packets} packets to "),
            "on the frames as well that they are about");
    }

    [Test]
    public async Task Comments_that_are_there_stay_and_pcap_becomes_pcapng()
    {
        using var work = new Workplace();
        string commented = work.Path("commented.pcapng");
        using (var writer = new PcapngWriter(File.Create(commented)))
        {
            int radiotap = writer.AddInterface(LinkTypes.Radiotap);
            Recordings.PacketsOf(Recordings.TwoPmkids)
                .ForEach(packet => writer.WritePacket(radiotap, packet.TimeNanoseconds, packet.Octets, packet.OriginalLength,
                    comments: "his own"));
        }

        string pcap = work.Path("roam.pcap");
        using (var writer = new PcapWriter(File.Create(pcap), LinkTypes.Radiotap))
        {
            Recordings.PacketsOf(Recordings.TwoPmkids)
                .ForEach(packet => writer.WritePacket(packet.TimeNanoseconds, packet.Octets, packet.OriginalLength));
        }

        (await work.WsBridge("annotate", commented, "-o", work.Path("1.pcapng"))).AssertGood();
        (await work.WsBridge("annotate", pcap, "-o", work.Path("2.pcapng"))).AssertGood();

        Output own = await work.PlainTshark("-r", work.Path("1.pcapng"), "-Y", "frame.comment == \"his own\"", "-T", "fields", "-e",
            "frame.number");
        Assert.That(own.Good(), Has.Length.EqualTo(Recordings.PacketsOf(Recordings.TwoPmkids).Count));
        Assert.That(await CommentsOf(work, work.Path("1.pcapng")), Is.EqualTo(await CommentsOf(work, work.Path("2.pcapng"))).And.Not.Empty);
    }

    [Test]
    public async Task The_capture_itself_is_never_overwritten_and_a_missing_one_is_named()
    {
        using var work = new Workplace();
        string capture = work.Path("roam.pcapng");
        File.Copy(Recordings.TwoPmkids, capture);

        Output same = await work.WsBridge("annotate", capture, "-o", capture);
        Output missing = await work.WsBridge("annotate", work.Path("missing.pcapng"), "-o", work.Path("x.pcapng"));

        Assert.That((same.Status, missing.Status, File.Exists(work.Path("x.pcapng"))), Is.EqualTo((2, 3, false)));
        Assert.That(same.Errors, Does.Contain("never overwritten"));
        Assert.That(missing.Errors, Does.Contain("missing.pcapng"));
    }

    private static async Task<List<(long Frame, string Rule)>> FindingsOf(Workplace work, string capture) =>
        [.. (await work.WsBridge("analyze", "--format", "ndjson", capture)).Good()
            .Select(line => JsonNode.Parse(line)!)
            .Select(finding => (finding["frame"]!.GetValue<long>(), finding["rule"]!.GetValue<string>()))
            .Order()];

    /// <summary>The comments on the frames where findings became clear, as tshark shows them.</summary>
    private static async Task<List<(long Frame, string Rule)>> CommentsOf(Workplace work, string capture)
    {
        Output shown = await work.PlainTshark("-r", capture, "-Y", "frame.comment", "-T", "fields", "-E", "aggregator=\u0001", "-e",
            "frame.number", "-e", "frame.comment");
        return [.. shown.Good()
            .Select(line => line.Split('\t'))
            .SelectMany(fields => fields[1].Split('\u0001').Select(comment => (long.Parse(fields[0], null), comment)))
            .Where(comment => comment.comment.StartsWith("WsBridge ", StringComparison.Ordinal)
            && !comment.comment.Contains(", clear at frame ", StringComparison.Ordinal))
            .Select(comment => (comment.Item1,
                comment.comment[(comment.comment.IndexOf('(', StringComparison.Ordinal) + 1)..comment.comment.IndexOf(')',
                StringComparison.Ordinal)]))
            .Order()];
    }
}
