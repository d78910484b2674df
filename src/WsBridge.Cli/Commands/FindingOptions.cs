using System.CommandLine;
using WsBridge.Analysis;
using WsBridge.Analysis.Reporting;
using WsBridge.Sdk;

namespace WsBridge.Cli.Commands;

/// <summary>Which findings the user wants, for every command that shows findings.</summary>
internal sealed class FindingOptions
{
    private static readonly string[] Severities = ["chat", "note", "warn", "error"];

    private readonly Option<string?> _minSeverity = SeverityOption("--min-severity", "Leave out what is milder");
    private readonly Option<string[]> _only = new("--rule")
    {
        Description = "Only this rule, by ID or name; repeatable",
        HelpName = "ID-OR-NAME",
    };
    private readonly Option<string[]> _without = new("--no-rule") { Description = "Not this rule; repeatable", HelpName = "ID-OR-NAME" };

    public void AddTo(Command command)
    {
        command.Options.Add(_minSeverity);
        command.Options.Add(_only);
        command.Options.Add(_without);
    }

    /// <summary>What was asked for; null when a rule is not known, which is said on standard error.</summary>
    public FindingFilter? Filter(ParseResult parsed) =>
        TryRules(parsed.GetValue(_only), out HashSet<IRule>? only) && TryRules(parsed.GetValue(_without), out HashSet<IRule>? without)
            ? new FindingFilter
            {
                MinSeverity = ToSeverity(parsed.GetValue(_minSeverity)) ?? Severity.Chat,
                Only = only.Count > 0 ? only : null,
                Without = without,
            }
            : null;

    /// <summary>An option that takes a severity.</summary>
    public static Option<string?> SeverityOption(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong(Severities);
        return option;
    }

    /// <summary>The severity of a word; null for none.</summary>
    public static Severity? ToSeverity(string? word) => word is null ? null : (Severity)Array.IndexOf(Severities, word);

    private static bool TryRules(string[]? names, out HashSet<IRule> rules)
    {
        rules = [];
        foreach (string name in names ?? [])
        {
            if (RuleCatalog.Find(name) is not { } rule)
            {
                Console.Error.WriteLine($"wsbridge: there is no rule {name}. `wsbridge rules` lists them.");
                return false;
            }

            rules.Add(rule);
        }

        return true;
    }
}
