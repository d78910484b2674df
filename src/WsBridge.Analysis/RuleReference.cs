using System.Globalization;
using System.Text;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;

namespace WsBridge.Analysis;

/// <summary>The rule reference in Markdown, written from the catalogue: the pages under docs/rules.</summary>
public static class RuleReference
{
    /// <summary>What links to the pages of all rules.</summary>
    public static string Index() =>
        "# Rules\n\nWritten from the rule catalogue; a test fails when it is not current. `wsbridge explain RULE` prints the same.\n"
        + $"The text of the standard was not at hand: each clause names the implementation that cites it.\n\n{Table(linked: true)}";

    /// <summary>One row a rule.</summary>
    /// <param name="linked">Names are links to pages.</param>
    public static string Table(bool linked)
    {
        var text = new StringBuilder("| rule | ID | severity | what was seen |\n|---|---|---|---|\n");
        foreach (RuleInfo info in RuleCatalog.All.Select(rule => rule.Info))
        {
            string name = linked ? $"[{info.Name}]({info.Name}.md)" : $"`{info.Name}`";
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {info.Id} | {info.Severity.ToText()} | {info.Summary} |\n");
        }

        return text.ToString();
    }

    /// <summary>The page of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="example">What it says of its own capture.</param>
    public static string Page(IRule rule, string example)
    {
        ArgumentNullException.ThrowIfNull(rule);
        RuleInfo info = rule.Info;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {info.Name}\n\n{info.Id}\n\n");
        foreach ((string heading, string body) in Sections(info))
        {
            text.Append(heading.Length == 0 ? $"{body}\n" : $"\n## {heading}\n\n{body}\n");
        }

        string source = string.Join('/', rule.GetType().FullName!.Split('.')[2..]);
        text.Append($"""

            ## Example

            `wsbridge analyze captures/rules/{info.Name}.violation.pcapng --rule {info.Name}`

            ```
            {example.TrimEnd()}
            ```

            ## Source and captures

            [the rule](../../src/WsBridge.Analysis/{source}.cs),
            [a capture that violates it](../../captures/rules/{info.Name}.violation.pcapng),
            [one that conforms](../../captures/rules/{info.Name}.conforming.pcapng)

            """.ReplaceLineEndings("\n"));
        return text.ToString();
    }

    /// <summary>What there is to say of a rule, in reading order: headings with their text; the first has no heading.</summary>
    public static IEnumerable<(string Heading, string Body)> Sections(RuleInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        yield return ("", info.Summary);
        yield return ("Severity and group", $"{SeverityWords(info)}, {info.Group.ToText()}");
        yield return ("Why", info.Explanation);
        if (info.Implementations.Length > 0)
        {
            yield return ("Implementations", info.Implementations);
        }

        if (info.Fault.ToText() is { } fault)
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
        string.Join(" or ", info.Milder.Prepend(info.Severity).Select(FindingText.ToText));
}
