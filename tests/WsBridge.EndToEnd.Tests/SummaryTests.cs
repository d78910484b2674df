using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary><c>wsbridge summary</c> answers what somebody with very many captures asks.</summary>
[Category(Categories.OneWireshark)]
internal sealed class SummaryTests
{
    private static readonly string[] Captures = [.. Directory.GetFiles(RepositoryPaths.Captures, "*.pcapng").Order(StringComparer.Ordinal)];

    [Test]
    public async Task The_corpus_of_the_lab_answers_which_clients_which_APs_two_PMKIDs_since_when()
    {
        using var work = new Workplace();

        string text = string.Join('\n', (await work.WsBridge(["summary", .. Captures])).Good());

        Assert.That(text.Split('\n'), Has.Length.LessThanOrEqualTo(60));
        Assert.That(text, Does.Match(@"12  WSB-FT-003 ft-m2-rejected-no-m3 \(fault: ap, sta\), since 2026-11-22"));
        Assert.That(text, Does.Contain("client 02:00:00:00:02:00 x12; AP 02:00:00:00:00:00 x12"));
        Assert.That(text, Does.Match("with .*ft-m2-extra-pmkids x12"));
        Assert.That(text, Does.Match(@"wireshark -r \S+09h_ft-eap_2pmkid_pmksa_prepend_ap2\.10\.pcapng -g 149"));
    }

    [Test]
    public async Task Captures_rows_and_parts_give_the_same_summary()
    {
        using var work = new Workplace();
        string[] some = Captures[..8];
        string whole = (await work.WsBridge(["summary", "--format", "json", .. some])).AssertGood().Text;
        await work.WsBridge(["analyze", "--format", "ndjson", "-o", work.Path("findings.ndjson"), .. some]);
        await work.WsBridge(["roams", "--format", "ndjson", "-o", work.Path("attempts.ndjson"), .. some]);
        await work.WsBridge(["summary", "--format", "json", "-o", work.Path("1.json"), .. some[..3]]);
        await work.WsBridge(["summary", "--format", "json", "-o", work.Path("2.json"), .. some[3..]]);

        string ofParts = (await work.WsBridge("summary", "--format", "json", work.Path("2.json"), work.Path("1.json"))).AssertGood().Text;
        string ofRows = (await work.WsBridge("summary", "--format", "json", work.Path("attempts.ndjson"), work.Path("findings.ndjson")))
            .AssertGood().Text;

        Assert.That(ofParts, Is.EqualTo(whole));
        Assert.That(ofRows, Is.EqualTo(whole));
    }

    [Test]
    public async Task Parquet_gives_the_same_summary_in_files_and_in_folders()
    {
        using var work = new Workplace();
        string[] some = Captures[..8];
        string whole = (await work.WsBridge(["summary", "--format", "json", .. some])).AssertGood().Text;
        await work.WsBridge(["analyze", "--format", "parquet", "-o", work.Path("findings.parquet"), .. some]);
        await work.WsBridge(["roams", "--format", "parquet", "--partition-by", "*/{folder}/*", "-o", work.Path("attempts"), .. some]);

        Output summary = (await work.WsBridge("summary", "--format", "json", "--recursive", work.Path("attempts"),
            work.Path("findings.parquet"))).AssertGood();
        Output damaged = await work.WsBridge("summary", work.Write("x.parquet", "PAR1 and no more"));

        Assert.That(summary.Text, Is.EqualTo(whole));
        Assert.That(damaged.Status, Is.EqualTo(3));
        Assert.That(damaged.Errors, Does.Match(@"^wsbridge: \S+x\.parquet cannot be read to its end: .+\.\n$"));
    }

