using System.Text.Json.Serialization;

namespace WsBridge.Reports.Rows;

/// <summary>A frame to look at beside the one that a finding stands on.</summary>
/// <param name="Frame">Its number, as Wireshark counts.</param>
/// <param name="Why">What it has to do with the finding.</param>
/// <param name="Capture">The capture it is in, where that is another one: of several that are read as one timeline.</param>
public sealed record RelatedRow(
    long Frame, string Why, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Capture = null)
{
    /// <summary>The capture of each related frame of a finding; empty where all are in that of the finding.</summary>
    public static IReadOnlyList<string> CapturesOf(FindingRow row)
    {
        ArgumentNullException.ThrowIfNull(row);

        return row.Related.All(related => related.Capture is null)
            ? []
            : [.. row.Related.Select(related => related.Capture ?? row.Capture)];
    }
}
