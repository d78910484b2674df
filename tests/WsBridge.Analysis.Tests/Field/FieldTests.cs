using WsBridge.Analysis.Roams;
using WsBridge.Capture;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Field;

/// <summary>The captures of <c>captures/field</c> give what is right about them; the end-to-end tests try the same through the commands and tshark.</summary>
[TestFixture]
internal sealed class FieldTests
{
    /// <summary>Captures about which the analysis is still wrong, and in what.</summary>
    private static readonly Dictionary<string, string> NotYet = new()
    {
        ["ft-auth-response-unacked.pcap"] = "no rule speaks of it",
        ["ft-ok-then-one-way-data.pcap"] = "no rule speaks of it",
        ["real-m4-without-m3-error.pcap"] = "a note on an attempt of which the capture has no message 4",
        ["real-m4-without-m3-note.pcap"] = "what a later frame proves comes too late",
        ["real-forged-deauth-then-m3.pcap"] = "what a later frame proves comes too late",
        ["real-deauth-after-encrypted-data.pcap"] = "the AP's encrypted frames are to groups alone",
        ["real-stale-request.pcap"] = "the request of an earlier attempt is taken",
        ["mlo-4way-across-links.pcap"] = "links of one device count as clients",
        ["m1-unacked-band-move.pcap"] = "the wait is counted from a message that nobody received",
        ["commview.ncf"] = "the format is not read",
    };

    private static IEnumerable<TestCaseData> Cases => FieldCases.All.Select(one => new TestCaseData(one).SetArgDisplayNames(one.Capture));

    [TestCaseSource(nameof(Cases))]
    public void A_capture_from_the_field_gives_what_is_right(FieldCase one)
    {
        List<string> faults = [.. Faults(one)];
        if (faults.Count > 0 && NotYet.TryGetValue(one.Capture, out string? why) && Environment.GetEnvironmentVariable("WSBRIDGE_NOT_YET") != "0")
        {
            Assert.Ignore($"{why}: {string.Join('\n', faults)}");
        }

        Assert.That(faults, Is.Empty, one.Right);
    }

    [Test]
    public void Every_capture_has_its_case() => Assert.That(
        FieldCases.All.Select(one => one.Capture).Order(StringComparer.Ordinal),
        Is.EqualTo(Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Captures, "field")).Select(path => Path.GetFileName(path)).Where(name => !name.EndsWith(".keys", StringComparison.Ordinal)).Order(StringComparer.Ordinal)));

    private static IEnumerable<string> Faults(FieldCase one)
    {
        SeenCapture seen;
        try
        {
            seen = Seen(one.Path);
        }
        catch (CaptureFormatException error)
        {
            return [error.Message];
        }

        return one.Faults(seen).Concat(one.Like is { } like ? Differences(Seen(Path.Combine(RepositoryPaths.Captures, like)), seen) : []);
    }

    private static IEnumerable<string> Differences(SeenCapture like, SeenCapture seen) =>
    [
        .. like.Findings.Select(Short).Except(seen.Findings.Select(Short)).Select(line => "missing: " + line),
        .. seen.Findings.Select(Short).Except(like.Findings.Select(Short)).Select(line => "new: " + line),
        .. like.Rows.Select(row => row.ToString()).Except(seen.Rows.Select(row => row.ToString())).Select(line => "missing: row " + line),
    ];

    private static string Short(SeenFinding finding) => $"{finding.Frame} {finding.Rule} {finding.Severity} {finding.Fault}";

    private static SeenCapture Seen(string path)
    {
        Analyzed analyzed = Analyzed.File(path);
        return new SeenCapture([.. analyzed.Findings.Select(Seen)], [.. analyzed.Roams.Select(Seen)]);
    }

    private static SeenFinding Seen(Finding finding) => new(
        finding.Frame.Ref.Id,
        [.. finding.Related.Select(related => related.Frame.Id), .. finding.About.Select(about => about.Ref.Id)],
        finding.Rule.Id,
        finding.Rule.Name,
        FindingWords.Of(finding.Severity),
        finding.Fault == Fault.None ? null : FindingWords.Of(finding.Fault),
        $"{finding.Message} {finding.Verdict} {finding.Next}",
        finding.Roam);

    private static SeenRow Seen(Roam roam) => new(
        roam.Index,
        RoamWords.Of(roam.Type),
        RoamWords.Of(roam.Authentication),
        RoamWords.Of(roam.Outcome),
        roam.Cause,
        roam.Fault is { } fault ? FindingWords.Of(fault) : null,
        roam.HandoffMs,
        roam.OutageMs,
        [.. roam.Frames.M2.Select(frame => frame.Id)]);
}
