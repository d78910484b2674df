using System.Globalization;

namespace WsBridge.Benchmarks.Commands;

/// <summary>A ratio of two wall times, and what it must keep to; without a bound it is only shown.</summary>
internal sealed record Limit(string Name, TimedCommand Measured, TimedCommand Against)
{
    public double? AtMost { get; init; }

    public double? AtLeast { get; init; }

    public double Ratio => Measured.Seconds / Against.Seconds;

    public bool IsKept => !(Ratio > AtMost || Ratio < AtLeast);

    public override string ToString()
    {
        string bound = AtMost is { } most ? $"at most {Number(most)}" : AtLeast is { } least ? $"at least {Number(least)}" : "";
        return $"  {Name,-54}{Number(Ratio),8}  {bound,-14}{(bound.Length == 0 ? "" : IsKept ? "  kept" : "  MISSED")}".TrimEnd();
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
