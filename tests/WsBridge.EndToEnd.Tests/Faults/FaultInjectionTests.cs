namespace WsBridge.EndToEnd.Tests.Faults;

/// <summary>
/// Every call that a command makes on its files fails once, and each time the outcome is one that docs/safety.md promises: a sentence, its
/// exit status, nothing under the final name that is not whole, and no crash.
/// </summary>
[Category(Categories.OneWireshark)]
[Platform("Linux")]
internal sealed class FaultInjectionTests
{
    private const int DiskError = 5; // EIO
    private const int DiskFull = 28; // ENOSPC
    private const int MostCalls = 200;

    private static readonly string[][] Commands =
    [
        ["analyze", "--format", "ndjson", "IN", "-o", "OUT"],
        ["roams", "--format", "csv", "IN", "-o", "OUT"],
        ["compare", "IN", "IN", "--good-roam", "1", "--bad-roam", "2", "--format", "json", "-o", "OUT"],
        ["annotate", "IN", "-o", "OUT"],
        ["extract", "IN", "--roam", "1", "-o", "OUT"],
        ["analyze", "--keys", "KEYS", "IN", "-o", "OUT"],
    ];

    [TestCaseSource(nameof(Commands))]
    public Task Whatever_fails_on_the_disk_the_outcome_is_a_promised_one(params string[] command) => AssertAll(command, DiskError);

    [TestCase("analyze", "--format", "ndjson", "IN", "-o", "OUT")]
    [TestCase("annotate", "IN", "-o", "OUT")]
    public Task Wherever_the_disk_is_full_the_outcome_is_a_promised_one(params string[] command) => AssertAll(command, DiskFull);

    [TestCase("analyze", "IN", "-o", "OUT")]
    [TestCase("annotate", "IN", "-o", "OUT")]
    public async Task What_the_disk_refuses_only_when_it_is_flushed_gets_no_name(params string[] command)
    {
        Programs.Need("strace", "strace");
        using var work = new Workplace();
        string[] words = [.. command.Select(word => word switch { "IN" => Recordings.TwoPmkids, "OUT" => work.Path("out"), _ => word })];

        Output output = await work.Run("strace",
            ["-f", "-o", work.Path("trace"), "-e", "trace=fsync", "-e", "inject=fsync:error=EDQUOT", Programs.WsBridge, .. words]);

        if (!File.ReadAllText(work.Path("trace")).Contains("INJECTED", StringComparison.Ordinal))
        {
            Assert.Ignore("strace may not inject errors here.");
        }

        Assert.That(output.Status, Is.EqualTo(2), output.Errors);
        Assert.That(output.Errors, Does.Contain($"wsbridge: cannot write {work.Path("out")}: Disk quota exceeded."));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(work.Path("out"))!).Select(Path.GetFileName), Is.EqualTo((string[])["trace"]));
    }

    private static async Task AssertAll(string[] command, int error)
    {
        using var work = new Workplace();
        string folder = Directory.CreateDirectory(work.Path("files")).FullName;
        string input = Path.Combine(folder, "in.pcapng"), keys = Path.Combine(folder, "keys.txt"), output = Path.Combine(folder, "out");
        File.Copy(Recordings.TwoPmkids, input);
        await File.WriteAllTextAsync(keys, "wpa-pwd:a password of nobody\n");
        string[] words = [.. command.Select(word => word switch { "IN" => input, "KEYS" => keys, "OUT" => output, _ => word })];
        Output good = await work.WsBridge(words);
        byte[] whole = await File.ReadAllBytesAsync(output);
        File.Delete(output);

        List<string> calls = [];
        for (int at = 1; at <= MostCalls; at++)
        {
            (Output now, string? call) = await FaultyProgram.Run(work, at, error, words);
            if (call is null)
            {
                break;
            }

            calls.Add(call);
            AssertPromised($"call {at}, {call}: status {now.Status}, {now.Errors}", now, call, good.Status,
                File.Exists(output) ? await File.ReadAllBytesAsync(output) : null, whole);
            AssertNothingElse(folder, call, at);
            File.Delete(output);
        }

        Assert.That(calls, Has.Count.LessThan(MostCalls).And.Member("create").And.Member("read").And.Member("write").And.Member("close"));
        Assert.That(calls, Has.Member("rename").Or.Member("link"));
    }

    private static void AssertPromised(string what, Output now, string call, int goodStatus, byte[]? written, byte[] whole)
    {
        Assert.That(now.Errors, Does.Not.Contain("fault in WsBridge").And.Not.Contain("   at "), what);
        Assert.That(now.Status, Is.EqualTo(goodStatus).Or.EqualTo(2).Or.EqualTo(3), what);
        if (now.Status != goodStatus)
        {
            Assert.That(now.Errors, Does.Contain("wsbridge: ").And.Match("(?i)input/output error|no space left on device"), what);
        }

        switch (call)
        {
            case "create" or "write" or "truncate" or "rename" or "link":
                Assert.That(now.Status, Is.EqualTo(2), what);
                break;
            case "read":
                Assert.That(now.Status, Is.EqualTo(3).Or.EqualTo(2), what);
                break;
        }

        if (now.Status == goodStatus)
        {
            Assert.That(written, Is.EqualTo(whole), what);
        }
        else if (now.Status == 2)
        {
            Assert.That(written, Is.Null, what);
        }
    }

    private static void AssertNothingElse(string folder, string call, int at)
    {
        string[] left = [.. Directory.GetFiles(folder).Select(name => Path.GetFileName(name)!).Except(["in.pcapng", "keys.txt", "out"])];
        Assert.That(left, Is.Empty, $"after {call}, call {at}");
    }
}
