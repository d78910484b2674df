using System.Text.Json.Serialization;
using WsBridge.Analysis.Findings;

namespace WsBridge.Reports.Rows;

/// <summary>A finding as ndjson has it, one object a line.</summary>
public sealed record FindingRow
{
    /// <summary>The capture it is from, as it was named.</summary>
    public required string Capture { get; init; }

    /// <summary>Number of the frame that it stands on, from 1, as Wireshark counts.</summary>
    public required long Frame { get; init; }

    /// <summary>When that frame came: RFC 3339 with nanoseconds, UTC.</summary>
    public required string Time { get; init; }

    /// <summary>ID of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Name of the rule.</summary>
    public required string Name { get; init; }

    /// <summary>error, warn, note or chat.</summary>
    public required string Severity { get; init; }

    /// <summary>Wireshark's expert group: protocol, security, sequence, malformed or response.</summary>
    public required string Group { get; init; }

    /// <summary>Who is at fault: sta, ap, both, config, rf or unknown; null where nobody is.</summary>
    public required string? Fault { get; init; }

    /// <summary>The client, of a multi-link device its MLD MAC address; null when none is concerned.</summary>
    public required string? Sta { get; init; }

    /// <summary>The BSS, of a multi-link exchange the MLD MAC address of the AP; null when none is concerned.</summary>
    public required string? Bssid { get; init; }

    /// <summary>SSID in printable form; null when not known.</summary>
    public required string? Ssid { get; init; }

    /// <summary>What was seen, with the values compared.</summary>
    public required string Message { get; init; }

    /// <summary>Who is right when an exchange has failed over keys; null where there is nothing to say of keys.</summary>
    public required string? Verdict { get; init; }

    /// <summary>The clause of the standard; null when nobody has verified one.</summary>
    public required string? Clause { get; init; }

    /// <summary>What to do next.</summary>
    public required string Next { get; init; }

    /// <summary>Other frames to look at.</summary>
    public required IReadOnlyList<RelatedRow> Related { get; init; }

    /// <summary>Index of the association attempt in its capture; null when it belongs to none.</summary>
    public required int? Roam { get; init; }

    /// <summary>Values that the rule documents, by key: text or numbers.</summary>
    [JsonConverter(typeof(FindingValuesConverter))]
    public required IReadOnlyList<FindingValue> Values { get; init; }

    /// <summary>
    /// The links of the MLDs that <see cref="Sta"/> and <see cref="Bssid"/> then are; null where the exchange is not multi-link.
    /// </summary>
    public required IReadOnlyList<LinkRow>? Links { get; init; }

    /// <summary>
    /// Link ID of the link on which the client associates; null where the exchange is not multi-link, or no frame told it.
    /// </summary>
    public int? LinkId { get; init; }

    /// <summary>The row of a finding.</summary>
    /// <param name="capture">The capture it is from, as it was named.</param>
    /// <param name="finding">The finding.</param>
    public static FindingRow Of(string capture, Finding finding) => Of(frame => new FrameName(capture, frame), finding);

    /// <summary>The row of a finding in one of several captures that are one timeline.</summary>
    /// <param name="nameOf">Tells which frame of which capture a number of the timeline is.</param>
    /// <param name="finding">The finding.</param>
    public static FindingRow Of(Func<long, FrameName> nameOf, Finding finding)
    {
        ArgumentNullException.ThrowIfNull(nameOf);
        ArgumentNullException.ThrowIfNull(finding);

        (string capture, long number) = nameOf(finding.Frame.Ref.Id);
        return new FindingRow
        {
            Capture = capture,
            Frame = number,
            Time = Timestamps.Rfc3339(finding.Frame.Ref.TimeNanoseconds),
            Rule = finding.Rule.Id,
            Name = finding.Rule.Name,
            Severity = finding.Severity.ToText(),
            Group = finding.Rule.Group.ToText(),
            Fault = finding.Fault.ToText(),
            Sta = finding.Sta?.ToString(),
            Bssid = (finding.Links?.Ap ?? finding.Bssid)?.ToString(),
            Ssid = finding.Ssid,
            Message = finding.Message,
            Verdict = finding.Verdict,
            Clause = finding.Rule.Clause?.ToString(),
            Next = finding.Next,
            Related = [.. finding.Related.Select(Related)],
            Roam = finding.Roam,
            Values = finding.Values,
            Links = LinkRow.Of(finding.Links),
            LinkId = finding.Links?.Link.Id,
        };

        RelatedRow Related(RelatedFrame related)
        {
            FrameName name = nameOf(related.Frame.Id);
            return new RelatedRow(name.Number, related.Why, name.Capture == capture ? null : name.Capture);
        }
    }
}
