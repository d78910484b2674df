using System.IO.Compression;
using System.Text.Json.Nodes;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Several files are one timeline.</summary>
[Category(Categories.OneWireshark)]
internal sealed class MergeTests
{
    private const int Files = 20;

    private static readonly string Recorded = Path.Combine(RepositoryPaths.Captures, "17_soak_2sta_ft.pcapng");

    [TestCase("analyze")]
    [TestCase("roams")]
    public async Task The_files_of_a_ring_buffer_are_one_timeline_by_themselves(string command)
    {
        using var work = new Workplace();
        Recording[] pieces = Ring(work, "ring");

        Output merged = await work.WsBridge(command, "--format", "ndjson", "--recursive", work.Path("ring"));

        Output whole = await work.WsBridge(command, "--format", "ndjson", Recorded);
        Assert.That(merged.Good().Select(line => OfWhole(line, file => Piece(pieces, file))),
            Is.EqualTo(whole.Good().Select(line => OfWhole(line, _ => null))).And.Not.Empty);
        Assert.That(merged.Errors, Does.Contain($"and the {Files - 1} files of the ring buffer that follow it are one timeline"));
    }

    [Test]
    public async Task A_roam_over_two_files_names_the_file_of_each_frame()
    {
        using var work = new Workplace();
        Ring(work, "ring");

        Output merged = await work.WsBridge("roams", "--format", "ndjson", "--recursive", work.Path("ring"));

        JsonNode[] rows = [.. merged.Good().Select(line => JsonNode.Parse(line)!)];
        JsonNode[] over = [.. rows.Where(row => row["frame_captures"] is not null)];
        Assert.That(over, Is.Not.Empty.And.Length.LessThan(rows.Length));
        Assert.That(over.Select(row => row["frame_captures"]!.AsArray().Count),
            Is.EqualTo(over.Select(row => row["frame_ms"]!.AsArray().Count)));
        Assert.That(rows.Select(row => (int)row["index"]!), Is.EqualTo(Enumerable.Range(1, rows.Length)));
        Output csv = await work.WsBridge("roams", "--format", "csv", "--recursive", work.Path("ring"));
        Assert.That(csv.Good()[0], Does.Contain(",end_capture,frame_captures,"));
        Assert.That(csv.Lines, Has.Exactly(over.Length).Contains("\"[\"\""));
    }

    [Test]
    public async Task Each_is_read_on_its_own_where_that_is_asked_for_and_where_one_is_missing()
    {
        using var work = new Workplace();
        Ring(work, "ring");

        Output alone = await work.WsBridge("roams", "--merge=false", "--format", "text", "--recursive", work.Path("ring"));
        Assert.That(alone.Text, Does.Contain($" in {Files} captures: "));
        File.Delete(Directory.GetFiles(work.Path("ring"), "*20260501120009*").Single());
        Output apart = await work.WsBridge("roams", "--format", "text", "--recursive", work.Path("ring"));
        Assert.That(apart.Text, Does.Contain(" in 2 captures: "));
    }

    [Test]
    public async Task Two_sensors_on_two_channels_whose_clocks_differ_are_one_timeline()
    {
        using var work = new Workplace();
        Recording whole = Recording.Read(Recorded);
        int first = ChannelOf(whole.Packets[0])!.Value;
        int shared = 0;
        var one = new Recording("one", [.. whole.Packets.Where(packet => ChannelOf(packet) == first)]);
        var other = new Recording("other", [.. whole.Packets.Where(packet => ChannelOf(packet) != first || (IsBeacon(packet) && shared++ < 5))
            .Select(packet => packet with { TimeNanoseconds = packet.TimeNanoseconds + 2_500_000_000 })]);
        string a = work.Write("a.pcapng", one.ToArray()), b = work.Write("b.pcapng", other.ToArray());

        foreach (string command in (string[])["analyze", "roams"])
        {
            Output merged = await work.WsBridge(command, "--merge", "--format", "ndjson", a, b);

            Output expected = await work.WsBridge(command, "--format", "ndjson", Recorded);
            Assert.That(merged.Good().Select(line => OfWhole(line, file => file == a ? one : other)),
                Is.EqualTo(expected.Good().Select(line => OfWhole(line, _ => null))).And.Not.Empty);
            Assert.That(merged.Errors, Does.Contain($"the clock of {b} is 2.500000 s ahead of that of {a}, by frames that both heard")
                .And.Contain("5 frames were heard by several; each counts once"));
        }

        Output text = await work.WsBridge("roams", "--merge", a, b);
        Assert.That(text.Good(), Has.Exactly(1).StartsWith($"{a} with {b}"));
    }

