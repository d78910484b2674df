namespace WsBridge.Testing;

/// <summary>
/// The captures of <c>captures/field</c> and <c>captures/hwsim</c>, each of a kind on which the analysis was once wrong, with what is
/// right.
/// </summary>
public static class FieldCases
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FieldCase> All { get; } =
    [
        .. FieldRefusals.All,
        .. FieldHandshakes.All,
        .. FieldRoams.All,
        .. FieldFormats.All,
        .. HwsimCases.All,
    ];

    internal static ExpectedFinding Finding(string atLeast, string[]? rules = null, string[]? words = null, string[]? faults = null,
        long[]? about = null, int? times = null) =>
        new() { AtLeast = atLeast, Rules = rules ?? [], Words = words ?? [], Faults = faults ?? [], About = about ?? [], Times = times };

    internal static ExpectedRow Success(string? type = null, long[]? m2 = null, double? handoff = null, double? outageFrom = null) =>
        new() { Outcomes = ["success"], Type = type, M2 = m2 ?? [], HandoffMs = handoff, OutageFromMs = outageFrom };

    internal static ExpectedRow Failed(string? type = null, string[]? causes = null, string? says = null, string[]? faults = null) =>
        new() { Outcomes = ["failed"], Type = type, Causes = causes ?? [], CauseSays = says, Faults = faults ?? [] };

    internal static ExpectedRow Row(string[] outcomes, string? type = null, string? says = null) =>
        new() { Outcomes = outcomes, Type = type, CauseSays = says };

    internal static IReadOnlyList<ExpectedRow> Times(int count, ExpectedRow row) => [.. Enumerable.Repeat(row, count)];
}
