using WsBridge.Analysis;
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
        finding.Severity >= MinSeverity
        && (Only is null || Only.Any(rule => rule.Info == finding.Rule))
        && !Without.Any(rule => rule.Info == finding.Rule);
}
