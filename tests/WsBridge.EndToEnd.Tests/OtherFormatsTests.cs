using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Files that are neither pcap nor pcapng are read by tshark, and give what they give as pcapng.</summary>
[Category(Categories.OneWireshark)]
[TestFixture]
internal sealed class OtherFormatsTests
{
    [TestCase("snoop")]
    [TestCase("netmon2")]
    [TestCase("lanalyzer")]
    [TestCase("ngsniffer")]
    [TestCase("ngwsniffer_2_0")]
    [TestCase("5views")]
    public async Task A_file_of_another_format_gives_what_the_same_capture_gives(string format)
    {
        using var work = new Workplace();
        (string capture, string snoop) = await Captures(work, format);

        Output expected = await work.WsBridge("analyze", "--format", "ndjson", capture);
        Output analyzed = await work.WsBridge("analyze", "--format", "ndjson", snoop);
        Output extracted = await work.WsBridge("extract", snoop, "--roam", "1", "-o", work.Path("one.pcapng"));

        Assert.That(ShownFinding.FromNdjson(analyzed.Lines), Is.EqualTo(ShownFinding.FromNdjson(expected.Good())).And.Not.Empty);
        Assert.That((analyzed.Status, analyzed.Errors),
            Is.EqualTo((0, $"wsbridge: {snoop} is neither pcap nor pcapng; tshark reads it.\n")));
        Assert.That((extracted.Status, extracted.Errors.Split("tshark reads it").Length), Is.EqualTo((0, 2)));
    }

    [TestCase("netmon1")]
    [TestCase("visual")]
    public async Task A_file_whose_times_are_whole_milliseconds_gives_the_same_findings(string format)
    {
        using var work = new Workplace();
        (string capture, string other) = await Captures(work, format);

        Output expected = await work.WsBridge("analyze", "--format", "ndjson", capture);
        Output analyzed = await work.WsBridge("analyze", "--format", "ndjson", other);

        Assert.That(ShownFinding.FromNdjson(analyzed.Good()).Select(finding => (finding.Frame, finding.Rule, finding.Severity)),
            Is.EqualTo(ShownFinding.FromNdjson(expected.Good()).Select(finding => (finding.Frame, finding.Rule, finding.Severity)))
                .And.Not.Empty);
    }

    [Test]
    public async Task What_comes_through_a_pipe_is_read_by_tshark_too()
    {
        using var work = new Workplace();
        (string capture, string snoop) = await Captures(work, "snoop");

        Output analyzed = await work.Run("/bin/sh", ["-c", $"cat '{snoop}' | '{Programs.WsBridge}' analyze --format ndjson -"]);
        Output extracted = await work.Run("/bin/sh",
            ["-c", $"cat '{snoop}' | '{Programs.WsBridge}' extract - --roam 1 -o '{work.Path("one.pcapng")}'"]);

        Output expected = await work.WsBridge("analyze", "--format", "ndjson", capture);
        Assert.That(ShownFinding.FromNdjson(analyzed.Good()), Is.EqualTo(ShownFinding.FromNdjson(expected.Good())).And.Not.Empty);
        Assert.That(analyzed.Errors, Is.EqualTo("wsbridge: - is neither pcap nor pcapng; tshark reads it.\n"));
        Assert.That((extracted.Status, extracted.Errors.Split("tshark reads it").Length), Is.EqualTo((0, 2)));
        (await work.WsBridge("roams", work.Path("one.pcapng"))).AssertGood();
    }

    [Test]
    public async Task Rubbish_through_a_pipe_is_said_to_be_no_capture()
    {
        using var work = new Workplace();

        Output piped = await work.Run("/bin/sh", ["-c", $"echo 'no capture at all' | '{Programs.WsBridge}' analyze -"]);

        Assert.That((piped.Status, piped.Errors), Is.EqualTo((3, "wsbridge: - is neither pcap nor pcapng: it begins with 6E6F2063.\n")));
    }

    [Test]
    public async Task Without_tshark_the_package_is_named()
    {
        using var work = new Workplace();
        (_, string snoop) = await Captures(work, "snoop");

        Output output = await work.Run(Programs.WsBridge, ["analyze", snoop],
            new Dictionary<string, string?> { ["PATH"] = work.Temporary, ["WSBRIDGE_TSHARK"] = null });

        Assert.That((output.Status, output.Text), Is.EqualTo((3, "")));
        Assert.That(output.Errors, Does.Contain("is not installed (the package tshark of Debian, Wireshark elsewhere)"));
    }

    /// <summary>A recording as an access point sends it over Ethernet, which formats without 802.11 hold too.</summary>
    private static async Task<(string Pcapng, string Other)> Captures(Workplace work, string format)
    {
        IReadOnlyList<AirFrame> frames =
            AirFrame.Of(Recording.Read(Testing.RepositoryPaths.Captures + "/09h_ft-eap_2pmkid_pmksa_prepend_ap2.10.pcapng"));
        string capture = work.Write("wrapped.pcapng",
            WireWrapping.All[0].Of("wrapped", frames, FrameWrapping.All.Single(way => way.Name == "TZSP")).ToArray());
        string other = work.Path("wrapped." + format);
        (await work.PlainTshark("-r", capture, "-F", format, "-w", other)).AssertGood();
        return (capture, other);
    }
}
