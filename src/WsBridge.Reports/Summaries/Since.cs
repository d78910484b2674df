using WsBridge.Reports.Rows;

namespace WsBridge.Reports.Summaries;

/// <summary>Since when something is seen at a site, and how often on which day.</summary>
public sealed class Since
{
    /// <summary>The first frame that shows it.</summary>
    public Example? First { get; set; }

    /// <summary>Findings by day (UTC).</summary>
    public Counts Findings { get; init; } = [];

    /// <summary>Failed attempts by day (UTC).</summary>
    public Counts Failed { get; init; } = [];

    /// <summary>One more finding.</summary>
    public void AddFinding(Example example)
    {
        ArgumentNullException.ThrowIfNull(example);

        First = Example.Earlier(First, example);
        Findings.Add(Timestamps.Day(example.Time), 1);
    }

    /// <summary>One more attempt that failed.</summary>
    public void AddFailure(Example example)
    {
        ArgumentNullException.ThrowIfNull(example);

        First = Example.Earlier(First, example);
        Failed.Add(Timestamps.Day(example.Time), 1);
    }

    /// <summary>Adds what another has counted.</summary>
    public void Merge(Since other)
    {
        ArgumentNullException.ThrowIfNull(other);

        First = Example.Earlier(First, other.First);
        Findings.Merge(other.Findings);
        Failed.Merge(other.Failed);
    }
}
