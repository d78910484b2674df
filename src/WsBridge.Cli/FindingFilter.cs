using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Sdk;

namespace WsBridge.Cli;

/// <summary>Which findings the user wants to see.</summary>
internal sealed record FindingFilter
{
    /// <summary>The mildest severity.</summary>
    public Severity MinSeverity { get; init; } = Severity.Chat;

    /// <summary>Only these rules; null for all.</summary>
    public IReadOnlySet<IRule>? Only { get; init; }

    /// <summary>Not these rules.</summary>
    public IReadOnlySet<IRule> Without { get; init; } = new HashSet<IRule>();

    public bool Passes(Finding finding) =>
        finding.Severity >= MinSeverity && (Only is null || HasRuleOf(Only, finding))
        && (Without.Count == 0 || !HasRuleOf(Without, finding));

    private static bool HasRuleOf(IReadOnlySet<IRule> rules, Finding finding) => rules.Any(rule => rule.Info == finding.Rule);
}
