using System.Diagnostics;
using CliWrap;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Exit statuses, input and output of <c>wsbridge analyze</c>.</summary>
internal sealed class AnalyzeTests
{
    private static readonly string Recording = Recordings.TwoPmkids;

    [Test]
    public async Task Findings_alone_are_no_failure()
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("analyze", Recording);

        Assert.That((output.Status, output.Errors), Is.EqualTo((0, "")));
        Assert.That(output.Text, Does.Contain("ft-m2-extra-pmkids (WSB-FT-001)"));
    }

    [TestCase("chat", "WSB-FT-001", 1)]
    [TestCase("note", "WSB-FT-001", 1)]
    [TestCase("warn", "WSB-FT-001", 0)]
    [TestCase("error", "ft-m2-rejected-no-m3", 1)]
    public async Task A_finding_severe_enough_is_a_failure_when_asked_for(string severity, string rule, int status)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("analyze", "--fail-on", severity, "--rule", rule, Recording);

        Assert.That((output.Status, output.Errors), Is.EqualTo((status, "")));
    }

    [TestCase("--rule", "WSB-FT-001", "WSB-FT-001")]
    [TestCase("--rule", "ft-m2-extra-pmkids", "WSB-FT-001")]
    public async Task Only_the_rules_asked_for_are_shown(string option, string rule, string id)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("analyze", "--format", "ndjson", option, rule, Recording);

        Assert.That(ShownFinding.FromNdjson(output.Good()).Select(finding => finding.Rule).Distinct(), Is.EqualTo((string[])[id]));
    }

    [Test]
    public async Task Rules_and_severities_that_are_not_wanted_are_left_out()
    {
        using var work = new Workplace();

        List<ShownFinding> all = ShownFinding.FromNdjson((await work.WsBridge("analyze", "--format", "ndjson", Recording)).Good());
        List<ShownFinding> some =
            ShownFinding.FromNdjson(
                (await work.WsBridge("analyze", "--format", "ndjson", "--min-severity", "error", "--no-rule", "WSB-FT-003", Recording))
                .Good());

        Assert.That(some, Is.EqualTo(all.Where(finding => finding.Severity == "error" && finding.Rule != "WSB-FT-003")).And.Not.Empty);
    }

    [TestCase("--no-such-option")]
    [TestCase("--rule", "no-such-rule")]
    [TestCase("--no-rule", "WSB-XX-999")]
    [TestCase("--format", "yaml")]
    [TestCase("--fail-on", "fatal")]
    [TestCase("--min-severity", "loud")]
    public async Task Wrong_usage_is_status_2_and_names_what_is_wrong(params string[] words)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge(["analyze", Recording, .. words]);

        Assert.That((output.Status, output.Text), Is.EqualTo((2, "")));
        Assert.That(output.Errors, Does.StartWith("wsbridge: ").And.Contain(words[^1]));
    }

    [Test]
    public async Task No_capture_is_wrong_usage()
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("analyze");

        Assert.That((output.Status, output.Text), Is.EqualTo((2, "")));
        Assert.That(output.Errors, Does.Contain("wsbridge analyze --help"));
    }

    [Test]
    public async Task A_folder_is_read_only_when_asked_for()
    {
        using var work = new Workplace();
        Directory.CreateDirectory(work.Path("captures/deep"));
        File.Copy(Recording, work.Path("captures/deep/a.pcapng"));
        File.WriteAllText(work.Path("captures/deep/readme.txt"), "not a capture");

        Output without = await work.WsBridge("analyze", "--format", "ndjson", work.Path("captures"));
        Output with = await work.WsBridge("analyze", "--format", "ndjson", "--recursive", work.Path("captures"));
        Output one = await work.WsBridge("analyze", "--format", "ndjson", Recording);

        Assert.That(without.Status, Is.EqualTo(2));
        Assert.That(without.Errors, Does.Contain("--recursive"));
        Assert.That(ShownFinding.FromNdjson(with.Good()), Is.EqualTo(ShownFinding.FromNdjson(one.Good())).And.Not.Empty);
    }

    [Test]
    public async Task A_folder_without_captures_is_wrong_usage()
    {
        using var work = new Workplace();
        Directory.CreateDirectory(work.Path("empty"));

        Assert.That((await work.WsBridge("analyze", "--recursive", work.Path("empty"))).Status, Is.EqualTo(2));
    }

    [TestCase("missing.pcapng", null)]
    [TestCase("text.pcapng", "this is no capture\n")]
    [TestCase("empty.pcapng", "")]
    [TestCase("short.pcapng", "ab")]
    public async Task Input_that_cannot_be_read_is_status_3_and_named(string name, string? content)
    {
        using var work = new Workplace();
        if (content is not null)
        {
            work.Write(name, content);
        }

        Output output = await work.WsBridge("analyze", "--format", "ndjson", work.Path(name), Recording);

        Assert.That(output.Status, Is.EqualTo(3));
        Assert.That(output.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1));
        Assert.That(output.Errors, Does.StartWith("wsbridge: ").And.Contain(name));
        Assert.That(ShownFinding.FromNdjson(output.Lines), Is.Not.Empty, "the other capture was analysed");
    }

    [Test]
    public async Task Unreadable_input_weighs_more_than_findings()
    {
        using var work = new Workplace();

        Assert.That((await work.WsBridge("analyze", "--fail-on", "chat", Recording, work.Path("missing"))).Status, Is.EqualTo(3));
    }

    [Test]
    public async Task Standard_input_gives_what_the_file_gives()
    {
        using var work = new Workplace();

        Output file = await work.WsBridge("analyze", "--format", "ndjson", Recording);
        Output input = await work.Run(Programs.WsBridge, ["analyze", "--format", "ndjson", "-"], input: PipeSource.FromFile(Recording));

        Assert.That(ShownFinding.FromNdjson(input.Good()), Is.EqualTo(ShownFinding.FromNdjson(file.Good())));
    }

    [Test]
    public async Task What_is_found_in_a_capture_that_still_comes_is_seen_at_once()
    {
        byte[] capture = await File.ReadAllBytesAsync(Recording);
        int half = capture.Length / 2;
        using Process analyze =
            Process.Start(new ProcessStartInfo(Programs.WsBridge, ["analyze", "--format", "ndjson", "-"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;

        await analyze.StandardInput.BaseStream.WriteAsync(capture.AsMemory(0, half));
        await analyze.StandardInput.BaseStream.FlushAsync();
        string? first = await analyze.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await analyze.StandardInput.BaseStream.WriteAsync(capture.AsMemory(half));
        analyze.StandardInput.Close();
        string rest = await analyze.StandardOutput.ReadToEndAsync();
        await analyze.WaitForExitAsync();

        using var work = new Workplace();
        Output whole = await work.WsBridge("analyze", "--format", "ndjson", Recording);
        Assert.That(first, Is.Not.Null);
        Assert.That(ShownFinding.FromNdjson([first!, .. rest.Split('\n', StringSplitOptions.RemoveEmptyEntries)]),
            Is.EqualTo(ShownFinding.FromNdjson(whole.Good())));
    }

    [Test]
    public async Task An_output_file_appears_whole_and_alone()
    {
        using var work = new Workplace();
        Directory.CreateDirectory(work.Path("out"));
        work.Write("out/findings.ndjson", "old");

        Output printed = await work.WsBridge("analyze", "--format", "ndjson", Recording);
        Output written = await work.WsBridge("analyze", "--format", "ndjson", "--output", work.Path("out/findings.ndjson"), Recording);

        Assert.That(written.AssertGood().Text, Is.Empty);
        Assert.That(await File.ReadAllTextAsync(work.Path("out/findings.ndjson")), Is.EqualTo(printed.Text));
        Assert.That(Directory.GetFiles(work.Path("out")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task No_file_takes_the_place_of_a_device_a_pipe_or_a_link()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Names of devices and pipes are no files on Windows.");
        }

        using var work = new Workplace();
        work.Write("real.ndjson", "old");
        File.CreateSymbolicLink(work.Path("link.ndjson"), work.Path("real.ndjson"));
        await Cli.Wrap("mkfifo").WithArguments(work.Path("pipe")).ExecuteAsync();
        Task<string> read = Task.Run(() => File.ReadAllText(work.Path("pipe")));

        Output printed = await work.WsBridge("analyze", "--format", "ndjson", Recording);
        Output toDevice = await work.WsBridge("analyze", "--output", "/dev/null", Recording);
        Output toPipe = await work.WsBridge("analyze", "--format", "ndjson", "--output", work.Path("pipe"), Recording);
        Output toLink = await work.WsBridge("analyze", "--format", "ndjson", "--output", work.Path("link.ndjson"), Recording);

        foreach (Output output in (Output[])[toDevice, toPipe, toLink])
        {
            Assert.That(output.AssertGood().Text, Is.Empty);
        }

        Assert.That(new FileInfo("/dev/null").Length, Is.Zero);
        await using (FileStream device = File.OpenWrite("/dev/null"))
        {
            device.Write("no file keeps this"u8);
        }

        Assert.That(new FileInfo("/dev/null").Length, Is.Zero);
        Assert.That(await read, Is.EqualTo(printed.Text));
        Assert.That(new FileInfo(work.Path("link.ndjson")).LinkTarget, Is.Not.Null);
        Assert.That(await File.ReadAllTextAsync(work.Path("real.ndjson")), Is.EqualTo(printed.Text));
    }

    [Test]
    public async Task What_could_be_read_of_unreadable_input_is_in_the_output_file()
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("analyze", "--format", "ndjson", "--output", work.Path("findings.ndjson"), Recording,
            work.Path("missing"));

        Assert.That(output.Status, Is.EqualTo(3));
        Assert.That(ShownFinding.FromNdjson(await File.ReadAllLinesAsync(work.Path("findings.ndjson"))), Is.Not.Empty);
    }

    [Test]
    public async Task An_output_file_that_cannot_be_written_is_named_and_nothing_is_left()
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("analyze", "--output", work.Path("no/such/folder/findings.txt"), Recording);

        Assert.That(output.Status, Is.EqualTo(2));
        Assert.That(output.Errors, Does.StartWith("wsbridge: ").And.Contain("findings.txt"));
    }

    [Test]
    public async Task Text_has_no_colour_when_it_is_not_for_a_terminal()
    {
        using var work = new Workplace();

        Assert.That((await work.WsBridge("analyze", Recording)).AssertGood().Text, Does.Not.Contain("\u001b"));
    }
}
