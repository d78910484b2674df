using System.Diagnostics;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>
/// Commands that read a capture more than once take one that comes only once: standard input, a FIFO, a process substitution.
/// </summary>
[Category(Categories.OneWireshark)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class OnePassInputTests
{
    private static readonly string Recording = Path.Combine(RepositoryPaths.Captures, "09h_ft-eap_2pmkid_pmksa_prepend_ap2.10.pcapng");

    private static readonly string[][] Commands =
    [
        ["annotate", "IN", "-o", "-"],
        ["extract", "IN", "--roam", "1", "-o", "-"],
        ["compare", "IN", "IN", "--good-roam", "1", "--bad-roam", "2", "--format", "json"],
    ];

    [TestCaseSource(nameof(Commands))]
    public async Task Standard_input_gives_what_the_file_gives(params string[] command)
    {
        using var work = new Workplace();

        string[] expected = await Hashes(work, "exec \"$0\" \"$@\"", Recording, command);
        string[] actual = await Hashes(work, $"cat '{Recording}' | \"$0\" \"$@\"", "-", command);

        Assert.That(actual, Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Commands))]
    public async Task A_FIFO_gives_what_the_file_gives(params string[] command)
    {
        using var work = new Workplace();
        string fifo = work.Path("fifo");

        string[] expected = await Hashes(work, "exec \"$0\" \"$@\"", Recording, command);
        string[] actual = await Hashes(work, $"mkfifo '{fifo}'; cat '{Recording}' >'{fifo}' & \"$0\" \"$@\"", fifo, command);

        Assert.That(actual, Is.EqualTo(expected));
    }

    [Test]
    public async Task Two_process_substitutions_are_compared()
    {
        using var work = new Workplace();
        string[] choice = ["--good-roam", "1", "--bad-roam", "2", "--fail-on-difference"];

        Output expected = await work.WsBridge(["compare", Recording, Recording, .. choice]);
        Output actual = await work.Run("bash",
            ["-c", $"\"$0\" compare <(cat '{Recording}') <(cat '{Recording}') \"$@\"", Programs.WsBridge, .. choice]);

        Assert.That((expected.Status, actual.Status), Is.EqualTo((1, 1)), actual.Errors);
        Assert.That(actual.Lines[5..], Is.EqualTo(expected.Lines[5..]));
    }

    [Test]
    public async Task A_pipe_that_begins_like_no_capture_is_refused_before_its_writer_ends()
    {
        using var work = new Workplace();
        string banner = work.Write("banner", "Welcome to the sensor. Authorized use only.\n");
        string fifo = work.Path("fifo");

        // The writer ends after the reader, and only because of it.
        Output output = await work.Run("bash",
            ["-c", $"mkfifo '{fifo}'; exec 9<>'{fifo}'; cat '{banner}' >&9; \"$0\" analyze '{fifo}'", Programs.WsBridge]);

        Assert.That(output.Status, Is.EqualTo(3));
        Assert.That(output.Errors, Does.Contain("fifo is neither pcap nor pcapng"));
    }

    [TestCase("")]
    [TestCase("--jobs 2")]
    public async Task A_named_pipe_is_live(string options)
    {
        using var work = new Workplace();

        // The pipe stays open until the first line is there.
        string fifo = work.Path("fifo");
        Output output = await work.Run("bash", ["-c", $"mkfifo '{fifo}'; exec 9<>'{fifo}'; cat '{Recording}' >&9 & "
            + $"exec 8< <(exec \"$0\" analyze {options} --format ndjson '{fifo}' '{Recording}' 9>&-); read -r line <&8; echo \"$line\"; exec 9>&-; cat <&8; wait",
            Programs.WsBridge]);

        Assert.That(output.AssertGood().Text, Does.StartWith("{"));
    }

    [Test]
    public async Task A_named_pipe_is_live_as_soon_as_its_turn_has_come()
    {
        using var work = new Workplace();

        // The pipe stays open until a line of it is there.
        string fifo = work.Path("fifo");
        Output output = await work.Run("bash", ["-c", $"mkfifo '{fifo}'; exec 9<>'{fifo}'; cat '{Recording}' >&9 & "
            + $"exec 8< <(exec \"$0\" analyze --jobs 2 --format ndjson '{Recording}' '{fifo}' 9>&-); "
            + $"while read -r line <&8; do case $line in *'{fifo}'*) echo \"$line\"; break; esac; done; exec 9>&-; cat <&8; wait",
            Programs.WsBridge]);

        Assert.That(output.AssertGood().Lines[0], Does.Contain(fifo));
    }

    [Test]
    public async Task A_pipe_in_a_folder_is_passed_over()
    {
        using var work = new Workplace();
        string tree = work.Path("tree");
        await work.Run("bash", ["-c", $"mkdir '{tree}'; mkfifo '{tree}/a.pcapng'; cp '{Recording}' '{tree}/b.pcapng'"]);

        Output output = await work.WsBridge("analyze", "--format", "ndjson", "--recursive", tree);

        Assert.That(output.AssertGood().Lines, Is.Not.Empty);
        Assert.That(output.Errors, Does.Contain("a.pcapng is passed over"));
    }

    [Test]
    public async Task A_capture_through_a_pipe_that_ends_early_is_kept_as_far_as_it_went()
    {
        using var work = new Workplace();

        Output output = await work.Run("bash",
            ["-c", $"head -c 20000 '{Recording}' | \"$0\" annotate - -o '{work.Path("part")}'", Programs.WsBridge]);

        Assert.That(output.Status, Is.EqualTo(3));
        Assert.That(output.Errors, Does.Contain("wsbridge: - "));
        Assert.That(new FileInfo(work.Path("part")).Length, Is.GreaterThan(15_000));
    }

    [TestCase("annotate", "-", "-o", "-")]
    [TestCase("annotate", "-", "-o", "FILE")]
    [TestCase("extract", "-", "--roam", "1", "-o", "FILE")]
    public async Task A_temporary_folder_that_takes_nothing_is_said(params string[] command)
    {
        using var work = new Workplace();
        string missing = work.Path("missing");
        string[] words = [.. command.Select(word => word == "FILE" ? work.Path("out") : word)];

        Output output = await work.Run("bash",
            ["-c", $"cat '{Recording}' | TMPDIR='{missing}' \"$0\" \"$@\"", Programs.WsBridge, .. words]);

        Assert.That(output.Status, Is.EqualTo(2), output.Errors);
        Assert.That(output.Errors,
            Does.Contain($"wsbridge: cannot write a copy of standard input to the temporary folder {missing}/ (TMPDIR): "));
        Assert.That(File.Exists(work.Path("out")), Is.False);
    }

    [Test]
    public async Task A_copy_that_cannot_be_kept_is_no_fault_of_the_input()
    {
        using var work = new Workplace();

        Output output = await work.Run("bash",
            [
            "-c",
            $"ulimit -f 8; trap '' XFSZ; cat '{Recording}' | DOTNET_EnableWriteXorExecute=0 \"$0\" annotate - -o -",
            Programs.WsBridge,
        ]);

        Assert.That(output.Status, Is.EqualTo(2));
        Assert.That(output.Errors,
            Does.Contain("wsbridge: cannot write a copy of standard input to the temporary folder ").And.Not.Contain("cannot be read"));
        Assert.That(output.Text, Is.Empty);
    }

    [Test]
    public async Task The_copy_has_no_name_that_anybody_could_open_or_that_could_stay()
    {
        using var work = new Workplace();
        var start = new ProcessStartInfo(Programs.WsBridge, ["annotate", "-", "-o", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = work.Temporary;
        using Process process = Process.Start(start)!;
        await process.StandardInput.BaseStream.WriteAsync((await File.ReadAllBytesAsync(Recording)).AsMemory(0, 20_000));
        await process.StandardInput.BaseStream.FlushAsync();

        bool isKept = false;
        for (int i = 0; i < 200 && !isKept; i++)
        {
            await Task.Delay(50);
            isKept = Directory.GetFiles($"/proc/{process.Id}/fd").Select(name => new FileInfo(name).LinkTarget)
                .Any(target => target is not null && target.EndsWith(".spool (deleted)", StringComparison.Ordinal));
        }

        string[] names = Directory.GetFileSystemEntries(work.Temporary, "wsbridge*");
        process.Kill();
        await process.WaitForExitAsync();

        Assert.That(isKept, "it keeps no copy");
        Assert.That(names, Is.Empty);
    }

    private static async Task<string[]> Hashes(Workplace work, string script, string input, string[] command)
    {
        string[] words = [.. command.Select(word => word == "IN" ? input : word)];
        Output output = await work.Run("bash",
            ["-c", $"{{ {script}; }} | sed 's|\"{input}\"|NAME|g' | md5sum", Programs.WsBridge, .. words]);
        Assert.That(output.Status, Is.Zero);
        return [
            output.Text,
            .. output.Errors.Split('\n').Select(line => input == "-" ? line : line.Replace(input, "NAME", StringComparison.Ordinal)),
        ];
    }
}
