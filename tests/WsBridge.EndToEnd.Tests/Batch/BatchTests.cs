using System.Diagnostics;
using WsBridge.Capture;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests.Batch;

/// <summary>Many captures give one result: however many jobs, however often it is broken off, in however many shares.</summary>
[Category(Categories.OneWireshark)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class BatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestCase("analyze", "ndjson")]
    [TestCase("analyze", "sarif")]
    [TestCase("analyze", "text")]
    [TestCase("roams", "csv")]
    [TestCase("roams", "text")]
    [TestCase("roams", "parquet")]
    public async Task The_output_is_the_same_however_many_jobs(string command, string format)
    {
        using var work = new Workplace();
        string tree = Tree(work);

        Output one = await work.WsBridge(command, "--recursive", "--jobs", "1", "--format", format, "-o", work.Path("1"), tree);
        Output five = await work.WsBridge(command, "--recursive", "--jobs", "5", "--format", format, "-o", work.Path("5"), tree);

        Assert.That((one.Status, five.Status), Is.EqualTo((3, 3)), "a capture cannot be read");
        Assert.That(five.Errors, Is.EqualTo(one.Errors).And.Contain("bad.pcap"));
        Assert.That(await File.ReadAllBytesAsync(work.Path("5")), Is.EqualTo(await File.ReadAllBytesAsync(work.Path("1"))).And.Not.Empty);
    }

    [TestCase("ndjson", "1")]
    [TestCase("ndjson", "2")]
    [TestCase("csv", "2")]
    [TestCase("text", "2")]
    public async Task Killed_half_way_and_resumed_it_is_as_undisturbed(string format, string jobs)
    {
        using var work = new Workplace();
        string tree = Tree(work);
        string undisturbed = work.Path("undisturbed");
        string[] files = [.. Directory.GetFiles(tree, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Output whole = await work.WsBridge(["analyze", "--jobs", "1", "--format", format, "-o", undisturbed, .. files]);
        // A pipe that nobody writes to stops the run in the middle.
        string middle = files.Where(file => file.EndsWith(".pcapng", StringComparison.Ordinal)).ElementAt(20);
        File.Move(middle, work.Path("middle"));
        await CliWrap.Cli.Wrap("mkfifo").WithArguments([middle]).ExecuteAsync();
        string output = work.Path("output");
        string[] command = ["analyze", "--resume", "--jobs", jobs, "--format", format, "-o", output, .. files];

        using (var run = Process.Start(new ProcessStartInfo(Programs.WsBridge, command) { RedirectStandardError = true }))
        {
            Assert.That(() => Journaled(output), Is.GreaterThanOrEqualTo(21).After((int)Patience.TotalMilliseconds, 50));
            run!.Kill();
            await run.WaitForExitAsync();
        }

        Assert.That(File.Exists(output), Is.False, "nothing half-written has the name");
        File.Delete(middle);
        File.Move(work.Path("middle"), middle);
        Output resumed = await work.WsBridge(command);

        Assert.That(resumed.Status, Is.EqualTo(whole.Status));
        Assert.That(resumed.Errors, Does.Match(@"wsbridge: 2\d of \d+ captures were read by an earlier run\."));
        Assert.That(await File.ReadAllBytesAsync(output), Is.EqualTo(await File.ReadAllBytesAsync(undisturbed)));
    }

    [Test]
    public async Task A_capture_that_changed_is_read_anew_and_a_new_one_takes_its_place()
    {
        using var work = new Workplace();
        string tree = Tree(work);
        string[] command = ["roams", "--recursive", "--resume", "--format", "ndjson", "-o", work.Path("output"), tree];
        await work.WsBridge(command);
        string[] files = [.. Directory.GetFiles(tree, "*.pcapng", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        File.Copy(files[3], Path.Combine(Path.GetDirectoryName(files[0])!, "0-new.pcapng"));
        File.Copy(files[7], files[5], overwrite: true);

        Output resumed = await work.WsBridge(command);

        await work.WsBridge("roams", "--recursive", "--format", "ndjson", "-o", work.Path("anew"), tree);
        Assert.That(resumed.Errors, Does.Contain($"{files.Length - 1} of {files.Length + 2} captures were read by an earlier run"),
            "one changed, one new, one unreadable that is tried again");
        Assert.That(await File.ReadAllTextAsync(work.Path("output")), Is.EqualTo(await File.ReadAllTextAsync(work.Path("anew"))));
    }

    [Test]
    public async Task Shares_add_up_to_the_result_of_one_machine()
    {
        using var work = new Workplace();
        string tree = Tree(work);
        string parts = work.Path("parts");
        Output one = await work.WsBridge("roams", "--recursive", "--format", "csv", "-o", work.Path("one"), tree);
        foreach (string share in (string[])["3/3", "1/3", "1/3"])
        {
            await work.WsBridge("roams", "--recursive", "--shard", share, "-o", parts, tree);
        }

        Output incomplete = await work.WsBridge("collect", parts, "-o", work.Path("collected"));
        Output last = await work.WsBridge("roams", "--recursive", "--shard", "2/3", "-o", parts, tree);
        Output collected = await work.WsBridge("collect", parts, "--format", "csv", "-o", work.Path("collected"));

        Assert.That((incomplete.Status, incomplete.Errors), Is.EqualTo((3, "wsbridge: 1 of 3 parts is missing: 2.\n")));
        Assert.That(last.Status, Is.AnyOf(0, 3));
        Assert.That(collected.Status, Is.EqualTo(3), "a capture cannot be read");
        Assert.That(collected.Errors, Is.EqualTo(one.Errors));
        Assert.That(await File.ReadAllBytesAsync(work.Path("collected")), Is.EqualTo(await File.ReadAllBytesAsync(work.Path("one"))));
    }

    [Test]
    public async Task Parts_of_different_captures_are_not_merged()
    {
        using var work = new Workplace();
        string tree = Tree(work);
        string parts = work.Path("parts");
        await work.WsBridge("analyze", "--recursive", "--shard", "1/2", "-o", parts, tree);
        File.Delete(Directory.GetFiles(tree, "*.pcapng", SearchOption.AllDirectories)[0]);
        await work.WsBridge("analyze", "--recursive", "--shard", "2/2", "-o", parts, tree);

        Output output = await work.WsBridge("collect", parts, "-o", work.Path("collected"));

        Assert.That(output.Status, Is.EqualTo(3));
        Assert.That(output.Errors, Does.Contain("is of another run than"));
        Assert.That(File.Exists(work.Path("collected")), Is.False);
    }

    [Test]
    public async Task Partitions_are_folders_of_what_the_path_says()
    {
        using var work = new Workplace();
        string tree = Tree(work);

        Output output = await work.WsBridge("roams", "--recursive", "--format", "parquet", "--partition-by", "site={site}/*", "-o",
            work.Path("out"), tree);

        Assert.That(output.Status, Is.EqualTo(3));
        string[] files = [.. Directory.GetFiles(work.Path("out"), "*.parquet",
            SearchOption.AllDirectories).Select(file => Path.GetRelativePath(work.Path("out"), file)).Order(StringComparer.Ordinal)];
        Assert.That(files,
            Is.EqualTo("site=__HIVE_DEFAULT_PARTITION__/attempts-0001.parquet,site=a b/attempts-0001.parquet,site=c%3Dd/attempts-0001.parquet".Split(',')));
        Output again = await work.WsBridge("roams", "--recursive", "--format", "parquet", "--partition-by", "site={site}/*", "-o",
            work.Path("out"), tree);
        Assert.That((again.Status, again.Errors),
            Is.EqualTo((2, $"wsbridge: cannot write {work.Path("out")}: it is there already; give the name of a new folder.\n")));
    }

    [TestCase("--resume")]
    [TestCase("--shard", "1/2")]
    [TestCase("--shard", "0/2", "-o", "x")]
    [TestCase("--shard", "auto", "-o", "x")]
    [TestCase("--jobs", "0")]
    [TestCase("--format", "parquet", "--partition-by", "{a}/*")]
    [TestCase("--partition-by", "{a}/*")]
    [TestCase("--progress", "loud")]
    public async Task What_cannot_be_done_is_wrong_usage(params string[] options)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge(["roams", .. options, Recordings.TwoPmkids]);

        Assert.That(output.Status, Is.EqualTo(2));
        Assert.That(output.Errors, Does.StartWith("wsbridge: "));
    }

    [Test]
    public async Task A_folder_without_captures_and_an_output_that_cannot_be_are_said()
    {
        using var work = new Workplace();
        Directory.CreateDirectory(work.Path("empty"));

        Output empty = await work.WsBridge("analyze", "--recursive", work.Path("empty"));
        Output file = await work.WsBridge("analyze", "--resume", "-o", work.Path("no/where"), Recordings.TwoPmkids);
        Output missing = await work.WsBridge("analyze", "--format", "ndjson", "-o", work.Path("rest"), "gone.pcapng", Recordings.TwoPmkids);

        Assert.That((empty.Status, empty.Errors),
            Is.EqualTo((2, "wsbridge: there is no capture in that folder (.pcap, .pcapng, .cap, or one of these with .gz, .zst or .lz4).\n")));
        Assert.That(file.Status, Is.EqualTo(2));
        Assert.That(file.Errors, Does.StartWith("wsbridge: cannot write "));
        Assert.That(missing.Status, Is.EqualTo(3));
        Assert.That(missing.Errors, Does.StartWith("wsbridge: cannot open gone.pcapng: "));
        Assert.That(await File.ReadAllTextAsync(work.Path("rest")), Is.Not.Empty);
    }

    private static int Journaled(string output) =>
        Directory.Exists(output + ".resume")
            ? Directory.GetFiles(output + ".resume", "journal-*").Sum(file => File.ReadLines(file).Count() - 1)
            : 0;

    /// <summary>Two sites and a capture that is none.</summary>
    private static string Tree(Workplace work)
    {
        string tree = work.Path("tree");
        string[] captures = [.. Directory.GetFiles(RepositoryPaths.Captures, "*.pcapng").Order(StringComparer.Ordinal)];
        foreach ((int index, string capture) in captures.Take(40).Index())
        {
            string folder = Path.Combine(tree, index % 2 == 0 ? "site=a b" : "site=c=d");
            Directory.CreateDirectory(folder);
            File.Copy(capture, Path.Combine(folder, Path.GetFileName(capture)));
        }

        File.Copy(captures[0], Path.Combine(tree, "elsewhere.pcapng"));
        File.WriteAllText(Path.Combine(tree, "bad.pcap"), "nonsense");
        Repeat(Array.Find(captures, capture => capture.Contains("soak", StringComparison.Ordinal))!, Path.Combine(tree, "many.pcapng"), 20);
        return tree;
    }

    /// <summary>A capture of more rows than are held for one that waits for its turn: a recording, an hour apart each time.</summary>
    private static void Repeat(string recording, string target, int times)
    {
        const long Hour = 3_600_000_000_000;
        PcapWriter? writer = null;
        for (int i = 0; i < times; i++)
        {
            using CaptureReader reader = CaptureReader.Open(File.OpenRead(recording), recording);
            while (reader.TryRead(out CaptureRecord record))
            {
                writer ??= new PcapWriter(File.Create(target), record.LinkType);
                writer.WritePacket(record.TimeNanoseconds + i * Hour, record.Octets);
            }
        }

        writer!.Dispose();
    }
}
