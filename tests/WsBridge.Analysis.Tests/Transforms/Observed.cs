using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Sdk;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Transforms;

/// <summary>What is found in a recording that was made anew, on the frames of the recording that it was made of.</summary>
/// <param name="Alarms">Warnings and errors, in words.</param>
/// <param name="Findings">Those at attempts: frame, rule, severity, fault.</param>
internal sealed record Observed(IReadOnlyList<string> Alarms, IReadOnlyList<string> Findings, IReadOnlyList<ObservedRow> Rows)
{
    public static Observed Of(Recording recording)
    {
        Analyzed analyzed = Analyzed.Octets(recording.ToArray());
        return new Observed(
            [.. analyzed.Findings.Where(finding => finding.Severity >= Severity.Warn)
            .Select(finding => $"{Line(finding)}: {finding.Message}")],
            [.. analyzed.Findings.Where(finding => finding.Roam is not null).Select(Line).Order(StringComparer.Ordinal)],
            [.. analyzed.Roams.Select(Row)]);

        string Line(Finding finding) => $"{Number(finding.Frame.Ref.Id)} {finding.Rule.Name} {finding.Severity} {finding.Fault}";

        ObservedRow Row(Roam roam) => new(
            roam.Sta, roam.From, roam.To, roam.Type, roam.Authentication, roam.Outcome, roam.Cause, roam.Fault, Number(roam.Start.Id),
            Number(roam.End.Id));

        long Number(long id) => recording.Packets[(int)id - 1].Number;
    }
}

/// <summary>A row of <c>roams</c>.</summary>
internal sealed record ObservedRow(
    MacAddress Sta,
    MacAddress? From,
    MacAddress To,
    RoamType? Type,
    RoamAuthentication? Authentication,
    RoamOutcome Outcome,
    string? Cause,
    Fault? Fault,
    long Start,
    long End)
{
    public override string ToString() => $"{Sta} {From} -> {To} {Type} {Authentication} {Outcome} {Cause} {Fault}, frames {Start} to {End}";

    /// <summary>It is about the same attempt, and where it says something else than the whole row, it says that it does not know.</summary>
    public bool SaysNoMoreThan(ObservedRow whole) =>
        (Sta, To) == (whole.Sta, whole.To) && Start <= whole.End && whole.Start <= End
        && (Type is null || Type == whole.Type)
        && (Authentication is null || Authentication == whole.Authentication)
        && (Outcome == RoamOutcome.Incomplete || Outcome == whole.Outcome)
        && (Fault is null or Analysis.Findings.Fault.Unknown || Fault == whole.Fault);
}
