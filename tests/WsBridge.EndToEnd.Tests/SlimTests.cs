using System.Text.Json.Nodes;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>What <c>wsbridge slim</c> writes, and how it ends.</summary>
[Category(Categories.OneWireshark)]
internal sealed class SlimTests
{
    private static readonly string Soak = Path.Combine(RepositoryPaths.Captures, "17_soak_2sta_ft.pcapng");

    [TestCase("17_soak_2sta_ft.pcapng")]
    [TestCase("09h_ft-eap_2pmkid_pmksa_prepend_ap2.10.pcapng")]
    [TestCase("field/peekremote-in-ethernet.pcap")]
    public async Task The_new_file_has_the_findings_and_attempts_of_the_whole_and_tshark_reads_it(string recording)
    {
        using var work = new Workplace();
        string capture = Path.Combine(RepositoryPaths.Captures, recording), slim = work.Path("slim.pcapng");

        Output written = (await work.WsBridge("slim", capture, "-o", slim)).AssertGood();

        Assert.That(written.Errors, Does.Match(@"^[\d,]+ of [\d,]+ packets \([\d,]+ of [\d,]+ octets, \d+ %\) written to ")
            .And.Contain("Analysed alone they give the same ").And.Not.Contain("because times rest on these"));
        long[] numbers = await NumbersOf(work, capture, slim);
        foreach (string command in (string[])["analyze", "roams"])
        {
            Output expected = await work.WsBridge(command, "--format", "ndjson", capture);
            Output actual = await work.WsBridge(command, "--format", "ndjson", slim);
            Assert.That(actual.Good().Select(line => Numbered(line, number => numbers[number - 1])),
                Is.EqualTo(expected.Good().Select(line => Numbered(line, number => number))).And.Not.Empty);
            Assert.That(actual.Errors, Does.Not.Contain("cut off"), "nothing is missed of what was cut off");
        }
    }

    [Test]
    public async Task Where_little_can_be_left_out_it_says_per_cent()
    {
        using var work = new Workplace();
        string capture = Path.Combine(RepositoryPaths.Captures, "01_wpa2-psk.pcapng"), slim = work.Path("slim.pcapng");

        Output written = (await work.WsBridge("slim", capture, "-o", slim)).AssertGood();

        Assert.That(written.Errors, Does.Match(@"^\d+ of 72 packets \([\d,]+ of [\d,]+ octets, \d\d %\) written to "));
    }

    [Test]
    public async Task From_standard_input_to_standard_output_it_is_the_same()
    {
        using var work = new Workplace();
        (await work.WsBridge("slim", Soak, "-o", work.Path("file.pcapng"))).AssertGood();

        Output piped = await work.Run("/bin/sh", ["-c", $"cat '{Soak}' | '{Programs.WsBridge}' slim - -o - > '{work.Path("piped.pcapng")}'"]);

        Assert.That(piped.AssertGood().Errors, Does.Contain("written to standard output"));
        Assert.That(await File.ReadAllBytesAsync(work.Path("piped.pcapng")), Is.EqualTo(await File.ReadAllBytesAsync(work.Path("file.pcapng"))));
    }

    [Test]
    public async Task Of_one_client_its_attempts_stay()
    {
        using var work = new Workplace();
        string slim = work.Path("slim.pcapng");

        Output written = await work.WsBridge("slim", Soak, "--sta", "02:00:00:00:02:00", "-o", slim);

        Assert.That(written.AssertGood().Errors, Does.Contain("Analysed alone they give "));
        Output roams = await work.WsBridge("roams", "--format", "ndjson", slim);
        Output expected = await work.WsBridge("roams", "--format", "ndjson", "--sta", "02:00:00:00:02:00", Soak);
        Assert.That(roams.Good().Select(TimeAndOutcome), Is.EqualTo(expected.Good().Select(TimeAndOutcome)).And.Not.Empty);

        static string TimeAndOutcome(string line) => JsonNode.Parse(line) is { } row ? $"{row["time"]} {row["sta"]} {row["outcome"]}" : "";
    }

    [TestCase("17_soak_2sta_ft.pcapng", "02:00:00:00:03:00", TestName = "Of one client whose FT failed nothing else is taken")]
    [TestCase("hwsim/eht_mld_sae_two_links.pcapng", "02:00:00:00:0a:00", TestName = "Of a multi-link client the frames of its links stay")]
    public async Task Of_one_client_the_result_is_the_same(string recording, string client)
    {
        using var work = new Workplace();

        Output written =
            await work.WsBridge("slim", Path.Combine(RepositoryPaths.Captures, recording), "--sta", client, "-o", work.Path("slim.pcapng"));

        Assert.That(written.AssertGood().Errors, Does.Contain("Analysed alone they give the same ").And.Not.Contain("because times rest on"));
    }

