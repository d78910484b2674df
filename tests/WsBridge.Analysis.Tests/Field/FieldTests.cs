using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Capture;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Field;

/// <summary>
/// The captures of <c>captures/field</c> give what is right about them; the end-to-end tests try the same through the commands and tshark.
/// </summary>
[TestFixture]
internal sealed class FieldTests
{
    private static IEnumerable<TestCaseData> Cases => FieldCases.All.Select(one => new TestCaseData(one).SetArgDisplayNames(one.Capture));

    [TestCaseSource(nameof(Cases))]
    public void A_capture_from_the_field_gives_what_is_right(FieldCase one)
    {
        List<string> faults = [.. Faults(one)];
        Assert.That(faults, Is.Empty, one.Right);
    }

    [TestCase("field")]
    [TestCase("hwsim")]
    public void Every_capture_has_its_case(string folder) => Assert.That(
        FieldCases.All.Where(one => one.Folder == folder).Select(one => one.Path),
        Is.EquivalentTo(Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Captures, folder))
        .Where(path => !path.EndsWith(".keys", StringComparison.Ordinal))));

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
        .. like.Rows.Where(row => !seen.Rows.Any(row.IsLike)).Select(row => "missing: row " + row),
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
        finding.Severity.ToText(),
        finding.Fault == Fault.None ? null : finding.Fault.ToText(),
        $"{finding.Message} {finding.Verdict} {finding.Next}",
        finding.Roam);

    private static SeenRow Seen(Roam roam) => new(
        roam.Index,
        roam.Type.ToText(),
        roam.Authentication.ToText(),
        roam.Outcome.ToText(),
        roam.Cause,
        roam.Fault is { } fault ? fault.ToText() : null,
        roam.HandoffMs,
        roam.OutageMs,
        [.. roam.Frames.M2.Select(frame => frame.Id)]);
}
