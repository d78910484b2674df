using WsBridge.Analysis.Findings;

namespace WsBridge.Analysis.Tests;

/// <summary>What every rule must have; a new rule learns here which step is missing.</summary>
[TestFixture]
internal sealed class CatalogTests
{
    private static IEnumerable<RuleInfo> Rules => RuleCatalog.All.Select(rule => rule.Info);

    [Test]
    public void Rules_are_listed_once_and_in_order() =>
        Assert.That(Rules.Select(rule => rule.Id), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.Unique);

    [Test]
    public void Names_are_unique_and_lower_case_with_hyphens()
    {
        Assert.That(Rules.Select(rule => rule.Name), Is.Unique);
        Assert.That(Rules.Select(rule => rule.Name), Is.Not.Empty.And.All.Match("^[a-z0-9]+(-[a-z0-9]+)*$"));
    }

    [TestCaseSource(nameof(Rules))]
    public void Texts_are_whole_sentences(RuleInfo rule)
    {
        Assert.That(rule.Summary, Does.EndWith("."));
        Assert.That(rule.Explanation, Does.EndWith("."));
        Assert.That(rule.Next, Does.EndWith("."));
        Assert.That(rule.Implementations, Is.Empty.Or.EndsWith("."));
        Assert.That(rule.Summary, Has.Length.LessThan(120), "Wireshark cuts long lines off");
    }

    [TestCaseSource(nameof(Rules))]
    public void A_clause_has_an_edition(RuleInfo rule) =>
        Assert.That(rule.Clause?.Standard, Is.Null.Or.Match(@"^IEEE Std 802\.11\w?-\d{4}$"));

    [TestCaseSource(nameof(Rules))]
    public void A_clause_names_who_cites_it(RuleInfo rule) =>
        Assert.That(rule.Clause?.Source, Is.Null.Or.Match(@"^\S.*\S$"));

    [Test]
    public void A_clause_is_shown_with_its_source_and_a_finding_names_the_clause_alone()
    {
        RuleInfo rule = RuleCatalog.Find("m2-rsne-vs-assocreq")!.Info;

        Assert.That(RuleReference.Sections(rule).Single(section => section.Heading == "Clause").Body,
            Is.EqualTo("IEEE Std 802.11-2020, 12.7.6.3 (cited by iwd src/eapol.c)"));
        Assert.That(rule.Clause!.ToString(), Is.EqualTo("IEEE Std 802.11-2020, 12.7.6.3"));
    }

    [TestCaseSource(nameof(Rules))]
    public void Milder_severities_are_milder(RuleInfo rule) =>
        Assert.That(rule.Milder, Is.Unique.And.All.LessThan(rule.Severity));
}
