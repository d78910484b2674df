namespace WsBridge.EndToEnd.Tests.Batch;

/// <summary>Folders of captures: each capture is read once, and what cannot be read is said.</summary>
[Category(Categories.OneWireshark)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class FolderTests
{
    private const int Nobody = 65534;

    [Test]
    public async Task Links_to_folders_are_followed_and_each_folder_is_entered_once()
    {
        using var work = new Workplace();
        string tree = Trees.Make(work, count: 1);
        string elsewhere = Directory.CreateDirectory(work.Path("elsewhere")).FullName;
        File.Copy(Trees.Recording(1), Path.Combine(elsewhere, "1.pcapng"));
        string sub = Directory.CreateDirectory(Path.Combine(tree, "sub")).FullName;
        File.Copy(Trees.Recording(2), Path.Combine(sub, "2.pcapng"));
        File.CreateSymbolicLink(Path.Combine(sub, "loop"), tree);
        File.CreateSymbolicLink(Path.Combine(tree, "a-link"), elsewhere);
        File.CreateSymbolicLink(Path.Combine(tree, "another"), elsewhere);
        File.CreateSymbolicLink(Path.Combine(tree, "a-sub"), sub);

        Output output = (await work.WsBridge("roams", "--recursive", tree)).AssertGood();

        Assert.That(output.Errors, Is.Empty);
        Assert.That(output.Text, Does.Contain("in 3 captures").And.Contain("sub/2.pcapng").And.Contain("a-link/1.pcapng"));
    }

    [Test]
    public async Task In_a_working_folder_that_was_removed_full_names_and_standard_input_are_read()
    {
        using var work = new Workplace();
        string tree = Trees.Make(work, count: 1);
        string gone = Directory.CreateDirectory(work.Path("gone")).FullName;

        string[] inputs = [$"'{Trees.Recording(0)}'", $"- <'{Trees.Recording(0)}'", $"--recursive '{tree}'"];
        string commands = string.Join(" && ", inputs.Select(input => $"\"$0\" roams --format ndjson {input}"));
        Output output = await work.Run("bash", ["-c", $"cd '{gone}' && rmdir '{gone}' && {commands}", Programs.WsBridge]);

        Assert.That(output.AssertGood().Errors, Is.Empty);
        Assert.That(output.Lines, Is.Not.Empty);
    }

    /// <summary>By the name of its own a folder has its files, whichever of the names is given first or found first.</summary>
    [Test]
    public async Task What_has_a_name_of_its_own_is_not_called_by_that_of_a_link()
    {
        using var work = new Workplace();
        string real = Trees.Make(work, count: 1), other = Directory.CreateDirectory(work.Path("other")).FullName;
        File.CreateSymbolicLink(Path.Combine(other, "inside"), real);
        File.CreateSymbolicLink(work.Path("named"), real);
        string expected = Path.Combine(real, Path.GetFileName(Trees.Recording(0)));

        Output found = (await work.WsBridge("roams", "--format", "ndjson", "--recursive", other, real)).AssertGood();
        Output given = (await work.WsBridge("roams", "--format", "ndjson", "--recursive", work.Path("named") + "/", real)).AssertGood();

        Assert.That(found.Lines, Is.Not.Empty.And.All.StartsWith($$"""{"capture":"{{expected}}","""));
        Assert.That(given.Lines, Is.EqualTo(found.Lines));
    }

    [TestCase("roams")]
    [TestCase("summary")]
    public async Task A_folder_that_cannot_be_read_is_said_and_the_rest_is_read(string command)
    {
        using var work = new Workplace();
        string tree = Trees.Make(work, count: 1);
        string closed = Directory.CreateDirectory(Path.Combine(tree, "closed")).FullName;
        File.SetUnixFileMode(closed, UnixFileMode.None);
        string[] words = [Programs.WsBridge, command, "--recursive", tree];

        Output output = await (Environment.UserName == "root"
            ? work.Run("setpriv", ["--reuid", $"{Nobody}", "--clear-groups", .. words])
            : work.Run(words[0], words[1..]));

        Assert.That(output.Status, Is.EqualTo(3));
        Assert.That(output.Errors, Does.StartWith($"wsbridge: cannot read the folder {closed}: "));
        Assert.That(output.Text, Does.Contain("1 capture").Or.Contain("association attempt"));
    }

    [Test]
    public async Task What_resume_and_shard_keep_is_no_input()
    {
        using var work = new Workplace();
        string tree = Trees.Make(work);
        string before = (await work.WsBridge("summary", "--recursive", "--format", "json", tree)).AssertGood().Text;
        (await work.WsBridge("roams", "--recursive", "--resume", "--format", "csv", "-o", Path.Combine(tree, "x.csv"), tree)).AssertGood();
        (await work.WsBridge("roams", "--recursive", "--shard", "1/1", "-o", Path.Combine(tree, "parts"), tree)).AssertGood();

        string after = (await work.WsBridge("summary", "--recursive", "--format", "json", tree)).AssertGood().Text;

        Assert.That(after, Is.EqualTo(before));
    }

    [TestCase("analyze", "ndjson")]
    [TestCase("roams", "csv")]
    [TestCase("roams", "parquet")]
    [TestCase("analyze", "html")]
    public async Task A_dash_is_standard_output(string command, string format)
    {
        using var work = new Workplace();

        string plain = (await work.WsBridge(command, "--format", format, Trees.Recording(0))).AssertGood().Text;
        string dash = (await work.WsBridge(command, "--format", format, "-o", "-", Trees.Recording(0))).AssertGood().Text;

        Assert.That(dash, Is.EqualTo(plain).And.Not.Empty);
        Assert.That(File.Exists("-"), Is.False);
    }

    [Test]
    public async Task A_dash_is_standard_output_of_what_sums_up_and_collects()
    {
        using var work = new Workplace();
        (await work.WsBridge("roams", "--shard", "1/1", "-o", work.Path("parts"), Trees.Recording(0))).AssertGood();

        Output summary = (await work.WsBridge("summary", "-o", "-", Trees.Recording(0))).AssertGood();
        Output collected = (await work.WsBridge("collect", work.Path("parts"), "-o", "-")).AssertGood();
        Output resumed = await work.WsBridge("roams", "--resume", "-o", "-", Trees.Recording(0));

        Assert.That(summary.Text, Does.StartWith("1 capture,"));
        Assert.That(collected.Text, Does.StartWith("{\"capture\":"));
        Assert.That(resumed.Status, Is.EqualTo(2));
        Assert.That(resumed.Errors, Does.Contain("--resume needs --output FILE"));
        Assert.That(File.Exists("-"), Is.False);
    }

    [TestCase("1")]
    [TestCase("2")]
    public async Task A_report_says_what_could_not_be_read(string jobs)
    {
        using var work = new Workplace();
        string tree = Trees.MakeWithBad(work);
        string[] command = ["roams", "--recursive", "--jobs", jobs, "--format", "html", "-o", work.Path("report"), tree];

        Output output = await work.WsBridge(command);
        Output resumed = await work.WsBridge([.. command, "--resume"]);

        Assert.That((output.Status, resumed.Status), Is.EqualTo((3, 3)));
        Assert.That(output.Errors, Does.Contain("bad.pcap is neither pcap nor pcapng"));
        Assert.That(await File.ReadAllTextAsync(work.Path("report")),
            Does.Match("""\{"capture":"[^"]+/bad.pcap","problem":"[^"]+bad.pcap is neither pcap nor pcapng"""));
    }
}
