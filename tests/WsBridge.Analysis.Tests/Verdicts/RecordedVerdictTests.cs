using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Tests.Keys;

namespace WsBridge.Analysis.Tests.Verdicts;

/// <summary>The recordings of failures with their keys: the verdict is what the parties have logged.</summary>
[TestFixture]
internal sealed class RecordedVerdictTests
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["09e"] = "sta: but the AP could not accept message 2 for another reason: WSB-FT-007 (ft-m2-pmkr1name-wrong)",
        ["09h"] = "ap: the AP rejected message 2 at once because of an element such as its 2 PMKIDs, not because of its MIC",
        ["09m"] = "ap: whose PMKID the AP itself sent in message 1; the AP dropped a correct message 2, sent 4 times",
        ["11a"] = "config: the client has a different passphrase",
        ["11c"] = "config: the client has a different passphrase",
        ["12c"] = "ap: the AP did not obtain the PMK-R1 that belongs to it",
        ["12e"] = "ap: the AP did not obtain the PMK-R1 that belongs to it",
        ["12g"] = "sta: The STA computed its FTE MIC wrongly: it does not verify",
        ["12h"] = "sta: The STA names a PMK-R0 that is not derived from",
        ["13b"] = "unknown: message 3 verifies; the client dropped a correct message 3, or its message 4 was lost",
        ["13h"] = "sta: message 4 does not, so the client computed its MIC wrongly or the frame is corrupt",
        ["13t"] = "ap: the client could not accept the contents of message 3: WSB-4WH-002 (m3-rsne-vs-beacon)",
        ["18a"] = "ap: and the ANonce of the AP's first answer, which the AP has since replaced",
    };

    private static IEnumerable<TestCaseData> Recordings =>
        TruthKeys.Recordings.Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)));

    [TestCaseSource(nameof(Recordings))]
    public void Every_verdict_of_a_recording_is_what_happened_there(string recording)
    {
        using TruthKeys truth = TruthKeys.Of(recording);
        using KeyTable keys = truth.Table();

        Finding[] found = [.. Analyzed.File(recording, keys).Findings.Where(finding => finding.Verdict is not null)];

        Assert.That(found.Select(finding => finding.Severity), Is.All.GreaterThanOrEqualTo(Sdk.Severity.Note), "a success has no verdict");
        if (Expected.TryGetValue(Path.GetFileName(recording)[..3], out string? expected))
        {
            string[] words = expected.Split(": ", 2);
            Assert.That(found.Select(finding => finding.Verdict), Is.Not.Empty.And.All.Contains(words[1]));
            Assert.That(found.Select(finding => finding.Fault.ToText()), Is.Not.Empty.And.All.EqualTo(words[0]));
        }
    }

    [TestCaseSource(nameof(Recordings))]
    public void Without_keys_nobody_is_judged(string recording) =>
        Assert.That(Analyzed.File(recording).Findings.Select(finding => finding.Verdict).OfType<string>(), Is.All.Contains("supply "));

    [TestCase("09h", true)]
    [TestCase("09h", false)]
    [TestCase("09m", true)]
    public void What_to_do_next_asks_for_a_MIC_only_where_it_is_not_known(string start, bool withKeys)
    {
        string recording = TruthKeys.Recordings.First(path => Path.GetFileName(path).StartsWith(start, StringComparison.Ordinal));
        using TruthKeys truth = TruthKeys.Of(recording);
        using KeyTable? keys = withKeys ? truth.Table() : null;

        IEnumerable<string> next = Analyzed.File(recording, keys).Findings.Where(finding => finding.Rule.Id == "WSB-FT-003")
            .Select(finding => finding.Next);

        Assert.That(next, Is.Not.Empty.And.All.StartsWith(withKeys ? "Send this exchange to the AP vendor" : "Check the MIC of message 2"));
    }
}
