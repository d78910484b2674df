namespace WsBridge.Testing;

/// <summary>A finding, as any of the ways to see it shows it.</summary>
/// <param name="Frame">The frame it stands on.</param>
/// <param name="Related">The other frames that it names.</param>
/// <param name="Id">ID of the rule.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Severity">chat, note, warn or error.</param>
/// <param name="Fault">As the contract writes it; null when nobody is at fault.</param>
/// <param name="Text">Message, verdict and next step.</param>
/// <param name="Roam">Index of the attempt.</param>
public sealed record SeenFinding(long Frame, IReadOnlyList<long> Related, string Id, string Rule, string Severity, string? Fault,
    string Text, int? Roam)
{
    /// <summary>From the mildest severity on.</summary>
    public static IReadOnlyList<string> Severities { get; } = ["chat", "note", "warn", "error"];

    /// <summary>It is as severe as this, or more.</summary>
    public bool IsAtLeast(string severity) => Severities.ToList().IndexOf(Severity) >= Severities.ToList().IndexOf(severity);

    /// <inheritdoc/>
    public override string ToString() => $"{Frame} {Rule} {Severity} {Fault}: {Text}";
}

/// <summary>A row of <c>roams</c>, as far as the cases speak of it.</summary>
/// <param name="Cause">ID of the rule.</param>
public sealed record SeenRow(int Index, string? Type, string? Authentication, string Outcome, string? Cause, string? Fault,
    double? HandoffMs, double? OutageMs, IReadOnlyList<long> M2)
{
    /// <summary>The unit in which most formats count time: two that were rounded differ by as much.</summary>
    private const double MicrosecondMs = 0.001;

    /// <summary>It says the same, but for what a format without nanoseconds rounds.</summary>
    public bool IsLike(SeenRow other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (this with { HandoffMs = null, OutageMs = null }).ToString() == (other with { HandoffMs = null, OutageMs = null }).ToString()
            && IsLike(HandoffMs, other.HandoffMs)
            && IsLike(OutageMs, other.OutageMs);
    }

    private static bool IsLike(double? one, double? other) =>
        one is null ? other is null : other is { } value && Math.Abs(one.Value - value) < 2 * MicrosecondMs;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Index} {Type} {Authentication} {Outcome} {Cause} {Fault} handoff {HandoffMs} outage {OutageMs} m2 {string.Join('+', M2)}";
}

/// <summary>All that was said of a capture.</summary>
public sealed record SeenCapture(IReadOnlyList<SeenFinding> Findings, IReadOnlyList<SeenRow> Rows);
