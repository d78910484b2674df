namespace WsBridge.Reports.Summaries;

/// <summary>How long attempts of one type took.</summary>
public sealed class RoamTimes
{
    /// <summary>How many attempts.</summary>
    public long Attempts { get; set; }

    /// <summary>How many of them failed.</summary>
    public long Failed { get; set; }

    /// <summary>From the first frame to the one that completes it.</summary>
    public Distribution Handoff { get; init; } = new();

    /// <summary>Without service; one that several attempts in a row share counts with the first of them.</summary>
    public Distribution Outage { get; init; } = new();

    /// <summary>
    /// The shortest of the outages whose end was not seen, in milliseconds: what is as long or longer is a minimum. Null without one.
    /// </summary>
    public double? OutageMinimumFromMs { get; set; }

    /// <summary>The longest outage, or without any the longest hand-off.</summary>
    public Example? Worst { get; set; }

    /// <summary>Adds what another has counted.</summary>
    public void Merge(RoamTimes other)
    {
        ArgumentNullException.ThrowIfNull(other);

        Attempts += other.Attempts;
        Failed += other.Failed;
        Handoff.Merge(other.Handoff);
        Outage.Merge(other.Outage);
        SeeMinimum(other.OutageMinimumFromMs);
        Worst = Example.Worse(Worst, other.Worst);
    }

    /// <summary>An outage lasted at least so long; null for none.</summary>
    public void SeeMinimum(double? milliseconds) =>
        OutageMinimumFromMs = milliseconds < OutageMinimumFromMs ? milliseconds : OutageMinimumFromMs ?? milliseconds;
}
