using System.Diagnostics;
using System.Globalization;

namespace WsBridge.EndToEnd.Tests;

/// <summary>The capture source <c>wsbridge-replay</c>, driven by the real tshark.</summary>
internal sealed class ReplayTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    // Where others keep the processors busy, how long a process waits for its turn says nothing of ours.
    private static TimeSpan LongestStop =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) > 2 * Environment.ProcessorCount ? TimeSpan.FromSeconds(5) : TimeSpan.FromMilliseconds(500);

    [Test]
    public async Task Tshark_lists_it()
    {
        using var work = new Workplace();

        Output output = await work.Tshark("-D");

        Assert.That(output.Good(), Has.Some.Contains("wsbridge-replay (WsBridge: capture file, replayed)"));
    }

    [Test]
    public async Task A_replay_gives_the_findings_of_the_file()
    {
        using var work = new Workplace();
        string recording = Recordings.TwoPmkids;

        List<ShownFinding> read = ShownFinding.FromTshark(ShownFrame.From((await work.Tshark(["-r", recording, .. ShownFrame.Options])).AssertGood().Text));
        Output captured = await work.Tshark([.. From(recording), .. ShownFrame.Options]);

        Assert.That(read, Is.Not.Empty);
        Assert.That(ShownFinding.FromTshark(ShownFrame.From(captured.AssertGood().Text)), Is.EqualTo(read));
    }

    [Test]
    public async Task What_is_wrong_is_said_by_tshark()
    {
        using var work = new Workplace();

        Output output = await work.Tshark("-i", "wsbridge-replay", "-o", "extcap.wsbridge_replay.file:/nowhere.pcapng");

        Assert.That(output.Errors, Does.Contain("The capture file /nowhere.pcapng cannot be opened: "));
    }

    [TestCase("TERM")]
    [TestCase("INT")]
    [TestCase("HUP")]
    [TestCase("closed")]
    public async Task It_stops_at_once_with_whole_records(string how)
    {
        using var work = new Workplace();
        string program = Path.Combine(Path.GetDirectoryName(Programs.WsBridge)!, "extcap", "wsbridge-extcap");
        string fifo = work.Path("fifo");
        Process.Start("mkfifo", fifo).WaitForExit();
        string written = work.Path("written.pcapng");
        using Process reader = Process.Start("sh", ["-c", $"cat '{fifo}' > '{written}'"])!;
        // A signal that whoever runs the tests ignores, as nohup does, would be ignored here too.
        var start = new ProcessStartInfo("env", ["--default-signal=HUP,INT,TERM", program, "--capture", "--extcap-interface", "wsbridge-replay", "--fifo", fifo, "--file", Recordings.TwoPmkids, "--loop"]) { RedirectStandardError = true };
        using Process replay = Process.Start(start)!;
        Assert.That(() => File.Exists(written) && new FileInfo(written).Length > 0, Is.True.After(10_000, 20), "packets arrive");

        long stopped = Stopwatch.GetTimestamp();
        if (how == "closed")
        {
            using Process killing = Process.Start("pkill", ["-P", $"{reader.Id}"]);
        }
        else
        {
            using Process killing = Process.Start("kill", [$"-{how}", $"{replay.Id}"]);
        }

        bool ended = replay.WaitForExit(Hang);
        if (!ended)
        {
            replay.Kill();
        }

        Assert.That(ended, Is.True, "it does not stop");
        Assert.That(Stopwatch.GetElapsedTime(stopped), Is.LessThan(LongestStop));
        Assert.That((replay.ExitCode, await replay.StandardError.ReadToEndAsync()), Is.EqualTo((0, "")));
        await reader.WaitForExitAsync();
        (await work.PlainTshark("-r", written)).AssertGood();
    }

    private static string[] From(string recording) =>
        ["-i", "wsbridge-replay", "-o", $"extcap.wsbridge_replay.file:{recording}", "-o", "extcap.wsbridge_replay.speed:0"];
}