    [Test]
    public async Task Clocks_that_cannot_be_compared_are_said()
    {
        using var work = new Workplace();
        Recording whole = Recording.Read(Recorded);
        int first = ChannelOf(whole.Packets[0])!.Value;
        string a = work.Write("a.pcapng", new Recording("a", [.. whole.Packets.Where(packet => ChannelOf(packet) == first)]).ToArray());
        string b = work.Write("b.pcapng", new Recording("b", [.. whole.Packets.Where(packet => ChannelOf(packet) != first)]).ToArray());

        Output merged = await work.WsBridge("roams", "--merge", a, b);

        Assert.That(merged.AssertGood().Errors, Does.Contain($"the clock of {b} cannot be compared with that of {a}: "));
    }

    [Test]
    public async Task A_ring_buffer_is_in_one_share_and_is_resumed_as_one()
    {
        using var work = new Workplace();
        Ring(work, "tree/one");
        Ring(work, "tree/two");
        Output whole = await work.WsBridge("roams", "--format", "ndjson", "--recursive", work.Path("tree"));
        for (int share = 1; share <= 2; share++)
        {
            (await work.WsBridge("roams", "--shard", $"{share}/2", "--recursive", work.Path("tree"), "-o", work.Path("parts"))).AssertGood();
        }

        (await work.WsBridge("collect", "--format", "ndjson", "-o", work.Path("collected"), work.Path("parts"))).AssertGood();
        Assert.That(await File.ReadAllLinesAsync(work.Path("collected")), Is.EqualTo(whole.Good()));
        Assert.That(Directory.GetFiles(work.Path("parts"), "rows-*", SearchOption.AllDirectories).Select(file => new FileInfo(file).Length),
            Is.All.GreaterThan(0), "each has one of them");

        string[] resumed = ["roams", "--format", "ndjson", "--resume", "-o", work.Path("resumed"), "--recursive", work.Path("tree")];
        (await work.WsBridge(resumed)).AssertGood();
        File.Delete(Directory.GetFiles(work.Path("tree/two"), "*20260501120019*").Single());
        Output again = await work.WsBridge(resumed);
        Assert.That(again.Errors, Does.Contain("1 of 2 captures were read by an earlier run"), "the other one has changed");
    }

    [TestCase("analyze")]
    [TestCase("roams")]
    public async Task Text_is_the_same_at_once_resumed_and_collected(string command)
    {
        using var work = new Workplace();
        Ring(work, "tree/one");
        Ring(work, "tree/two");
        string tree = work.Path("tree"), collected = work.Path("collected"), resumed = work.Path("resumed");

        string whole = (await work.WsBridge(command, "--format", "text", "--recursive", tree)).AssertGood().Text;
        (await work.WsBridge(command, "--format", "text", "--resume", "-o", resumed, "--recursive", tree)).AssertGood();
        (await work.WsBridge(command, "--shard", "1/1", "--recursive", tree, "-o", work.Path("parts"))).AssertGood();
        (await work.WsBridge("collect", "--format", "text", "-o", collected, work.Path("parts"))).AssertGood();

        Assert.That(await File.ReadAllTextAsync(resumed), Is.EqualTo(whole).And.Not.Empty);
        Assert.That(await File.ReadAllTextAsync(collected), Is.EqualTo(whole));
    }

