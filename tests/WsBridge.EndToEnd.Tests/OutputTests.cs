using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>An output that cannot be written is said and is never a finding; one that would cost an input is refused.</summary>
[Category(Categories.OneWireshark)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class OutputTests
{
    private const string Full = "/dev/full";

    private static readonly string Recording = Path.Combine(RepositoryPaths.Captures, "09h_ft-eap_2pmkid_pmksa_prepend_ap2.10.pcapng");

    private static readonly string[][] Commands =
    [
        ["analyze", Recording],
        ["analyze", "--format", "ndjson", Recording],
        ["roams", Recording],
        ["roams", "--format", "csv", Recording],
        ["compare", Recording, Recording],
        ["annotate", Recording, "-o", "-"],
        ["extract", Recording, "--roam", "1", "-o", "-"],
        ["rules"],
        ["explain", "ft-m2-extra-pmkids"],
        ["--help"],
    ];

    [OneTimeSetUp]
    public static void NeedFullDevice()
    {
        if (!File.Exists(Full))
        {
            Assert.Ignore($"There is no {Full}.");
        }
    }

    [TestCaseSource(nameof(Commands))]
    public async Task Standard_output_that_is_full_is_an_error(params string[] command)
    {
        using var work = new Workplace();

        Output output = await Shell(work, "exec \"$0\" \"$@\" >/dev/full", command);

        Assert.That(output.Status, Is.EqualTo(2), output.Errors);
        Assert.That(output.Errors, Is.EqualTo("wsbridge: cannot write standard output: No space left on device.\n"));
    }

    [TestCase("analyze")]
    [TestCase("roams")]
    public async Task A_full_device_as_output_is_an_error_and_no_fault_of_a_frame(string command)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge(command, Recording, "-o", Full);

        Assert.That(output.Status, Is.EqualTo(2));
        Assert.That(output.Errors, Is.EqualTo($"wsbridge: cannot write {Full}: No space left on device.\n"));
    }

    [Test]
    public async Task A_full_disk_leaves_nothing_under_the_final_name()
    {
        using var work = new Workplace();

        Output output =
            await Shell(work, "ulimit -f 8; trap '' XFSZ; DOTNET_EnableWriteXorExecute=0 exec \"$0\" \"$@\"",
                ["analyze", "--format", "ndjson", Recording, "-o", work.Path("findings")]);

        Assert.That(output.Status, Is.EqualTo(2), output.Errors);
        Assert.That(output.Errors, Does.Contain($"wsbridge: cannot write {work.Path("findings")}: ").And.Not.Contain("fault in WsBridge"));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(work.Path("x"))!), Is.Empty);
    }

    [Test]
    public async Task The_exit_status_does_not_depend_on_standard_error()
    {
        using var work = new Workplace();

        Output output = await Shell(work, "exec \"$0\" \"$@\" 2>/dev/full", ["analyze", work.Path("missing.pcapng")]);

        Assert.That(output.Status, Is.EqualTo(3));
    }

    [Test]
    public async Task A_reader_that_has_seen_enough_is_no_error()
    {
        using var work = new Workplace();

        Output output = await Shell(work, "\"$0\" \"$@\" | head -n 1; exit ${PIPESTATUS:-0}", ["analyze", Recording]);

        Assert.That(output.Status, Is.Zero);
        Assert.That(output.Errors, Is.Empty);
    }

    [TestCase("analyze", "IN", "-o", "OUT")]
    [TestCase("roams", "IN", "-o", "OUT")]
    [TestCase("compare", "IN", "IN", "-o", "OUT")]
    [TestCase("annotate", "IN", "-o", "OUT")]
    [TestCase("extract", "IN", "--roam", "1", "-o", "OUT")]
    public async Task No_output_takes_the_place_of_what_is_read(params string[] command)
    {
        using var work = new Workplace();
        string own = work.Write("own.pcapng", await File.ReadAllBytesAsync(Recording));
        string key = work.Write("keys.txt", "wpa-pwd:correct horse battery\n");
        await Shell(work, "ln \"$1\" \"$2\" && ln -s \"$1\" \"$3\"", [own, work.Path("hard"), work.Path("soft")]);
        byte[] before = await File.ReadAllBytesAsync(own);

        foreach (string output in (string[])[own, work.Path("hard"), work.Path("soft"), key])
        {
            string[] words = [.. command.Select(word => word switch { "IN" => own, "OUT" => output, _ => word }), "--keys", key];
            Output refused = await work.WsBridge(words);

            Assert.That(refused.Status, Is.EqualTo(2), output);
            Assert.That(refused.Errors, Does.Contain("is never overwritten"), output);
        }

        Assert.That(await File.ReadAllBytesAsync(own), Is.EqualTo(before));
        Assert.That(await File.ReadAllTextAsync(key), Does.StartWith("wpa-pwd"));
    }

    [Test]
    public async Task Standard_output_by_another_name_is_standard_output()
    {
        using var work = new Workplace();
        Output plain = await work.WsBridge("analyze", Recording);

        Output named = await work.WsBridge("analyze", Recording, "-o", "/dev/stdout");
        Output intoFile = await Shell(work, "\"$0\" \"$@\" >" + work.Path("text"), ["analyze", Recording, "-o", "/dev/stdout"]);

        Assert.That(named.Good(), Is.EqualTo(plain.Good()));
        Assert.That(intoFile.AssertGood().Status, Is.Zero);
        Assert.That(await File.ReadAllTextAsync(work.Path("text")), Is.EqualTo(plain.Text));
    }

    [Test]
    public async Task What_another_user_put_into_a_shared_folder_is_not_written([Values("analyze", "annotate")] string command,
        [Values("link", "file", "fifo")] string trap)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Only root makes files of another user.");
        }

        using var work = new Workplace();
        string victim = work.Write("victim", "precious\n"), shared = work.Path("shared"), name = Path.Combine(shared, "out");
        string make = trap switch { "link" => $"ln -s '{victim}' '{name}'", "file" => $"echo theirs >'{name}'", _ => $"mkfifo '{name}'" };
        await Shell(work, $"mkdir '{shared}'; chmod 1777 '{shared}'; {make}; chown -h 65534:65534 '{name}'", []);

        Output output = await work.WsBridge(command, Recording, "-o", name);
        Output own = await work.WsBridge(command, Recording, "-o", Path.Combine(shared, "own"));

        Assert.That(output.Status, Is.EqualTo(2), output.Errors);
        Assert.That(output.Errors, Does.Contain($"{name} belongs to another user, in a folder where everybody may write."));
        Assert.That(await File.ReadAllTextAsync(victim), Is.EqualTo("precious\n"));
        Assert.That(trap != "file" || await File.ReadAllTextAsync(name) == "theirs\n");
        Assert.That(Directory.GetFiles(shared).Select(Path.GetFileName), Is.EquivalentTo((string[])["out", "own"]));
        Assert.That(own.Status, Is.Zero, own.Errors);
    }

    [Test]
    public async Task A_link_of_another_user_in_the_middle_of_a_name_is_not_followed()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Only root makes files of another user.");
        }

        using var work = new Workplace();
        string shared = work.Path("shared"), victim = work.Path("victim");
        await Shell(work, $"mkdir '{shared}' '{victim}'; chmod 1777 '{shared}'; ln -s '{victim}' '{shared}/evil'; chown -h 65534:65534 "
            + $"'{shared}/evil'", []);

        Output output = await work.WsBridge("analyze", Recording, "-o", Path.Combine(shared, "evil", "out"));

        Assert.That(output.Status, Is.EqualTo(2), output.Errors);
        Assert.That(output.Errors, Does.Contain("evil belongs to another user"));
        Assert.That(Directory.GetFileSystemEntries(victim), Is.Empty);
    }

    [TestCase("analyze")]
    [TestCase("annotate")]
    public async Task What_is_behind_a_file_descriptor_is_written_to_as_it_is(string command)
    {
        using var work = new Workplace();
        string file = work.Write("file", "before\n");
        string plain = work.Path("plain");
        (await work.WsBridge(command, Recording, "-o", plain)).AssertGood();

        Output appended = await Shell(work, $"exec 3>>'{file}'; exec \"$0\" \"$@\"", [command, Recording, "-o", "/dev/fd/3"]);
        Output piped = await Shell(work, "{ \"$0\" \"$@\" 3>&1 >/dev/null; } | md5sum", [command, Recording, "-o", "/dev/fd/3"]);
        Output fifo =
            await Shell(work, $"mkfifo '{work.Path("fifo")}'; md5sum <'{work.Path("fifo")}' & \"$0\" \"$@\"; wait",
                [command, Recording, "-o", work.Path("fifo")]);
        Output expected = await Shell(work, $"md5sum <'{plain}'", []);

        byte[] whole = await File.ReadAllBytesAsync(plain);
        Assert.That(appended.AssertGood().Status, Is.Zero);
        Assert.That((await File.ReadAllBytesAsync(file))[7..], Is.EqualTo(whole));
        Assert.That(fifo.Text, Is.EqualTo(expected.Text));
        Assert.That(piped.Text, Is.EqualTo(expected.Text));
        Assert.That((await Shell(work, $"test -p '{work.Path("fifo")}'", [])).Status, Is.Zero, "the FIFO is still one");
    }

    [Test]
    public async Task A_file_that_is_written_anew_keeps_its_mode()
    {
        using var work = new Workplace();
        string secret = work.Write("findings", "earlier");
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        (await work.WsBridge("analyze", Recording, "-o", secret)).AssertGood();

        Assert.That(File.GetUnixFileMode(secret), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That((await File.ReadAllTextAsync(secret)).Length, Is.GreaterThan(1000));
    }

    [TestCase("analyze")]
    [TestCase("roams")]
    [TestCase("annotate")]
    public async Task An_empty_name_is_refused(string command)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge(command, Recording, "-o", "");

        Assert.That(output.Status, Is.EqualTo(2));
        Assert.That(output.Errors, Does.StartWith("wsbridge: --output needs the name of a file; it is empty."));
    }

    [TestCase("schema")]
    [TestCase("man")]
    [TestCase("loader", "stub")]
    [TestCase("plugin", "check")]
    [TestCase("plugin", "add")]
    [TestCase("plugin", "remove")]
    [TestCase("plugin", "new")]
    [TestCase("plugin", "check", "x.dll", "--capture")]
    [TestCase("package", "--output")]
    public async Task An_empty_name_is_refused_by_what_packages_and_plugins_need_too(params string[] command)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge([.. command, ""]);

        Assert.That(output.Status, Is.EqualTo(2));
        Assert.That(output.Errors, Does.StartWith("wsbridge: ").And.Match(@"^wsbridge: \S+ needs (a name|the name of a file); it is empty\."));
    }

    [Test]
    public async Task A_file_that_cannot_be_read_is_said_to_be_one()
    {
        using var work = new Workplace();

        Output output = await work.WsBridge("analyze", "/proc/self/mem");

        Assert.That(output.Status, Is.EqualTo(3));
        Assert.That(output.Errors, Is.EqualTo("wsbridge: /proc/self/mem cannot be read: Input/output error.\n"));
    }

    [Test]
    public async Task A_file_name_cannot_steer_the_terminal()
    {
        using var work = new Workplace();
        string name = work.Write("a\u001b[31m.pcapng", await File.ReadAllBytesAsync(Recording));

        foreach (string command in (string[])["analyze", "roams"])
        {
            Output there = await work.WsBridge(command, name);
            Output missing = await work.WsBridge(command, name + "x");

            Assert.That(there.Text + there.Errors + missing.Text + missing.Errors, Does.Not.Contain('\u001b'), command);
        }
    }

    [Test]
    public async Task An_SSID_in_CSV_is_no_formula()
    {
        using var work = new Workplace();
        byte[] octets = await File.ReadAllBytesAsync(Path.Combine(RepositoryPaths.Captures, "01_wpa2-psk.pcapng"));
        byte[] ssid = "LabRoam"u8.ToArray(), formula = "=1+1+11"u8.ToArray();
        for (int at = octets.AsSpan().IndexOf(ssid); at >= 0; at = octets.AsSpan().IndexOf(ssid))
        {
            formula.CopyTo(octets, at);
        }

        Output output = await work.WsBridge("roams", "--format", "csv", work.Write("formula.pcapng", octets));

        Assert.That(output.Good()[1].Split(',')[3], Is.EqualTo("'=1+1+11"));
    }

    /// <summary>A reader that is slower than we are: pipes are full, and what is written goes in pieces.</summary>
    [TestCase("text")]
    [TestCase("ndjson")]
    public async Task A_message_in_the_same_pipe_stands_between_findings(string format)
    {
        using var work = new Workplace();
        byte[] recording = await File.ReadAllBytesAsync(Recording);
        string[] captures =
            [.. Enumerable.Range(0, 60).SelectMany(i => (string[])[work.Write($"{i}-is.pcapng", recording), work.Path($"missing-{i}.pcap")])];

        Output output = await Shell(work, "\"$0\" \"$@\" 2>&1 | while IFS= read -r line; do printf '%s\\n' \"$line\"; done",
            ["analyze", "--format", format, .. captures]);

        string[] lines = output.Text.Split('\n');
        int[] messages = [.. Enumerable.Range(0, lines.Length).Where(i => lines[i].Contains("wsbridge: ", StringComparison.Ordinal))];
        Assert.That(messages, Has.Length.EqualTo(60));
        foreach (int message in messages)
        {
            string before = message == 0 ? "" : lines[message - 1];
            bool isBetween = before.Length == 0 || before.StartsWith("wsbridge: ", StringComparison.Ordinal)
                || (format == "ndjson" && before.EndsWith('}'));
            Assert.That(lines[message].StartsWith("wsbridge: ", StringComparison.Ordinal) && isBetween, $"{lines[message]} after {before}");
        }
    }

    private static async Task<Output> Shell(Workplace work, string script, string[] arguments)
    {
        string[] words = arguments is [['/', ..], ..] ? ["sh", .. arguments] : [Programs.WsBridge, .. arguments];
        return await work.Run("bash", ["-c", script, .. words]);
    }
}
