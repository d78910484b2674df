using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>What docs/ has of rules and fields is written from the catalogue. <c>WSBRIDGE_ACCEPT=1</c> rewrites it.</summary>
[TestFixture]
internal sealed class ReferenceTests
{
    private static readonly string Docs = Path.Combine(RepositoryPaths.Root, "docs");

    private static IEnumerable<string> Rules => RuleCatalog.All.Select(rule => rule.Info.Name);

    [Test]
    public void The_list_of_rules_is_current() => AssertCurrent(Path.Combine(Docs, "rules", "README.md"), RuleReference.Index());

    [TestCaseSource(nameof(Rules))]
    public void The_page_of_a_rule_is_current(string name)
    {
        IRule rule = RuleCatalog.Find(name)!;

        AssertCurrent(Path.Combine(Docs, "rules", $"{name}.md"), RuleReference.Page(rule, ExampleOf(rule.Info)));
    }

    [Test]
    public void There_is_no_page_of_a_rule_that_is_not_there() =>
        Assert.That(
            Directory.EnumerateFiles(Path.Combine(Docs, "rules"), "*.md").Select(Path.GetFileNameWithoutExtension),
            Is.EquivalentTo(Rules.Append("README")));

    [Test]
    public void The_table_of_fields_is_current()
    {
        const string start = "<!-- fields -->\n";
        string file = Path.Combine(Docs, "fields.md");
        string text = File.ReadAllText(file);
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        int to = text.IndexOf("<!-- end -->", from, StringComparison.Ordinal);
        string rows = string.Concat(WifiFields.All.Select(field => $"| `{field.Filter}` | {field.Type} | {field.Description} |\n"));

        AssertCurrent(file, $"{text[..from]}| field | type | meaning |\n|---|---|---|\n{rows}{text[to..]}");
    }

    /// <summary>The line of the first finding in the capture that violates the rule.</summary>
    private static string ExampleOf(RuleInfo rule) =>
        RuleScenarioTests.LinesOf(rule.Name).First(line => line.Contains(rule.Id, StringComparison.Ordinal));

    private static void AssertCurrent(string file, string text) => Assert.That(Expected.NotCurrent(file, text), Is.Empty);
}
