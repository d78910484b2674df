using System.Globalization;
using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>Every rule has a violating and a conforming capture. <c>WSBRIDGE_ACCEPT=1</c> rewrites captures and expected findings.</summary>
[TestFixture]
internal sealed class RuleScenarioTests
{
    private static readonly bool Accept = Environment.GetEnvironmentVariable("WSBRIDGE_ACCEPT") == "1";

    private static readonly IReadOnlyDictionary<string, IRuleScenario> Scenarios = typeof(RuleScenarioTests).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IRuleScenario)))
        .Select(type => (IRuleScenario)Activator.CreateInstance(type)!)
        .ToDictionary(scenario => scenario.Rule);

    private static IEnumerable<string> RuleIds => RuleCatalog.All.Select(rule => rule.Info.Id);

    private static IEnumerable<string> KeyedRuleIds => Scenarios.Values.Where(scenario => scenario.Keys.Count > 0).Select(scenario => scenario.Rule).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(RuleIds))]
    public void The_violating_capture_gives_the_expected_findings(string rule)
    {
        string capture = Current(rule, "violation", ScenarioOf(rule).Violation());
        using var keys = new KeyTable(ScenarioOf(rule).Keys);

        string found = string.Concat(Analyzed.File(capture, keys).Findings.Select(Line));
        string expectedFile = Path.ChangeExtension(capture, ".expected.txt");
        if (Accept)
        {
            File.WriteAllText(expectedFile, found);
        }

        Assert.That(expectedFile, Does.Exist, "run once with WSBRIDGE_ACCEPT=1 and read what it wrote");
        Assert.That(found, Is.EqualTo(File.ReadAllText(expectedFile)));
        Assert.That(found, Does.Contain(rule), "the rule itself must be among the findings");
    }

    [TestCaseSource(nameof(RuleIds))]
    public void The_conforming_capture_gives_nothing(string rule)
    {
        string capture = Current(rule, "conforming", ScenarioOf(rule).Conforming());
        using var keys = new KeyTable(ScenarioOf(rule).Keys);

        IReadOnlyList<Finding> findings = Analyzed.File(capture, keys).Findings;
        Assert.That(findings.Where(finding => finding.Severity >= Sdk.Severity.Warn || finding.Rule.Id == rule).Select(Line), Is.Empty);
    }

    [TestCaseSource(nameof(KeyedRuleIds))]
    public void A_rule_that_needs_keys_is_silent_without_them(string rule)
    {
        Assert.That(Analyzed.Octets(ScenarioOf(rule).Violation().ToArray()).Findings.Where(finding => finding.Rule.Id == rule).Select(Line), Is.Empty);
    }

    private static IRuleScenario ScenarioOf(string rule)
    {
        Assert.That(Scenarios, Does.ContainKey(rule), $"there is no IRuleScenario for {rule}");
        return Scenarios[rule];
    }

    private static string Current(string rule, string kind, CaptureBuilder built)
    {
        string file = Path.Combine(RepositoryPaths.Captures, "rules", $"{rule}.{kind}.pcapng");
        byte[] octets = built.ToArray();
        if (Accept)
        {
            File.WriteAllBytes(file, octets);
        }

        Assert.That(file, Does.Exist, "run once with WSBRIDGE_ACCEPT=1");
        Assert.That(File.ReadAllBytes(file), Is.EqualTo(octets), "the capture is not what its scenario builds; run with WSBRIDGE_ACCEPT=1");
        return file;
    }

    private static string Line(Finding finding) =>
        string.Create(CultureInfo.InvariantCulture, $"{finding.Frame.Ref.Id} {FindingWords.Of(finding.Severity)} {FindingWords.Of(finding.Fault) ?? "-"} {finding.Rule.Id} {finding.Rule.Name}: {finding.Message}\n");
}