    [Test]
    public async Task What_APs_say_they_are_is_counted()
    {
        using var work = new Workplace();
        MacAddress ap = MakeAddress.Ap();
        MacAddress sta = MakeAddress.Sta();
        byte[] wps = MakeElement.Vendor(0x0050F2, 4,
            [0x10, 0x21, 0, 4, .. "ACME"u8, 0x10, 0x23, 0, 2, .. "X9"u8, 0x10, 0x2D, 0, 4, 0x80, 1, 2, 3]);
        byte[] aruba = MakeElement.Vendor(0x000B86, 1, [3, 0, .. "AP-Lobby"u8]);
        string capture = work.Capture("ap.pcap", LinkTypes.Ieee80211,
        [
            Testing.Frame.Beacon(ap, MakeElement.Ssid("net"), aruba),
            Testing.Frame.ProbeResponse(sta, ap, MakeElement.Ssid("net"), wps),
            Testing.Frame.Authentication(sta, ap),
            Testing.Frame.Authentication(sta, ap, transaction: 2),
            Testing.Frame.AssociationRequest(sta, ap, MakeElement.Ssid("net")),
            Testing.Frame.AssociationResponse(sta, ap),
        ]);

        string row = (await work.WsBridge("roams", "--format", "ndjson", capture)).AssertGood().Text;
        string[] models = (await work.WsBridge("summary", "--by", "ap-model", "--by", "ap-firmware", "--by", "ap-name", capture)).Good();
        string none = (await work.WsBridge("summary", "--by", "ap-model", Captures[0])).AssertGood().Text;

        Assert.That(row, Does.Contain(
            "\"ap_name\":\"AP-Lobby\",\"ap_vendor\":\"ACME\",\"ap_model\":\"X9\",\"ap_firmware\":\"00010203\""));
        Assert.That(models, Has.Some.StartsWith("ACME X9  ").And.Some.StartsWith("ACME X9 00010203  ").And.Some.StartsWith("AP-Lobby  "));
        Assert.That(none, Does.Contain("Attempts by ap-model").And.Contain("unknown"));
    }

    [Test]
    public async Task Only_what_is_asked_for_counts()
    {
        using var work = new Workplace();
        string soak = Captures.Single(capture => capture.Contains("17_soak", StringComparison.Ordinal));

        string[] all = (await work.WsBridge("summary", soak)).Good();
        string[] one = (await work.WsBridge("summary", "--sta", "02-00-00-00-03-00", "--outcome", "failed", soak)).Good();
        string[] none = (await work.WsBridge("summary", "--until", "2020-01-01", soak)).Good();

        Assert.That(all[0], Does.Contain("of 2 clients"));
        Assert.That(one[0], Does.Contain("2 attempts of 1 client at").And.Contain(", 2 failed,"));
        Assert.That(none[0], Does.StartWith("Nothing found"));
    }

    [TestCase("--sta", "nonsense")]
    [TestCase("--since", "yesterday")]
    [TestCase("--by", "moon")]
    [TestCase("--partition-by", "*/*")]
    [TestCase("--top", "-1")]
    public async Task What_cannot_be_asked_is_wrong_usage(string option, string value)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("summary", option, value, Captures[0]);

