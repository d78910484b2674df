namespace WsBridge.Reports.Summaries;

/// <summary>The frame to open for a line of a summary.</summary>
/// <param name="Capture">The capture, as it was named.</param>
/// <param name="Frame">The frame, as Wireshark counts.</param>
/// <param name="Time">When it came, RFC 3339.</param>
/// <param name="Weight">How bad it is beside others of the same line: milliseconds of outage, or the severity from 0 (chat) to 3
/// (error).</param>
public sealed record Example(string Capture, long Frame, string Time, double Weight)
{
    /// <summary>The worse one; of equals the first in time, so that the order in which they come does not matter.</summary>
    public static Example? Worse(Example? one, Example? other)
    {
        if (one is null || other is null)
        {
            return one ?? other;
        }

        int order = other.Weight.CompareTo(one.Weight);
        return (order != 0 ? order : Compare(one, other)) <= 0 ? one : other;
    }

    /// <summary>The earlier one.</summary>
    public static Example? Earlier(Example? one, Example? other) =>
        one is null || other is null ? one ?? other : Compare(one, other) <= 0 ? one : other;

    private static int Compare(Example one, Example other)
    {
        int order = string.CompareOrdinal(one.Time, other.Time);
        order = order != 0 ? order : string.CompareOrdinal(one.Capture, other.Capture);
        return order != 0 ? order : one.Frame.CompareTo(other.Frame);
    }
}
