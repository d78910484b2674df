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

        var found = FoundByLibrary.Of(recording);
        Assert.That(analyzed, Is.EquivalentTo(found.All));
        Assert.That(onePass, Is.EquivalentTo(found.Running),
            "all but what becomes clear at the end of the capture, when one pass has shown every frame");
        Assert.That(twoPasses, Is.EquivalentTo(found.LaterPass),
            "what is found on a later frame, or at the end, also stands on the frames that it is about");
    }

    /// <summary>
    /// How a rule's finding is shown depends on the rule; how a second pass shows it does not, so that one is made only where the first
    /// cannot show all.
    /// </summary>
    [Category(Categories.OneWireshark)]
    [TestCaseSource(typeof(Recordings), nameof(Recordings.OfRules))]
    public async Task The_command_line_and_tshark_find_the_same_of_a_rule(string recording)
    {
        using var work = new Workplace();

        var found = FoundByLibrary.Of(recording);
        string[] passes = found.AtEnd.Count > 0 ? ["-2"] : [];

        List<ShownFinding> analyzed = await Analyzed(work, recording);
        List<ShownFinding> shown = await Shown(work, [.. passes, "-r", recording]);

        Assert.That(analyzed, Is.EquivalentTo(found.All).And.Not.Empty);
        Assert.That(shown, Is.EquivalentTo(found.AtEnd.Count > 0 ? found.LaterPass : found.Running));
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
