namespace WsBridge.EndToEnd.Tests;

/// <summary>Where the system gives no more file handles or memory, a sentence says so.</summary>
[Category(Categories.OneWireshark)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class ScarcityTests
{
    private const int RuntimeFailed = 255;
    private const int Aborted = 134;

    private static readonly string Recording = Recordings.TwoPmkids;

    [OneTimeSetUp]
    public static void NeedNativeProgram()
    {
        if (File.Exists(Path.Combine(Path.GetDirectoryName(Programs.WsBridge)!, "wsbridge.dll")))
        {
            Assert.Ignore("This wsbridge is not compiled natively: the .NET runtime itself needs more before anything of ours runs.");
        }
    }

    [Test]
    public async Task Few_file_handles_are_said([Range(4, 14)] int handles, [Values("analyze", "annotate", "compare")] string command)
    {
        using var work = new Workplace();
        string[] words = command switch
        {
            "annotate" => ["annotate", Recording, "-o", work.Path("out")],
            "compare" => ["compare", Recording, Recording, "--good-roam", "1", "--bad-roam", "2"],
            _ => ["analyze", Recording],
        };

        Output output = await work.Run("bash", ["-c", $"ulimit -n {handles}; exec \"$0\" \"$@\"", Programs.WsBridge, .. words]);

        AssertSaid(output);
    }

    [Test]
    public async Task Little_memory_is_said([Range(250_000, 500_000, 50_000)] int kibibytes)
    {
        using var work = new Workplace();

        Output output = await work.Run("bash",
            ["-c", $"ulimit -v {kibibytes}; exec \"$0\" \"$@\"", Programs.WsBridge, "analyze", Recording]);

        if (output.Status == RuntimeFailed || output.Errors.Contains("GC heap", StringComparison.Ordinal))
        {
            Assert.Ignore($"The runtime itself does not start with {kibibytes} KiB: {output.Errors}");
        }

        AssertSaid(output);
    }

    [Test]
    public async Task Less_memory_than_the_runtime_needs_is_said([Range(210_000, 240_000, 10_000)] int kibibytes)
    {
        using var work = new Workplace();

        Output output = await work.Run("bash",
            ["-c", $"ulimit -v {kibibytes}; exec \"$0\" \"$@\"", Programs.WsBridge, "analyze", Recording]);

        if (output.Status is RuntimeFailed or Aborted)
        {
            Assert.Ignore($"The runtime itself does not start with {kibibytes} KiB: {output.Errors}");
        }

        Assert.That(output.Status, Is.EqualTo(2), output.Errors);
        Assert.That(output.Errors, Does.StartWith("wsbridge: not enough memory: ").And.Contain("ulimit -v"));
    }

    private static void AssertSaid(Output output)
    {
        Assert.That(output.Errors, Does.Not.Contain("Unhandled").And.Not.Contain("   at ").And.Not.Contain("fault in WsBridge"),
            $"status {output.Status}");
        Assert.That(output.Status, Is.EqualTo(0).Or.EqualTo(2).Or.EqualTo(3), output.Errors);
        Assert.That(output.Status == 0 || output.Errors.Contains("wsbridge: ", StringComparison.Ordinal),
            $"status {output.Status} without a word");
    }
}