    [Test]
    public async Task A_problem_is_that_of_its_file_at_once_resumed_and_collected()
    {
        using var work = new Workplace();
        Ring(work, "ring");
        string ring = work.Path("ring"), good = Directory.GetFiles(ring).Order(StringComparer.Ordinal).First();
        string cut = Directory.GetFiles(ring).Order(StringComparer.Ordinal).ElementAt(7);
        File.WriteAllBytes(cut, File.ReadAllBytes(cut)[..^40]);
        string[] command = ["analyze", "--format", "sarif", "--recursive", ring];

        string whole = (await work.WsBridge(command)).Text;
        await work.WsBridge([.. command, "--resume", "-o", work.Path("resumed")]);
        await work.WsBridge("analyze", "--recursive", ring, "--shard", "1/1", "-o", work.Path("parts"));
        await work.WsBridge("collect", "--format", "sarif", "-o", work.Path("collected"), work.Path("parts"));
        string report = (await work.WsBridge("analyze", "--format", "html", "--recursive", ring)).Text;

        JsonNode told = JsonNode.Parse(whole)!["runs"]![0]!["invocations"]![0]!["toolExecutionNotifications"]!.AsArray().Single()!;
        Assert.That((string)told["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!, Does.EndWith(Path.GetFileName(cut)));
        Assert.That((string)told["message"]!["text"]!, Does.Contain("is cut off").And.Not.Contain(Path.GetFileName(good)));
        Assert.That(await File.ReadAllTextAsync(work.Path("resumed")), Is.EqualTo(whole));
        Assert.That(await File.ReadAllTextAsync(work.Path("collected")), Is.EqualTo(whole));
        Assert.That(report, Does.Match($@"""capture"":""[^""]*{Path.GetFileName(cut)}"",""problem"":"));
    }

    [Test]
    public async Task A_summary_takes_a_ring_buffer_for_one_timeline_too()
    {
        using var work = new Workplace();
        Ring(work, "ring");
        string ring = work.Path("ring");
        foreach (string command in (string[])["analyze", "roams"])
        {
            (await work.WsBridge(command, "--format", "ndjson", "-o", work.Path($"{command}.ndjson"), "--recursive", ring)).AssertGood();
        }

        Output rows = await work.WsBridge("summary", "--format", "json", work.Path("roams.ndjson"), work.Path("analyze.ndjson"));
        Output captures = await work.WsBridge("summary", "--format", "json", "--recursive", ring);
        Output alone = await work.WsBridge("summary", "--format", "json", "--merge=false", "--recursive", ring);

        Assert.That(captures.AssertGood().Text, Is.EqualTo(rows.AssertGood().Text));
        Assert.That(captures.Errors, Does.Contain($"and the {Files - 1} files of the ring buffer that follow it are one timeline"));
        Assert.That(alone.AssertGood().Text, Is.Not.EqualTo(rows.Text));
    }

    [TestCase("annotate")]
    [TestCase("extract", "--roam", "1")]
    [TestCase("slim")]
    public async Task A_command_about_one_capture_says_who_merges(params string[] command)
    {
        using var work = new Workplace();

        Output refused = await work.WsBridge([.. command, "--merge", Recorded, "-o", work.Path("out.pcapng")]);

        Assert.That(refused.Status, Is.EqualTo(2));
        Assert.That(refused.Errors, Does.Contain($"wsbridge: {command[0]} reads each capture by itself: --merge is for analyze, roams and summary. "
            + "mergecap, which comes with Wireshark, makes one capture of several."));
    }

    [Test]
    public async Task What_cannot_be_read_costs_itself()
    {
        using var work = new Workplace();
        Ring(work, "ring");
        string[] files = [.. Directory.GetFiles(work.Path("ring")).Order(StringComparer.Ordinal)];
        File.WriteAllText(files[3], "no capture");
        byte[] octets = File.ReadAllBytes(files[7]);
        File.WriteAllBytes(files[7], octets[..^40]);

        Output merged = await work.WsBridge("roams", "--recursive", work.Path("ring"));

        Assert.That((merged.Status, merged.Lines.Length > 3), Is.EqualTo((3, true)));
        Assert.That(merged.Errors.Split('\n'),
            Has.Exactly(1).Contains($"{files[3]} is neither").And.Exactly(1).Contains($"{files[7]} is cut off"));
    }

    [Test]
    public async Task Standard_input_is_refused()
    {
        using var work = new Workplace();

        Output refused = await work.WsBridge("roams", "--merge", "-", Recorded);

        Assert.That(refused.Status, Is.EqualTo(2));
        Assert.That(refused.Errors, Does.Contain("standard input comes only once: --merge, which compares clocks first, needs files."));
    }

    [TestCase("analyze")]
    [TestCase("roams")]
    public async Task A_pipe_with_a_name_is_refused(string command)
    {
        using var work = new Workplace();
        string pipe = work.Path("pipe");
        await CliWrap.Cli.Wrap("mkfifo").WithArguments([pipe]).ExecuteAsync();

        Output refused = await work.WsBridge(command, "--merge", Recorded, pipe);

        Assert.That(refused.Status, Is.EqualTo(2));
        Assert.That(refused.Errors, Does.Contain($"{pipe} comes only once: --merge, which compares clocks first, needs files."));
    }

    [Test]
    public async Task A_ring_buffer_is_one_timeline_where_older_files_are_compressed_and_the_clock_goes_back()
    {
        using var work = new Workplace();
        string[] names = ["00001_20261025025900.pcapng.gz", "00002_20261025025930.pcapng", "00003_20261025020000.pcapng"];
        Recording whole = Recording.Read(Recorded);
        foreach ((int i, var packets) in whole.Packets.Chunk((whole.Packets.Count + names.Length - 1) / names.Length).Index())
        {
            byte[] octets = new Recording(names[i], packets).ToArray();
            using Stream file = File.Create(work.Path("air_" + names[i]));
            using Stream stream = i == 0 ? new GZipStream(file, CompressionLevel.Fastest) : file;
            stream.Write(octets);
        }

        Output merged = await work.WsBridge(["roams", "--format", "ndjson", .. names.Select(name => work.Path("air_" + name))]);

        Output one = await work.WsBridge("roams", "--format", "ndjson", Recorded);
        Assert.That(merged.Good(), Has.Length.EqualTo(one.Good().Length));
        Assert.That(merged.Errors, Does.Contain("00001_20261025025900.pcapng.gz and the 2 files of the ring buffer that follow it"));
    }

    private static Recording[] Ring(Workplace work, string folder)
    {
        Recording whole = Recording.Read(Recorded);
        Directory.CreateDirectory(work.Path(folder));
        // The numbers begin again at 0, as dumpcap's do.
        Recording[] pieces = [.. whole.Packets.Chunk((whole.Packets.Count + Files - 1) / Files).Select((packets, i) =>
            new Recording($"air_{(99_990 + i) % 100_000:00000}_202605011200{i:00}.pcapng", packets))];
        foreach (Recording piece in pieces)
        {
            work.Write(Path.Combine(folder, piece.Name), piece.ToArray());
        }

        return pieces;
    }

    private static Recording Piece(Recording[] pieces, string file) => Array.Find(pieces, piece => piece.Name == Path.GetFileName(file))!;

    /// <summary>The same row with the numbers that frames have in the whole recording, and without names of files.</summary>
    private static string OfWhole(string line, Func<string, Recording?> pieceOf)
    {
        JsonObject row = JsonNode.Parse(line)!.AsObject();
        string capture = (string)row["capture"]!;
        string[]? captures = row["frame_captures"]?.AsArray().Select(name => (string)name!).ToArray();
        string end = (string?)row["end_capture"] ?? capture;
        foreach (string key in (string[])["capture", "frame_captures", "end_capture", "timeline"])
        {
            row.Remove(key);
        }

        Renumber(row, "frame", capture);
        Renumber(row, "start_frame", capture);
        Renumber(row, "end_frame", end);
        foreach (JsonObject related in row["related"]?.AsArray().Select(related => related!.AsObject()) ?? [])
        {
            Renumber(related, "frame", (string?)related["capture"] ?? capture);
            related.Remove("capture");
        }

        if (row["frames"] is JsonObject frames)
        {
            int place = 0;
            foreach (string key in frames.Select(frame => frame.Key).ToArray())
            {
                switch (frames[key])
                {
                    case JsonArray many:
                        frames[key] = new JsonArray([.. many.Select(one => (JsonNode)Numbered((long)one!, captures?[place++] ?? capture))]);
                        break;
                    case { } one:
                        frames[key] = Numbered((long)one, captures?[place++] ?? capture);
                        break;
                }
            }
        }

        return row.ToJsonString();

        void Renumber(JsonObject of, string key, string file)
        {
            if (of[key] is { } number)
            {
                of[key] = Numbered((long)number, file);
            }
        }

        long Numbered(long number, string file) => pieceOf(file) is { } piece ? piece.Packets[(int)number - 1].Number : number;
    }

    private static int? ChannelOf(CapturedPacket packet) =>
        LinkHeader.TryParse(packet.LinkType, packet.Octets, out LinkHeader link, out _) ? link.FrequencyMHz : null;

    private static bool IsBeacon(CapturedPacket packet) =>
        LinkHeader.TryParse(packet.LinkType, packet.Octets, out LinkHeader link, out _) && packet.Octets[link.Length] == 0x80;
}
