using System.Text.RegularExpressions;

namespace WsBridge.Testing;

/// <summary>A finding that must be there. Whatever is null or empty may be anything.</summary>
public sealed record ExpectedFinding
{
    /// <summary>The least severity.</summary>
    public required string AtLeast { get; init; }

    /// <summary>Names of the rules that may say it; empty for any.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Words that its text must contain, as regular expressions.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Who may be at fault by it; empty for any.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Frames of which it must stand on one, or name one; empty for any.</summary>
    public IReadOnlyList<long> About { get; init; } = [];

    /// <summary>How many there must be; null for at least one.</summary>
    public int? Times { get; init; }

    /// <summary>It is this one.</summary>
    public bool IsMetBy(SeenFinding seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return seen.IsAtLeast(AtLeast)
            && (Rules.Count == 0 || Rules.Contains(seen.Rule))
            && (Faults.Count == 0 || (seen.Fault is { } fault && Faults.Contains(fault)))
            && (About.Count == 0 || About.Contains(seen.Frame) || About.Any(seen.Related.Contains))
            && Words.All(words => Regex.IsMatch(seen.Text, words, RegexOptions.IgnoreCase));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{AtLeast} {string.Join('|', Rules)} fault {string.Join('|', Faults)} about {string.Join('|', About)} with "
            + $"{string.Join(" and ", Words.Select(words => $"“{words}”"))}, "
            + $"{Times?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any"} times";
}

/// <summary>A row that must be there. Whatever is null or empty may be anything.</summary>
public sealed record ExpectedRow
{
    /// <summary>What may have come of it.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>Its type; "-" is null.</summary>
    public string? Type { get; init; }

    /// <summary>Its cause is a rule of one of these names; empty: there must be one when it failed.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>Words of a finding of the rule that is its cause.</summary>
    public string? CauseSays { get; init; }

    /// <summary>Who may be at fault.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Its messages 2.</summary>
    public IReadOnlyList<long> M2 { get; init; } = [];

    /// <summary>From the first frame to the last, within half a millisecond.</summary>
    public double? HandoffMs { get; init; }

    /// <summary>An outage that is given is at least this long.</summary>
    public double? OutageFromMs { get; init; }

    /// <summary>What is wrong with a row; null when nothing is.</summary>
    public string? Fault(SeenRow row, IReadOnlyList<SeenFinding> findings)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(findings);
        IEnumerable<SeenFinding> causes = findings.Where(finding => finding.Id == row.Cause && finding.Roam == row.Index);
        return !Outcomes.Contains(row.Outcome) ? $"outcome, should be {string.Join('|', Outcomes)}"
            : Type is { } type && (row.Type ?? "-") != type ? $"type, should be {type}"
            : row.Outcome == "failed" && row.Cause is null ? "no cause"
            : Causes.Count > 0 && !causes.Any(finding => Causes.Contains(finding.Rule)) ? $"cause, should be {string.Join('|', Causes)}"
            : CauseSays is { } words && !causes.Any(finding => Regex.IsMatch(finding.Text, words, RegexOptions.IgnoreCase))
                ? $"cause, should say “{words}”"
            : Faults.Count > 0 && !Faults.Contains(row.Fault ?? "-") ? $"fault, should be {string.Join('|', Faults)}"
            : M2.Count > 0 && !M2.SequenceEqual(row.M2) ? $"m2, should be {string.Join('+', M2)}"
            : HandoffMs is { } handoff && !(Math.Abs((row.HandoffMs ?? 0) - handoff) < 0.5) ? $"handoff, should be {handoff}"
            : OutageFromMs is { } least && row.OutageMs < least ? $"outage, should be none or from {least}"
            : null;
    }
}
