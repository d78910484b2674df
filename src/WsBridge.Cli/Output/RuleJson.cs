namespace WsBridge.Cli.Output;

/// <summary>A rule as <c>rules --format ndjson</c> writes it.</summary>
internal sealed record RuleJson(string? Rule, string Name, string Severity, string Group, string? Fault, string Summary, string? Clause, string? Explanation, string? Implementations, string? Next, string Filter, string? Plugin);
