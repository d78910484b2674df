using System.Globalization;

namespace WsBridge.Sweep;

/// <summary>Counts of a sweep, and examples of what offends.</summary>
internal static class SweepReport
{
    /// <summary>One line a recording.</summary>
    public static void Line(TextWriter output, RecordingSweep sweep, TimeSpan took) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{sweep.Recording}: {sweep.Changes:N0} changes, {sweep.Accusing.Count:N0} accuse a party that the whole recording clears, "
        + $"{sweep.Alarming.Count:N0} warn where it does not ({took.TotalSeconds:0.0} s)"));

    /// <summary>What offends, by rule, with examples; then the sum.</summary>
    public static void Summary(TextWriter output, IReadOnlyList<RecordingSweep> sweeps, int examples)
    {
        ByRule(output, "Accuse a party that the whole recording clears", [.. sweeps.SelectMany(sweep => sweep.Accusing)], examples);
        ByRule(output, "Warn at an attempt where the whole recording does not", [.. sweeps.SelectMany(sweep => sweep.Alarming)], examples);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sweeps.Count} recordings, {sweeps.Sum(sweep => sweep.Changes):N0} changes: {sweeps.Sum(sweep => sweep.Accusing.Count):N0} "
            + $"accusing findings, {sweeps.Sum(sweep => sweep.Alarming.Count):N0} new warnings."));
    }

    private static void ByRule(TextWriter output, string heading, IReadOnlyList<Offence> offences, int examples)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{heading}: {offences.Count:N0}"));
        foreach (IGrouping<(string, string), Offence> rule in offences.GroupBy(offence => (offence.Finding.Rule.Name, Kind(offence)))
            .OrderByDescending(rule => rule.Count()))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {rule.Key.Item1}, {rule.Key.Item2}: {rule.Count():N0}"));
            foreach (Offence offence in rule.DistinctBy(offence => offence.Recording).Take(examples))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {offence.Recording} {offence.Mutation}: frame "
                    + $"{offence.Finding.Frame.Ref.Id} {offence.Finding.Message}"));
            }
        }
    }

    private static string Kind(Offence offence) => string.Create(
        CultureInfo.InvariantCulture,
        $"{offence.Finding.Severity} fault {offence.Finding.Fault}, "
        + $"{(offence.Mutation.Kind == MutationKind.Removed ? "frame removed" : "frames swapped")}").ToLowerInvariant();
}
