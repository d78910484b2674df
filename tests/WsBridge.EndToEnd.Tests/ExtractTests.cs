using System.Text.Json.Nodes;
using CliWrap;
using WsBridge.Capture;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>What <c>wsbridge extract</c> writes, and how it ends.</summary>
internal sealed class ExtractTests
{
    /// <summary>Unless told otherwise, an excerpt goes on for so long after the attempt.</summary>
    private const double AroundMs = 1000;

    private static readonly string[] FirstData = ["first_data_ms", "first_data_up_ms", "first_data_down_ms"];

    [TestCase("02_ft-psk_ota")]
    [TestCase("03_ft-psk_over-ds")]
    [TestCase("07_wpa2-eap_okc")]
    [TestCase("09h_ft-eap_2pmkid_pmksa_prepend_ap2.10")]
    [TestCase("12a_ft-psk_r0kh-key-mismatch")]
    [TestCase("18a_ft-eap_pmksa_initial-md_legit")]
    public async Task The_new_file_analysed_again_has_the_same_attempt_and_tshark_reads_it(string recording)
    {
        using var work = new Workplace();
        string capture = Path.Combine(RepositoryPaths.Captures, recording + ".pcapng");
        List<JsonObject> rows = await RoamsOf(work, capture);

        foreach (JsonObject row in rows)
        {
            int index = row["index"]!.GetValue<int>();
            string file = work.Path($"{index}.pcapng");
            Output extracted = (await work.WsBridge("extract", capture, "--roam", $"{index}", "-o", file)).AssertGood();

            JsonObject again = AttemptAt(row["time"]!, await RoamsOf(work, file));
            Output tshark = await work.PlainTshark("-r", file, "-T", "fields", "-e", "frame.number");
            Assert.That(Comparable(again, file), Is.EqualTo(Comparable(row, capture)), $"attempt {index}");
            Assert.That(again["outage_ms"]?.GetValue<double>(), Is.Null.Or.LessThanOrEqualTo(row["outage_ms"]?.GetValue<double>() ?? 0),
                $"attempt {index}");
            Assert.That(tshark.Good(), Has.Length.EqualTo(Recordings.PacketsOf(file).Count), tshark.Errors);
            Assert.That(extracted.Errors,
                Does.Contain($"Attempt {index}: {row["type"]}, {row["outcome"]}").And.Contain(
                $"{tshark.Lines.Length} of {Recordings.PacketsOf(capture).Count} frames"));
        }

        Assert.That(rows, Is.Not.Empty);
    }

    [Test]
    public async Task Other_attempts_in_the_new_file_are_said_with_the_number_of_the_one_asked_for()
    {
        using var work = new Workplace();
        string file = work.Path("one.pcapng");

        Output output = (await work.WsBridge("extract", Recordings.TwoPmkids, "--roam", "3", "-o", file)).AssertGood();

        int there = (await RoamsOf(work, file)).Count;
        Assert.That(there, Is.GreaterThan(1));
        Assert.That(output.Errors, Does.Match($@"\nAttempts 1 to {there} are in it; this one is number \d there\.\n"));
    }

    [TestCase("IPv4 fragments", "TZSP")]
    [TestCase("IPv6 fragments", "TZSP")]
    [TestCase("CAPWAP fragments", "CAPWAP")]
    public async Task All_parts_of_a_frame_that_came_in_several_packets_are_written(string way, string wrapping)
    {
        using var work = new Workplace();
        IReadOnlyList<AirFrame> frames = AirFrame.Of(Recording.Read(Path.Combine(RepositoryPaths.Captures, "02_ft-psk_ota.pcapng")));
        WireWrapping wire = WireWrapping.InFragments.Single(kind => kind.Wire.Name == way).Wire;
        Recording whole = wire.Of("whole", frames, FrameWrapping.All.Single(frame => frame.Name == wrapping));
        string capture = work.Write("whole.pcapng", whole.ToArray()), file = work.Path("one.pcapng");
        List<JsonObject> rows = await RoamsOf(work, capture);

        foreach (JsonObject row in rows)
        {
            Output extracted = (await work.WsBridge("extract", capture, "--roam", $"{row["index"]}", "-o", file)).AssertGood();

            Assert.That(Comparable(AttemptAt(row["time"]!, await RoamsOf(work, file)), file), Is.EqualTo(Comparable(row, capture)));
            Assert.That(extracted.Errors, Does.Not.Contain("another result"));
            File.Delete(file);
        }

        Assert.That(rows, Is.Not.Empty);
    }

