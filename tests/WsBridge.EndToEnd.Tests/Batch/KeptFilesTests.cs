using System.Text.RegularExpressions;

namespace WsBridge.EndToEnd.Tests.Batch;

/// <summary>What the user has is kept: inputs, parts, outputs of earlier runs, and files that only look like ours.</summary>
[Category(Categories.OneWireshark)]
internal sealed class KeptFilesTests
{
    [Test]
    public async Task Batch_refuses_an_output_that_it_reads()
    {
        using var work = new Workplace();
        string tree = Trees.Make(work, count: 1);
        string capture = Directory.GetFiles(tree).Single();
        string keys = work.Write("keys.txt", "wpa-pwd:password1:Lab\n");

        foreach (string own in (string[])[capture, keys])
        {
            byte[] before = await File.ReadAllBytesAsync(own);
            Output output = await Batch(work, own, "--keys", keys, capture);

            Assert.That((output.Status, output.Errors), Is.EqualTo((2, $"wsbridge: {own} is read here, and is never overwritten: "
                + "give -o another name.\n")));
            Assert.That(await File.ReadAllBytesAsync(own), Is.EqualTo(before));
            Assert.That(Directory.Exists(work.Path("batch")), Is.False);
        }
    }

    [Test]
    public async Task Collect_refuses_an_output_that_is_a_file_of_a_part()
    {
        using var work = new Workplace();
        string parts = work.Path("parts");
        (await Share(work, parts, Trees.Make(work))).AssertGood();
        foreach (string own in Directory.GetFiles(parts, "*", SearchOption.AllDirectories))
        {
            byte[] before = await File.ReadAllBytesAsync(own);

            Output output = await work.WsBridge("collect", parts, "--format", "csv", "-o", own);

            Assert.That(output.Status, Is.EqualTo(2));
            Assert.That(output.Errors, Does.Contain("never overwritten"));
            Assert.That(await File.ReadAllBytesAsync(own), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task Keys_that_cannot_be_read_count_in_shares_as_on_one_machine()
    {
        using var work = new Workplace();
        string[] command = ["analyze", "--keys", work.Path("no-keys"), Trees.Recording(0)];

        Output share = await work.WsBridge([.. command, "--shard", "1/1", "-o", work.Path("parts")]);
        Output again = await work.WsBridge([.. command, "--shard", "1/1", "-o", work.Path("parts")]);
        Output collected = await work.WsBridge("collect", work.Path("parts"), "-o", work.Path("result"));
        Output batch = await Batch(work, work.Path("other"), command[1..]);

        Assert.That((share.Status, again.Status, collected.Status, batch.Status), Is.EqualTo((3, 3, 3, 3)));
        Assert.That(batch.Errors, Does.Contain("no-keys"));
        Assert.That(File.Exists(work.Path("other")), Is.False);
    }

    [Test]
    public async Task A_capture_of_the_same_size_that_was_modified_is_read_anew()
    {
        using var work = new Workplace();
        string tree = Trees.Make(work, count: 1);
        string capture = Directory.GetFiles(tree).Single();
        (await Share(work, work.Path("parts"), tree)).AssertGood();
        Output stays = await Share(work, work.Path("parts"), tree);
        File.SetLastWriteTimeUtc(capture, File.GetLastWriteTimeUtc(capture).AddSeconds(-5));

        Output anew = await Share(work, work.Path("parts"), tree);

        Assert.That(stays.Errors, Does.Contain("it stays"));
        Assert.That((anew.Status, anew.Errors), Is.EqualTo((0, $"wsbridge: {Part(work)} was not whole, of another run, or of captures "
            + "that have changed; it is replaced.\n")));
        Assert.That(Directory.GetDirectories(work.Path("parts")), Is.EqualTo((string[])[Part(work)]));
        Assert.That((await work.WsBridge("collect", work.Path("parts"))).Status, Is.Zero);
    }

    [Test]
    public async Task A_part_with_a_file_of_somebody_is_not_replaced()
    {
        using var work = new Workplace();
        string tree = Trees.Make(work, count: 1);
        (await Share(work, work.Path("parts"), tree)).AssertGood();
        string notes = Path.Combine(Part(work), "notes.txt");
        await File.WriteAllTextAsync(notes, "mine");

        Output output = await work.WsBridge("analyze", "--recursive", "--shard", "1/1", "-o", work.Path("parts"), tree);

        Assert.That(output.Status, Is.EqualTo(2));
        Assert.That(output.Errors, Does.Contain("notes.txt"));
        Assert.That(await File.ReadAllTextAsync(notes), Is.EqualTo("mine"));
        Assert.That(Directory.GetFiles(Part(work)), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task Any_file_of_one_timeline_that_was_modified_makes_resume_read_it_again()
    {
        using var work = new Workplace();
        string tree = Trees.Make(work, count: 2);
        string[] command = ["roams", "--merge", "--recursive", "--resume", "--format", "ndjson", "-o", work.Path("result"), tree];
        await work.WsBridge(command);
        Output kept = await work.WsBridge(command);
        string older = Directory.GetFiles(tree).OrderBy(File.GetLastWriteTimeUtc).First();
        File.SetLastWriteTimeUtc(older, File.GetLastWriteTimeUtc(older).AddSeconds(-5)); // the latest is as it was

        Output read = await work.WsBridge(command);

        Assert.That(kept.Errors, Does.Contain("1 of 1 captures were read by an earlier run"));
        Assert.That(read.Errors, Does.Not.Contain("by an earlier run"));
    }

    [TestCase("analyze", "ndjson")]
    [TestCase("roams", "csv")]
    [TestCase("summary", "json")]
    public async Task An_output_stays_where_no_input_could_be_read(string command, string format)
    {
        using var work = new Workplace();
        string earlier = work.Write("result", "earlier");

        Output output = await work.WsBridge(command, work.Path("no-capture"), "--format", format, "-o", earlier);

        Assert.That(output.Status, Is.EqualTo(3));
        Assert.That(output.Errors, Does.EndWith($"wsbridge: nothing could be read; {earlier} is not written.\n"));
        Assert.That(await File.ReadAllTextAsync(earlier), Is.EqualTo("earlier"));
    }

    [Test]
    public async Task Resume_leaves_files_that_only_look_like_its_own()
    {
        using var work = new Workplace();
        string store = Directory.CreateDirectory(work.Path("result.resume")).FullName;
        string[] mine = [Path.Combine(store, "journal-mine.ndjson"), Path.Combine(store, "rows-mine.ndjson")];
        foreach (string file in mine)
        {
            await File.WriteAllTextAsync(file, "mine");
        }

        (await work.WsBridge("roams", "--resume", "-o", work.Path("result"), Trees.Recording(0))).AssertGood();

        Assert.That(mine.Select(File.ReadAllText), Is.All.EqualTo("mine"));
    }

    [Test]
    public async Task A_journal_cannot_steer_the_terminal()
    {
        using var work = new Workplace();
        string[] command = ["roams", "--format", "ndjson", "--resume", "-o", work.Path("result"), Trees.Recording(0)];
        (await work.WsBridge(command)).AssertGood();
        string journal = Directory.GetFiles(work.Path("result.resume"), "journal-*").Single();
        string text = await File.ReadAllTextAsync(journal);
        await File.WriteAllTextAsync(journal,
            text.Replace(@"""messages"":""""", @"""messages"":""\u001b]0;owned\u0007\u001b[2J\r\u009b31mwsbridge: all is well\n""",
                StringComparison.Ordinal));

        Output resumed = await work.WsBridge(command);

        Assert.That(resumed.Errors, Does.Contain("all is well").And.Contain("captures were read by an earlier run"));
        Assert.That(resumed.Errors.Where(letter => char.IsControl(letter) && letter != '\n'), Is.Empty);
    }

    [TestCase(@"""shards"":1", @"""shards"":-1")]
    [TestCase(@"""shards"":1", @"""shards"":2000000000")]
    [TestCase(@"""captures"":1", @"""captures"":-1")]
    [TestCase(@"""captures"":1", @"""captures"":2000000000")]
    [TestCase(@"""run"":""[^""]*""", @"""run"":null")]
    [TestCase(@"""messages"":""[^""]*""", @"""messages"":null")]
    [TestCase(@"""messages"":""[^""]*""", @"""messages"":"""",""problems"":[null]")]
    [TestCase(@"""messages"":""[^""]*""", @"""messages"":"""",""problems"":[{""capture"":null,""problem"":null}]")]
    [TestCase(null, null)]
    public async Task A_journal_that_is_damaged_or_none_gives_a_sentence(string? pattern, string? damage)
    {
        using var work = new Workplace();
        (await Share(work, work.Path("parts"), Trees.Make(work, count: 1))).AssertGood();
        string journal = Directory.GetFiles(Part(work), "journal-*").Single();
        if (pattern is not null)
        {
            string text = await File.ReadAllTextAsync(journal);
            Assert.That(text, Does.Match(pattern));
            await File.WriteAllTextAsync(journal, Regex.Replace(text, pattern, damage!));
        }
        else if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no pipes in folders.");
        }
        else
        {
            File.Delete(journal);
            (await work.Run("mkfifo", [journal])).AssertGood();
        }

        Output output = await work.WsBridge("collect", work.Path("parts"), "-o", work.Path("result"));

        Assert.That(output.Status, Is.EqualTo(3), output.Errors);
        Assert.That(output.Errors, Does.StartWith("wsbridge: ").And.Not.Contain("a fault in WsBridge"));
        Assert.That(File.Exists(work.Path("result")), Is.False);
    }

    [TestCase("analyze", "")]
    [TestCase("summary", "")]
    [TestCase("collect", "")]
    [TestCase("slim", "", "-o", "y")]
    [TestCase("annotate", "", "-o", "y")]
    [TestCase("extract", "", "--roam", "1", "-o", "y")]
    [TestCase("compare", "", "")]
    [TestCase("analyze", "--keys", "", "x.pcap")]
    [TestCase("bench", "--captures", "")]
    [TestCase("bench", "--runs", "0")]
    [TestCase("batch", "--slurm", "--tasks", "1", "--parts", "", "-o", "y", "--", "analyze", "x.pcap")]
    [TestCase("batch", "--slurm", "--tasks", "1", "--retries", "-1", "-o", "y", "--", "analyze", "x.pcap")]
    [TestCase("batch", "--slurm", "--tasks", "1", "-o", "y", "--", "analyze", "")]
    public async Task Empty_names_and_numbers_that_are_none_are_wrong_usage(params string[] command)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge(command);

        Assert.That(output.Status, Is.EqualTo(2), output.Errors);
        Assert.That(output.Errors, Does.Match("is empty|needs a number").And.Not.Contain("a fault in WsBridge"));
    }

    private static string Part(Workplace work) => Path.Combine(work.Path("parts"), "part-000001-of-000001");

    private static Task<Output> Share(Workplace work, string parts, string tree) =>
        work.WsBridge("roams", "--recursive", "--shard", "1/1", "-o", parts, tree);

    private static Task<Output> Batch(Workplace work, string output, params string[] words) =>
        work.WsBridge(["batch", "--slurm", "--tasks", "1", "--parts", work.Path("batch"), "-o", output, "--", "analyze", .. words]);
}
