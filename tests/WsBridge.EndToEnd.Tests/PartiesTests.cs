using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Whose exchange a finding is about can be filtered on, on every frame that shows it.</summary>
internal sealed class PartiesTests
{
    private static readonly string WrongPassphrase = Path.Combine(RepositoryPaths.Captures, "11a_wpa2-psk_wrong-passphrase.pcapng");

    [Test]
    public async Task Each_frame_with_a_finding_of_a_sta_names_it_with_its_bss_once([Values("", "-2")] string passes,
        [Values("warn", "error")] string severity)
    {
        using var work = new Workplace();
        string recording = severity == "warn" ? WrongPassphrase : Recordings.TwoPmkids;
        string[] fields = [.. passes.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-r", recording, "-T", "fields"];

        string[] parties =
            (await work.Tshark([
                .. fields,
                "-Y",
                "wsbridge.rule || wsbridge.sta",
                "-e",
                "wsbridge.sta",
                "-e",
                "wsbridge.bssid",
                "-e",
                "wsbridge.ssid",
            ])).Good();
        string sta = parties[0].Split('\t')[0];
        string[] ofSta =
            (await work.Tshark([.. fields, "-Y", $"wsbridge.sta == {sta} && wsbridge.severity == \"{severity}\"", "-e", "frame.number"]))
                .Good();

        var found = FoundByLibrary.Of(recording);
        IEnumerable<int> frames = (passes == "-2" ? found.LaterPass : found.Running).Where(finding => finding.Severity == severity)
            .Select(finding => finding.Frame).Distinct().Order();

        Assert.That(parties, Has.All.Match("^[0-9a-f:]{17}\t[0-9a-f:]{17}\t[^,]+$"));
        Assert.That(ofSta, Is.EqualTo(frames.Select(frame => $"{frame}")).And.Not.Empty);
    }

    [Test]
    public async Task A_finding_that_two_frames_show_is_one_expert_info()
    {
        using var work = new Workplace();

        List<ShownFinding> analyzed =
            ShownFinding.FromNdjson((await work.WsBridge("analyze", "--format", "ndjson", Recordings.TwoPmkids)).Good());
        List<ShownFrame> shown =
            ShownFrame.From((await work.Tshark(["-2", "-r", Recordings.TwoPmkids, .. ShownFrame.Options])).AssertGood().Text);
        string[] counted = (await work.Tshark("-2", "-q", "-r", Recordings.TwoPmkids, "-z", "expert")).Good();

        Assert.That(shown.Sum(frame => frame.Findings.Count),
            Is.EqualTo(FoundByLibrary.Of(Recordings.TwoPmkids).LaterPass.Count).And.GreaterThan(analyzed.Count),
            "a later pass shows one on two frames");
        Assert.That(shown.Sum(frame => frame.Experts.Count), Is.EqualTo(analyzed.Count));
        Assert.That(
            counted.Where(line => line.Contains("WsBridge", StringComparison.OrdinalIgnoreCase))
            .Sum(line => int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0],
                System.Globalization.CultureInfo.InvariantCulture)),
            Is.EqualTo(analyzed.Count),
            string.Join('\n', counted));
    }
}
