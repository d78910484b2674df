using WsBridge.Reports.Rows;

namespace WsBridge.Reports.Summaries;

/// <summary>What became of the attempts of one client, AP, site or the like.</summary>
public sealed class Tally
{
    /// <summary>Why an attempt failed that no rule explains.</summary>
    public const string Unexplained = "unexplained";

    /// <summary>How many attempts.</summary>
    public long Attempts { get; set; }

    /// <summary>How many of them failed.</summary>
    public long Failed { get; set; }

    /// <summary>How many of them did not show their end.</summary>
    public long Incomplete { get; set; }

    /// <summary>Failed ones by the ID of the rule that explains them.</summary>
    public Counts Causes { get; init; } = [];

    /// <summary>The first failure.</summary>
    public Example? First { get; set; }

    /// <summary>The failure with the longest outage.</summary>
    public Example? Worst { get; set; }

    /// <summary>Counts one more.</summary>
    public void Add(RoamRow row)
    {
        ArgumentNullException.ThrowIfNull(row);

        Attempts++;
        if (row.Outcome == "incomplete")
        {
            Incomplete++;
        }

        if (row.Outcome != "failed")
        {
            return;
        }

        Failed++;
        Causes.Add(row.Cause ?? Unexplained, 1);
        var failure = new Example(row.EndCapture ?? row.Capture, row.EndFrame, row.Time, row.OutageMs ?? 0);
        First = Example.Earlier(First, failure);
        Worst = Example.Worse(Worst, failure);
    }

    /// <summary>Adds what another has counted.</summary>
    public void Merge(Tally other)
    {
        ArgumentNullException.ThrowIfNull(other);

        Attempts += other.Attempts;
        Failed += other.Failed;
        Incomplete += other.Incomplete;
        Causes.Merge(other.Causes);
        First = Example.Earlier(First, other.First);
        Worst = Example.Worse(Worst, other.Worst);
    }
}
