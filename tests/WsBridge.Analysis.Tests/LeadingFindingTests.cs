using WsBridge.Analysis.Findings;
using WsBridge.Sdk;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>One event, one leading finding: what explains a failure is said once, and nothing contradicts it.</summary>
[TestFixture]
internal sealed class LeadingFindingTests
{
    private static IEnumerable<string> Recordings => RoamTruth.Recordings;

    [TestCaseSource(nameof(Recordings))]
    public void No_attempt_has_two_findings_of_severity_warn_or_above_with_different_faults(string recording)
    {
        IReadOnlyList<Finding> findings = Analyzed.File(Path.Combine(RepositoryPaths.Captures, recording + ".pcapng")).Findings;

        IEnumerable<string> contradictory = findings.Where(finding => finding is { Severity: >= Severity.Warn, Roam: not null })
            .GroupBy(finding => finding.Roam)
            .Where(attempt => attempt.Select(finding => finding.Fault).Distinct().Count() > 1)
            .Select(attempt => $"attempt {attempt.Key}: "
                + $"{string.Join(", ", attempt.Select(finding => $"{finding.Rule.Name} {finding.Fault.ToText()}"))}");
        Assert.That(contradictory, Is.Empty);
    }

    [TestCase("11a_wpa2-psk_wrong-passphrase", "WSB-4WH-007")]
    [TestCase("09j_ft-eap_2pmkid_pmksa-hit_r1-first_ap2.10", "WSB-FT-003")]
    [TestCase("13h_ft-psk_badmic-m4-once", "WSB-4WH-008")]
    public void The_cause_of_a_row_is_the_best_explanation(string recording, string cause)
    {
        Analyzed analyzed = Analyzed.File(Path.Combine(RepositoryPaths.Captures, recording + ".pcapng"));

        Assert.That(analyzed.Roams.Where(roam => roam.Outcome == Analysis.Roams.RoamOutcome.Failed).Select(roam => roam.Cause),
            Is.Not.Empty.And.All.EqualTo(cause));
    }

    [TestCaseSource(nameof(Recordings))]
    public void What_is_explained_is_a_note_and_points_to_what_explains_it(string recording)
    {
        IReadOnlyList<Finding> findings = Analyzed.File(Path.Combine(RepositoryPaths.Captures, recording + ".pcapng")).Findings;

        foreach (Finding explained in findings.Where(finding =>
            finding.Related.Any(related => related.Why.EndsWith(" explains it", StringComparison.Ordinal))))
        {
            RelatedFrame link = explained.Related.Last(related => related.Why.EndsWith(" explains it", StringComparison.Ordinal));
            Finding leader = findings.First(finding => finding.Frame.Ref == link.Frame && $"{finding.Rule.Name} explains it" == link.Why);
            Assert.That(explained.Severity, Is.LessThanOrEqualTo(Severity.Note));
            Assert.That(explained.Fault, Is.EqualTo(leader.Fault).Or.EqualTo(Fault.None));
        }
    }
}