        Assert.That(output.Status, Is.EqualTo(2));
        Assert.That(output.Errors, Does.StartWith("wsbridge: "));
        Assert.That(output.Text, Is.Empty);
    }

    [TestCase("{\"rule\":1}\n", "line 1 is no finding, no association attempt and no summary")]
    [TestCase("\n\n{}\n", "line 3 is no finding")]
    [TestCase("{\"wsbridge_summary\":99}\n", "line 1 is a summary of version 99")]
    [TestCase("nonsense", "")]
    public async Task What_cannot_be_read_is_said_and_the_rest_counts(string text, string expected)
    {
        using var work = new Workplace();
        string bad = work.Write("bad.ndjson", text);

        Output output = await work.WsBridge("summary", bad, Captures[0]);

        Assert.That(output.Status, Is.EqualTo(3));
        Assert.That(output.Errors, Does.StartWith("wsbridge: ").And.Contain("bad.ndjson").And.Contain(expected));
        Assert.That(output.Text, Does.StartWith("1 capture,"));
    }

    [Test]
    public async Task Vendors_are_those_of_Wireshark_and_randomized_addresses_are_told_apart()
    {
        using var work = new Workplace();
        string rows = (await work.WsBridge("roams", "--format", "ndjson", Captures[0])).AssertGood().Text;
        string path = work.Write("rows.ndjson",
            rows + rows.Replace("\"sta\":\"02:00:00:00:02:00\"", "\"sta\":\"00:00:0c:01:02:03\"", StringComparison.Ordinal));

        string text = string.Join('\n', (await work.WsBridge("summary", "--by", "client-vendor", path)).Good());

        Assert.That(text, Does.Contain("Cisco Systems, Inc").And.Contain("locally administered (randomized)"));
    }

    [Test]
    public async Task Attempts_that_copies_of_a_capture_hold_again_are_said_once_for_each_two()
    {
        using var work = new Workplace();
        string original = work.Path("a.pcapng"), slim = work.Path("b.pcapng"), rows = work.Path("rows.ndjson");
        File.Copy(Path.Combine(RepositoryPaths.Captures, "09h_ft-eap_2pmkid_pmksa_prepend_ap2.10.pcapng"), original);
        (await work.WsBridge("slim", original, "-o", slim)).AssertGood();
        (await work.WsBridge("roams", original, "--format", "ndjson", "-o", rows)).AssertGood();

        Output copies = (await work.WsBridge("summary", original, slim)).AssertGood();
        Output again = (await work.WsBridge("summary", original, rows)).AssertGood();
        Output alone = (await work.WsBridge(["summary", .. Captures])).AssertGood();

        const string same = "hold 6 attempts that are the same (client, BSSID and time): they count twice. Leave one of them out.";
        Assert.That(copies.Errors, Is.EqualTo($"wsbridge: {original} and {slim} {same}\n"));
        Assert.That(again.Errors, Is.EqualTo($"wsbridge: {original} and {rows} {same}\n"));
        Assert.That(alone.Errors, Does.Not.Contain("count twice"));
    }

    [Test]
    public async Task Whoever_is_asked_for_and_is_not_in_the_captures_is_said()
    {
        using var work = new Workplace();
        string[] asked = ["--sta", "02:00:00:00:99:99", "--bssid", "02:00:00:00:00:00", "--ssid", "Guest", Captures[0]];
        const string sentences = "wsbridge: 02:00:00:00:99:99 (--sta) is in no frame of what was analysed.\n"
            + "wsbridge: the SSID \"Guest\" (--ssid) is not in what was analysed; it has \"LabRoam\".\n";

        foreach (string command in (string[])["analyze", "roams", "summary"])
        {
            Output output = (await work.WsBridge([command, .. asked])).AssertGood();
            Output there = (await work.WsBridge(command, "--sta", "02:00:00:00:02:00", "--ssid", "LabRoam", Captures[0])).AssertGood();

            Assert.That((command, output.Errors), Is.EqualTo((command, sentences)));
            Assert.That((command, there.Errors), Is.EqualTo((command, "")));
        }
    }

    [Test]
    public async Task Rows_do_not_tell_who_was_in_their_captures()
    {
        using var work = new Workplace();
        (await work.WsBridge("roams", "--format", "ndjson", "-o", work.Path("rows.ndjson"), Captures[0])).AssertGood();

        Output output = (await work.WsBridge("summary", "--sta", "02:00:00:00:99:99", work.Path("rows.ndjson"))).AssertGood();

        Assert.That(output.Errors, Is.Empty);
    }

    [Test]
    public async Task One_outage_of_several_attempts_counts_once_and_a_minimum_is_marked()
    {
        using var work = new Workplace();
        string capture = Path.Combine(RepositoryPaths.Captures, "09h_ft-eap_2pmkid_pmksa_prepend_ap2.10.pcapng");

        string[] summary = (await work.WsBridge("summary", capture)).Good();
        string[] roams = (await work.WsBridge("roams", capture)).Good();

        Assert.That(summary[^1], Does.Match(@"^ft-initial +6 +5 +1\.4 s +1\.4 s +1 +>18\.3 s +>18\.3 s +>18\.3 s$"));
        Assert.That(roams.Select(line => line.Split(' ')[^1]).Count(word => word == "same"), Is.EqualTo(4));
        Assert.That(roams, Has.Exactly(1).EndsWith(">18.3 s"));
    }
}
