using System.Globalization;
using System.Text;

namespace WsBridge.Analysis;

/// <summary>The rule reference in Markdown, written from the catalogue: README table and Rules/README.md come from here.</summary>
public static class RuleReference
{
    /// <summary>One row a rule.</summary>
    public static string Table()
    {
        var text = new StringBuilder("| rule | name | severity | what was seen |\n|---|---|---|---|\n");
        foreach (IRule rule in RuleCatalog.All)
        {
            RuleInfo info = rule.Info;
            text.Append(CultureInfo.InvariantCulture, $"| {info.Id} | `{info.Name}` | {FindingWords.Of(info.Severity)} | {info.Summary} |\n");
        }

        return text.ToString();
    }

    /// <summary>Everything about every rule.</summary>
    public static string Page()
    {
        var text = new StringBuilder("# Rules\n\nWritten from the rule catalogue; a test fails when it is not current. `wsbridge explain RULE` prints the same.\n"
            + "The text of the standard was not at hand: each clause names the implementation that cites it.\n");
        foreach (IRule rule in RuleCatalog.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {rule.Info.Id} `{rule.Info.Name}`\n\n");
            foreach ((string heading, string body) in Sections(rule.Info))
            {
                text.Append(heading.Length == 0 ? $"{body}\n\n" : $"- **{heading}:** {body}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>What there is to say of a rule, in reading order: headings with their text; the first has no heading.</summary>
    public static IEnumerable<(string Heading, string Body)> Sections(RuleInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        yield return ("", info.Summary);
        yield return ("Severity and group", $"{SeverityWords(info)}, {FindingWords.Of(info.Group)}");
        yield return ("Why", info.Explanation);
        if (info.Implementations.Length > 0)
        {
            yield return ("Implementations", info.Implementations);
        }

        if (FindingWords.Of(info.Fault) is { } fault)
        {
            yield return ("Fault", fault);
        }

        if (info.Clause is { } clause)
        {
            yield return ("Clause", clause.WithSource);
        }

        yield return ("Next", info.Next);
        yield return ("Display filter", $"`{info.ExpertFilter}`");
        if (info.Values.Count > 0)
        {
            yield return ("Values", string.Join("; ", info.Values.Select(value => $"`{value.Key}` {value.Meaning}")));
        }
    }

    private static string SeverityWords(RuleInfo info) =>
        string.Join(" or ", info.Milder.Prepend(info.Severity).Select(FindingWords.Of));
}
