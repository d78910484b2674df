using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>The capture source <c>wsbridge-replay</c>, driven by the real tshark.</summary>
internal sealed class ReplayTests
{
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

        List<ShownFinding> read =
            ShownFinding.FromTshark(ShownFrame.From((await work.Tshark(["-r", recording, .. ShownFrame.Options])).AssertGood().Text));
        Output captured = await work.Tshark([.. From(recording), .. ShownFrame.Options]);

        Assert.That(read, Is.Not.Empty);
        Assert.That(ShownFinding.FromTshark(ShownFrame.From(captured.AssertGood().Text)), Is.EqualTo(read));
    }

    [TestCase("09h_ft-eap_2pmkid_pmksa_prepend_ap2.10")]
    [TestCase("13c_ft-psk_m4-not-sent-once")]
    public async Task Annotated_it_has_the_comments_of_wsbridge_annotate_on_the_frames_where_they_became_clear(string recording)
    {
        string[] comments =
        [
            "-Y",
            "frame.comment",
            "-T",
            "fields",
            "-E",
            "separator=|",
            "-E",
            "aggregator=^",
            "-e",
            "frame.number",
            "-e",
            "frame.comment",
        ];
        using var work = new Workplace();
        string capture = Path.Combine(RepositoryPaths.Captures, recording + ".pcapng");

        (await work.WsBridge("annotate", capture, "-o", work.Path("annotated.pcapng"))).AssertGood();
        Output annotated = await work.PlainTshark(["-r", work.Path("annotated.pcapng"), .. comments]);
        Output captured = await work.Tshark([.. From(capture), "-o", "extcap.wsbridge_replay.annotate:true", .. comments]);

        Assert.That(Comments(annotated), Is.Not.Empty);
        // While it runs, frames that have gone cannot be shown again, and a capture has no end: what is clear only there is not in it.
        List<(string Frame, string Comment)> expected = [.. Comments(annotated)
            .Where(one => !one.Comment.Contains(", clear at frame ", StringComparison.Ordinal))];
        foreach (ShownFinding late in FoundByLibrary.Of(capture).AtEnd)
        {
            Assert.That(expected.RemoveAll(one => one.Frame == $"{late.Frame}"
                && one.Comment.Contains(late.Message, StringComparison.Ordinal)), Is.EqualTo(1), late.Message);
        }

        Assert.That(Comments(captured), Is.EqualTo(expected));

        static IEnumerable<(string Frame, string Comment)> Comments(Output output) =>
            output.Good().Select(line => line.Split('|', 2)).SelectMany(row => row[1].Split('^').Select(comment => (row[0], comment)));
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
    [TestCase("quit")]
    public async Task It_stops_at_once_with_whole_records(string how)
    {
        using var work = new Workplace();
        using var replay = new ExtcapProcess(work, "wsbridge-replay", "--file", Recordings.TwoPmkids, "--loop");
        Assert.That(() => replay.Length, Is.Positive.After(10_000, 20), "packets arrive");

        (TimeSpan time, int status, string errors) = replay.Stop(how);

        Assert.That((status, errors), Is.EqualTo((0, "")));
        Assert.That(time, Is.LessThan(ExtcapProcess.LongestStop));
        (await work.PlainTshark("-r", replay.Written)).AssertGood();
    }

    [Test]
    public void It_stops_at_once_when_nobody_reads_any_more()
    {
        using var work = new Workplace();
        using var replay = new ExtcapProcess(work, "wsbridge-replay", "--file", Recordings.TwoPmkids, "--loop", "--speed", "0");
        Assert.That(() => replay.Length, Is.Positive.After(10_000, 20), "packets arrive");
        replay.StopReading();
        Thread.Sleep(200); // now the pipe is full

        (TimeSpan time, int status, string errors) = replay.Stop("TERM");

        Assert.That((status, errors), Is.EqualTo((0, "")));
        Assert.That(time, Is.LessThan(ExtcapProcess.LongestStop));
    }

    private static string[] From(string recording) =>
        ["-i", "wsbridge-replay", "-o", $"extcap.wsbridge_replay.file:{recording}", "-o", "extcap.wsbridge_replay.speed:0"];
}