    [Test]
    public async Task No_attempt_beside_it_is_cut_through()
    {
        using var work = new Workplace();
        int others = 0;
        foreach (string recording in (string[])[
            "03_ft-psk_over-ds",
            "09h_ft-eap_2pmkid_pmksa_prepend_ap2.10",
            "12a_ft-psk_r0kh-key-mismatch",
            "18a_ft-eap_pmksa_initial-md_legit",
        ])
        {
            string capture = Path.Combine(RepositoryPaths.Captures, recording + ".pcapng");
            List<JsonObject> rows = await RoamsOf(work, capture);
            foreach (JsonObject row in rows.Count > 1 ? rows : [])
            {
                string file = work.Path("one.pcapng");
                (await work.WsBridge("extract", capture, "--roam", $"{row["index"]}", "--around", "0.05", "-o", file)).AssertGood();

                List<JsonObject> again = await RoamsOf(work, file);
                others += again.Count - 1;
                Assert.That(again.Select(Ending), Is.SubsetOf(rows.Select(Ending)), $"{capture}, attempt {row["index"]}");
                File.Delete(file);
            }
        }

        Assert.That(others, Is.Positive, "attempts that are needed are there as a whole");

        static string Ending(JsonObject row) => $"{row["sta"]} {row["to"]} {row["type"]} {row["outcome"]} {row["cause"]}";
    }

    [Test]
    public async Task Frames_interfaces_and_time_stay_as_they_are()
    {
        using var work = new Workplace();
        string file = work.Path("2.pcapng");

        (await work.WsBridge("extract", Recordings.TwoPmkids, "--roam", "2", "-o", file)).AssertGood();

        HashSet<string> before = [.. Recordings.PacketsOf(Recordings.TwoPmkids).Select(Describe)];
        Assert.That(Recordings.PacketsOf(file).Select(Describe), Is.SubsetOf(before).And.Not.Empty);
        Assert.That(InterfacesOf(file), Is.EqualTo(InterfacesOf(Recordings.TwoPmkids)));
    }

    [Test]
    public async Task Standard_output_gets_what_a_file_gets()
    {
        using var work = new Workplace();
        string file = work.Path("1.pcapng");
        (await work.WsBridge("extract", Recordings.TwoPmkids, "--roam", "1", "-o", file)).AssertGood();

        var piped = new MemoryStream();
        await CliWrap.Cli.Wrap(Programs.WsBridge).WithArguments(["extract", Recordings.TwoPmkids, "--roam", "1", "-o", "-"])
            .WithStandardOutputPipe(PipeTarget.ToStream(piped)).WithEnvironmentVariables(work.Environment()).ExecuteAsync();

        Assert.That(piped.ToArray(), Is.EqualTo(await File.ReadAllBytesAsync(file)));
        Assert.That(Directory.EnumerateFiles(work.Temporary), Is.Empty);
    }

    [Test]
    public async Task From_pcap_comes_pcapng_with_one_interface()
    {
        using var work = new Workplace();
        string pcap = work.Path("roam.pcap");
        using (var writer = new PcapWriter(File.Create(pcap), LinkTypes.Radiotap, new PcapWriterOptions { Nanoseconds = false }))
        {
            Recordings.PacketsOf(Recordings.TwoPmkids)
                .ForEach(packet => writer.WritePacket(packet.TimeNanoseconds, packet.Octets, packet.OriginalLength));
        }

        string file = work.Path("2.pcapng");
        (await work.WsBridge("extract", pcap, "--roam", "2", "-o", file)).AssertGood();

        Assert.That(InterfacesOf(file).Single(), Is.EqualTo(InterfacesOf(pcap).Single()));
        JsonObject row = (await RoamsOf(work, pcap))[1];
        Assert.That(Comparable(AttemptAt(row["time"]!, await RoamsOf(work, file)), file), Is.EqualTo(Comparable(row, pcap)));
    }

    [TestCase("7", "there is no attempt 7: ", "has 6, numbers 1 to 6.")]
    [TestCase("0", "there is no attempt 0: ", "has 6, numbers 1 to 6.")]
    [TestCase("two", "two", "")]
    public async Task A_number_that_does_not_exist_is_wrong_usage(string number, string what, string range)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("extract", Recordings.TwoPmkids, "--roam", number, "-o", work.Path("x.pcapng"));

