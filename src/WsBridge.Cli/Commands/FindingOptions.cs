using System.CommandLine;
using WsBridge.Analysis.Reporting;
using WsBridge.Sdk;

namespace WsBridge.Cli.Commands;

/// <summary>Which findings the user wants, for every command that shows findings.</summary>
internal sealed class FindingOptions
{
    /// <summary>The option that makes findings an exit status.</summary>
    public const string FailOn = "--fail-on";

    private static readonly string[] Severities = ["chat", "note", "warn", "error"];

    private readonly Option<string?> _minSeverity = SeverityOption("--min-severity", "Leave out what is milder");
    private readonly Option<string[]> _only = new("--rule")
    {
        Description = "Only this rule, by ID or name; repeatable",
        HelpName = "ID-OR-NAME",
    };
    private readonly Option<string[]> _without = new("--no-rule") { Description = "Not this rule; repeatable", HelpName = "ID-OR-NAME" };

    public FindingOptions()
    {
        foreach (Option<string[]> names in (Option<string[]>[])[_only, _without])
        {
            names.CompletionSources.Add(RuleNames.Complete);
            names.Validators.Add(result =>
            {
                foreach (string name in result.Tokens.Select(token => token.Value).Where(name => RuleNames.Find(name) is null))
                {
                    result.AddError($"there is no rule {name}. `wsbridge rules` lists them.");
                }
            });
        }
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_minSeverity);
        command.Options.Add(_only);
        command.Options.Add(_without);
    }

    /// <summary>What was asked for.</summary>
    public FindingFilter Filter(ParseResult parsed) => new()
    {
        MinSeverity = ToSeverity(parsed.GetValue(_minSeverity)) ?? Severity.Chat,
        Only = Rules(parsed.GetValue(_only)) is { Count: > 0 } only ? only : null,
        Without = Rules(parsed.GetValue(_without)),
    };

    /// <summary>Chat is wanted where a person reads along: a severity or rules are named.</summary>
    public bool AsksForChat(ParseResult parsed) => parsed.GetValue(_minSeverity) is not null || parsed.GetValue(_only) is { Length: > 0 };

    /// <summary>An option that takes a severity.</summary>
    public static Option<string?> SeverityOption(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong(Severities);
        return option;
    }

    /// <summary>The severity of a word; null for none.</summary>
    public static Severity? ToSeverity(string? word) => word is null ? null : (Severity)Array.IndexOf(Severities, word);

    private static HashSet<IRule> Rules(string[]? names) => [.. (names ?? []).Select(RuleNames.Find).OfType<IRule>()];
}
