using System.Globalization;
using System.Text;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>
/// Every rule has a violating and a conforming capture. <c>WSBRIDGE_ACCEPT=1</c> rewrites captures and expected findings.
/// </summary>
[TestFixture]
internal sealed class RuleScenarioTests
{
    private static readonly IReadOnlyDictionary<string, IRuleScenario> Scenarios = typeof(RuleScenarioTests).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IRuleScenario)))
        .Select(type => (IRuleScenario)Activator.CreateInstance(type)!)
        .ToDictionary(scenario => scenario.Rule);

    private static IEnumerable<string> Rules => RuleCatalog.All.Select(rule => rule.Info.Name);

    private static IEnumerable<string> KeyedRules =>
        Scenarios.Values.Where(scenario => scenario.Keys.Count > 0).Select(scenario => scenario.Rule).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Rules))]
    public void The_violating_capture_gives_the_expected_findings(string rule)
    {
        byte[] capture = ScenarioOf(rule).Violation().ToArray();

        string found = string.Concat(LinesOf(rule, capture));
        Assert.That(found, Does.Contain($" {rule}: "), "the rule itself must be among the findings");
        Assert.That(Expected.NotCurrent((FileOf(rule, "violation.pcapng"), capture),
            (FileOf(rule, "violation.expected.txt"), Encoding.UTF8.GetBytes(found))), Is.Empty);
    }

    [TestCaseSource(nameof(Rules))]
    public void The_conforming_capture_gives_nothing(string rule)
    {
        byte[] capture = ScenarioOf(rule).Conforming().ToArray();

        IEnumerable<Finding> found = FindingsIn(capture, rule)
            .Where(finding => finding.Severity >= Sdk.Severity.Warn || finding.Rule.Name == rule);
        Assert.That(found.Select(Line), Is.Empty);
        Assert.That(Expected.NotCurrent((FileOf(rule, "conforming.pcapng"), capture)), Is.Empty);
    }

    [TestCaseSource(nameof(KeyedRules))]
    public void A_rule_that_needs_keys_is_silent_without_them(string rule)
    {
        Assert.That(Analyzed.Octets(ScenarioOf(rule).Violation().ToArray()).Findings.Where(finding => finding.Rule.Name == rule)
            .Select(Line), Is.Empty);
    }

    private static IRuleScenario ScenarioOf(string rule)
    {
        Assert.That(Scenarios, Does.ContainKey(rule), $"there is no IRuleScenario for {rule}");
        return Scenarios[rule];
    }

    /// <summary>What is found in the capture that violates a rule, a line each.</summary>
    internal static IEnumerable<string> LinesOf(string rule) => LinesOf(rule, ScenarioOf(rule).Violation().ToArray());

    private static IEnumerable<string> LinesOf(string rule, byte[] capture) => FindingsIn(capture, rule).Select(Line);

    private static IReadOnlyList<Finding> FindingsIn(byte[] capture, string rule)
    {
        using var keys = new KeyTable(ScenarioOf(rule).Keys);
        return Analyzed.Octets(capture, keys).Findings;
    }

    private static string FileOf(string rule, string ending) => Path.Combine(RepositoryPaths.Captures, "rules", $"{rule}.{ending}");

    private static string Line(Finding finding) =>
        string.Create(CultureInfo.InvariantCulture, $"{finding.Frame.Ref.Id} {finding.Severity.ToText()} "
            + $"{finding.Fault.ToText() ?? "-"} {finding.Rule.Id} {finding.Rule.Name}: {finding.Message}\n");
}