    [TestCase("IPv4 fragments")]
    [TestCase("CAPWAP fragments")]
    public async Task What_came_in_fragments_stays(string way)
    {
        using var work = new Workplace();
        IReadOnlyList<AirFrame> frames = AirFrame.Of(Recording.Read(Path.Combine(RepositoryPaths.Captures, "01_wpa2-psk.pcapng")));
        (WireWrapping wire, FrameWrapping wrapping) = WireWrapping.InFragments.Single(kind => kind.Wire.Name == way);
        Recording whole = wire.Of("fragments", frames, wrapping);

        Output written = await work.WsBridge("slim", work.Write("fragments.pcapng", whole.ToArray()), "-o", work.Path("slim.pcapng"));

        Assert.That(written.AssertGood().Errors, Does.Contain("Analysed alone they give the same "));
    }

    /// <summary>A tshark that gives another capture when it is asked again stands for a fault that nobody knows.</summary>
    [Test]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Another_result_is_status_2_and_said()
    {
        using var work = new Workplace();
        string tshark = work.Script("tshark", $"""
            if [ -e '{work.Path("asked")}' ]; then exec cat '{Path.Combine(RepositoryPaths.Captures, "01_wpa2-psk.pcapng")}'; fi
            touch '{work.Path("asked")}'
            exec cat '{Soak}'
            """);

        Output output = await work.Run(Programs.WsBridge,
            ["slim", work.Write("x.unknown", "a format that nobody reads"), "-o", work.Path("slim.pcapng")],
            new Dictionary<string, string?> { ["WSBRIDGE_TSHARK"] = tshark });

        Assert.That(output.Status, Is.EqualTo(2), output.Errors);
        Assert.That(output.Errors, Does.Contain("Analysed alone they give another result, which is a fault in WsBridge."));
    }

    [Test]
    public async Task What_cannot_be_read_or_makes_no_sense_is_said()
    {
        using var work = new Workplace();
        string cut = work.Write("cut.pcapng", File.ReadAllBytes(Soak)[..^10]);

        Output half = await work.WsBridge("slim", cut, "-o", work.Path("half.pcapng"));
        Output none = await work.WsBridge("slim", work.Write("none.pcap", "no capture"), "-o", work.Path("none.pcapng"));
        Output address = await work.WsBridge("slim", Soak, "--sta", "ap1", "-o", work.Path("x.pcapng"));
        Output same = await work.WsBridge("slim", cut, "-o", cut);

        Assert.That((half.Status, none.Status, address.Status, same.Status), Is.EqualTo((3, 3, 2, 2)));
        Assert.That((File.Exists(work.Path("half.pcapng")), File.Exists(work.Path("none.pcapng"))), Is.EqualTo((true, false)));
        Assert.That(half.Errors.Split('\n'), Has.Exactly(1).Contains("is cut off"));
        Assert.That(address.Errors, Does.Contain("--sta: ap1 is no address"));
    }

    /// <summary>The numbers that the packets of a slim capture have in the whole: times and lengths tell.</summary>
    private static async Task<long[]> NumbersOf(Workplace work, string capture, string slim)
    {
        string[] whole = (await work.PlainTshark("-r", capture, "-T", "fields", "-e", "frame.time_epoch", "-e", "frame.len")).Good();
        string[] part = (await work.PlainTshark("-r", slim, "-T", "fields", "-e", "frame.time_epoch", "-e", "frame.len")).Good();
        var numbers = new List<long>();
        int at = 0;
        foreach (string packet in part)
        {
            at = Array.IndexOf(whole, packet, at) + 1;
            Assert.That(at, Is.Positive, packet);
            numbers.Add(at);
        }

        return [.. numbers];
    }

    /// <summary>The row without the name of its file, with other numbers of frames.</summary>
    private static string Numbered(string line, Func<long, long> numberOf)
    {
        JsonObject row = JsonNode.Parse(line)!.AsObject();
        row.Remove("capture");
        Renumber(row, ["frame", "start_frame", "end_frame"]);
        foreach (JsonNode? related in row["related"]?.AsArray() ?? [])
        {
            Renumber(related!.AsObject(), ["frame"]);
        }

        if (row["frames"] is JsonObject frames)
        {
            foreach (string key in frames.Select(frame => frame.Key).ToArray())
            {
                if (frames[key] is JsonArray many)
                {
                    frames[key] = new JsonArray([.. many.Select(one => (JsonNode)numberOf((long)one!))]);
                }
                else
                {
                    Renumber(frames, [key]);
                }
            }
        }

        return row.ToJsonString();

        void Renumber(JsonObject of, string[] keys)
        {
            foreach (string key in keys)
            {
                if (of[key] is { } number)
                {
                    of[key] = numberOf((long)number);
                }
            }
        }
    }
}
