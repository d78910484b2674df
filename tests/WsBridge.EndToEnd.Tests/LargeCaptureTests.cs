using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>
/// Of a capture of more than a mebibyte, octets are read and rows are written by threads of their own. What comes out is what one thread gives,
/// to which a capture through a pipe is left.
/// </summary>
[Category(Categories.OneWireshark)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class LargeCaptureTests
{
    /// <summary>All recordings of the laboratory in one file of as many sections.</summary>
    private static readonly byte[] Recordings =
        [.. Directory.GetFiles(RepositoryPaths.Captures, "*.pcapng").Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)];

    [TestCase("analyze", "ndjson")]
    [TestCase("analyze", "json")]
    [TestCase("analyze", "text")]
    [TestCase("roams", "ndjson")]
    [TestCase("roams", "text")]
    public async Task It_gives_what_it_gives_through_a_pipe(string command, string format)
    {
        using var work = new Workplace();
        string large = work.Write("large.pcapng", Recordings);

        Output expected = await work.Run("bash",
            ["-c", $"\"$0\" {command} --format {format} - < <(cat '{large}')", Programs.WsBridge]);
        Output output = await work.WsBridge(command, "--format", format, large);
        Output written = await work.WsBridge(command, "--format", format, "--output", work.Path("rows"), large);

        Assert.That(expected.Lines, Has.Length.GreaterThan(150));
        Assert.That(output.AssertGood().Text.Replace(large, "-", StringComparison.Ordinal), Is.EqualTo(expected.AssertGood().Text));
        Assert.That(written.AssertGood().Text, Is.Empty);
        Assert.That(await File.ReadAllTextAsync(work.Path("rows")), Is.EqualTo(output.Text));
    }

    [TestCase("analyze")]
    [TestCase("roams")]
    public async Task An_output_that_takes_no_more_is_said_once_and_no_frame_is_blamed(string command)
    {
        using var work = new Workplace();
        string large = work.Write("large.pcapng", Recordings);

        Output output = await work.Run("bash",
            ["-c", $"\"$0\" {command} --format ndjson '{large}' > /dev/full", Programs.WsBridge]);

        Assert.That(output.Status, Is.EqualTo(2));
        Assert.That(output.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Exactly(1).Contains("standard output"));
        Assert.That(output.Errors, Does.Not.Contain("a fault in WsBridge"));
    }
}