        Assert.That((output.Status, File.Exists(work.Path("x.pcapng"))), Is.EqualTo((2, false)));
        Assert.That(output.Errors, Does.Contain(what).And.Contain(range));
    }

    [Test]
    public async Task The_capture_itself_is_never_overwritten()
    {
        using var work = new Workplace();
        string capture = work.Path("roam.pcapng");
        File.Copy(Recordings.TwoPmkids, capture);
        File.CreateSymbolicLink(work.Path("link.pcapng"), capture);
        byte[] before = await File.ReadAllBytesAsync(capture);

        foreach ((string input,
            string output) in new[] { (capture, capture), (work.Path("link.pcapng"), capture), (capture,
                work.Path("link.pcapng")), (capture, work.Path("tmp/../roam.pcapng")) })
        {
            Output said = await work.WsBridge("extract", input, "--roam", "1", "-o", output);
            Assert.That((said.Status, said.Errors.Contains("never overwritten")), Is.EqualTo((2, true)), said.Errors);
        }

        Assert.That(await File.ReadAllBytesAsync(capture), Is.EqualTo(before));
    }

    [TestCase("missing.pcapng", null)]
    [TestCase("empty.pcapng", "")]
    [TestCase("text.pcapng", "this is no capture\n")]
    public async Task A_capture_that_cannot_be_read_is_status_3_in_one_sentence(string name, string? content)
    {
        using var work = new Workplace();
        if (content is not null)
        {
            work.Write(name, content);
        }

        Output output = await work.WsBridge("extract", work.Path(name), "--roam", "1", "-o", work.Path("x.pcapng"));

        Assert.That((output.Status, output.Errors.Split('\n').Length), Is.EqualTo((3, 2)), output.Errors);
        Assert.That(output.Errors, Does.StartWith("wsbridge: ").And.Contain(name));
    }

    [Test]
    public async Task What_could_be_read_of_a_cut_off_capture_is_written_with_status_3()
    {
        using var work = new Workplace();
        byte[] whole = await File.ReadAllBytesAsync(Recordings.TwoPmkids);
        string capture = work.Write("cut.pcapng", whole[..(whole.Length - 100)]);

        Output output = await work.WsBridge("extract", capture, "--roam", "1", "-o", work.Path("1.pcapng"));

        Assert.That((output.Status, Recordings.PacketsOf(work.Path("1.pcapng")).Count > 0), Is.EqualTo((3, true)), output.Errors);
    }

    [TestCase("--roam", "1", "--around", "-1")]
    [TestCase("--around", "1")]
    public async Task Wrong_usage_is_status_2(params string[] words)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge(["extract", Recordings.TwoPmkids, "-o", work.Path("x.pcapng"), .. words]);

        Assert.That((output.Status, output.Text), Is.EqualTo((2, "")), output.Errors);
        Assert.That(output.Errors, Does.StartWith("wsbridge: "));
    }

    private static async Task<List<JsonObject>> RoamsOf(Workplace work, string capture) =>
        [.. (await work.WsBridge("roams", "--format", "ndjson", capture)).Good().Select(line => JsonNode.Parse(line)!.AsObject())];

    private static JsonObject AttemptAt(JsonNode time, List<JsonObject> rows) => rows.Single(row => JsonNode.DeepEquals(row["time"], time));

    /// <summary>
    /// A row as far as an excerpt must have the same: frames by their times instead of their numbers, and without what lies outside the
    /// excerpt, which is data that came later than it goes on, and the length of an outage that other attempts, or the end of the capture,
    /// made longer.
    /// </summary>
    private static string Comparable(JsonObject row, string capture)
    {
        List<Packet> packets = Recordings.PacketsOf(capture);
        JsonObject same = row.DeepClone().AsObject();
        same.Remove("capture");
        same.Remove("index");
        foreach (string name in FirstData.Where(name => same[name]?.GetValue<double>() > AroundMs))
        {
            same[name] = null;
        }

        if (same["outage_is_minimum"]?.GetValue<bool>() == true)
        {
            same["outage_ms"] = null;
        }

        foreach ((string name, JsonNode? value) in same.ToList())
        {
            same[name] = name is "frames" or "start_frame" or "end_frame" ? Times(value) : value?.DeepClone();
        }

        return same.ToJsonString();

        JsonNode? Times(JsonNode? numbers) => numbers switch
        {
            JsonObject named => new JsonObject(named.Select(one => KeyValuePair.Create(one.Key, Times(one.Value)))),
            JsonArray list => new JsonArray([.. list.Select(Times)]),
            JsonValue number => JsonValue.Create(packets[number.GetValue<int>() - 1].TimeNanoseconds),
            _ => null,
        };
    }

    private static string Describe(Packet packet) =>
        $"{packet.TimeNanoseconds} {packet.LinkType} {packet.OriginalLength} {Convert.ToHexString(packet.Octets)}";

    private static IReadOnlyList<CaptureInterface> InterfacesOf(string path)
    {
        using CaptureReader reader = CaptureReader.Open(File.OpenRead(path), path);
        while (reader.TryRead(out _))
        {
        }

        return [.. reader.Interfaces];
    }
}
