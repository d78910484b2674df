namespace WsBridge.EndToEnd.Tests;

/// <summary>The command line, one-pass tshark and two-pass tshark find the same.</summary>
internal sealed class AgreementTests
{
    [TestCaseSource(typeof(Recordings), nameof(Recordings.Wireless))]
    public async Task The_command_line_and_both_kinds_of_tshark_find_the_same(string recording)
    {
        using var work = new Workplace();

        List<ShownFinding> analyzed = await Analyzed(work, recording);
        List<ShownFinding> onePass = await Shown(work, "-r", recording);
        List<ShownFinding> twoPasses = await Shown(work, "-2", "-r", recording);

        // What becomes clear at the end of the capture comes last, and one pass has shown every frame by then.
        Assert.That(onePass, Is.EquivalentTo(analyzed.Take(onePass.Count)));
        Assert.That(analyzed, Is.SubsetOf(twoPasses));
        List<ShownFinding> more = [.. twoPasses];
        analyzed.ForEach(finding => more.Remove(finding));
        Assert.That(
            more.Where(shown => !analyzed.Exists(found => found.What == shown.What && found.Frame != shown.Frame && shown.RelatedFrames.Contains(found.Frame))),
            Is.Empty,
            "what a later pass shows more was found later, and leads there");
    }

    /// <summary>How a rule's finding is shown depends on the rule; how a second pass shows it does not.</summary>
    [Category(Categories.OneWireshark)]
    [TestCaseSource(typeof(Recordings), nameof(Recordings.OfRules))]
    public async Task The_command_line_and_tshark_find_the_same_of_a_rule(string recording)
    {
        using var work = new Workplace();

        List<ShownFinding> analyzed = await Analyzed(work, recording);

        List<ShownFinding> onePass = await Shown(work, "-r", recording);
        Assert.That(onePass, Is.EquivalentTo(analyzed.Take(onePass.Count)));
        Assert.That(analyzed, onePass.Count == analyzed.Count ? Is.Not.Null : Is.SubsetOf(await Shown(work, "-2", "-r", recording)));
    }

    [TestCaseSource(typeof(Recordings), nameof(Recordings.Wired))]
    public async Task A_recording_of_a_wire_starts_no_analyzer_and_finds_nothing(string recording)
    {
        using var work = new Workplace();
        var host = new MarkedHost(work);

        Output analyzed = await work.WsBridge("analyze", "--format", "ndjson", recording);
        Output shown = await work.TsharkWithHost(host.Path, ["-r", recording, .. ShownFrame.Options]);

        Assert.That((analyzed.Status, analyzed.Text), Is.EqualTo((3, "")));
        Assert.That(ShownFrame.From(shown.AssertGood().Text).SelectMany(frame => frame.Experts), Is.Empty);
        Assert.That(host.Started, Is.False);
    }

    private static async Task<List<ShownFinding>> Analyzed(Workplace work, string recording) =>
        ShownFinding.FromNdjson((await work.WsBridge("analyze", "--format", "ndjson", recording)).Good());

    private static async Task<List<ShownFinding>> Shown(Workplace work, params string[] arguments) =>
        ShownFinding.FromTshark(ShownFrame.From((await work.Tshark([.. arguments, .. ShownFrame.Options])).AssertGood().Text));
}
