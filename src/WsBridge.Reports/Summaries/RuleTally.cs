using WsBridge.Reports.Rows;

namespace WsBridge.Reports.Summaries;

/// <summary>What a rule has found, or an unexplained failure: how often, with whom, where and since when.</summary>
public sealed class RuleTally
{
    private static readonly string[] Severities = ["chat", "note", "warn", "error"];

    /// <summary>Name of the rule.</summary>
    public string Name { get; set; } = "";

    /// <summary>The most severe: chat, note, warn or error.</summary>
    public string Severity { get; set; } = "chat";

    /// <summary>How often it was found.</summary>
    public long Findings { get; set; }

    /// <summary>How many attempts failed for it.</summary>
    public long Failed { get; set; }

    /// <summary>Who is at fault, with how many findings say so.</summary>
    public Counts Faults { get; init; } = [];

    /// <summary>Clients it was found with.</summary>
    public Counts Clients { get; init; } = [];

    /// <summary>BSSIDs it was found at.</summary>
    public Counts Aps { get; init; } = [];

    /// <summary>By site: since when, and how often on which day.</summary>
    public SortedDictionary<string, Since> Sites { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The first one.</summary>
    public Example? First { get; set; }

    /// <summary>The worst one: the failed attempt with the longest outage; without any the most severe finding.</summary>
    public Example? Worst { get; set; }

    /// <summary>A finding of it.</summary>
    public void Add(FindingRow row, string site)
    {
        ArgumentNullException.ThrowIfNull(row);

        int severity = Array.IndexOf(Severities, row.Severity);
        Name = row.Name;
        Severity = Severities[Math.Max(severity, Array.IndexOf(Severities, Severity))];
        Findings++;
        Faults.Add(row.Fault, 1);
        Clients.Add(row.Sta, 1);
        Aps.Add(row.Bssid, 1);
        See(new Example(row.Capture, row.Frame, row.Time, severity - Severities.Length), site);
    }

    /// <summary>An attempt that failed for it.</summary>
    public void Add(RoamRow row, string site)
    {
        ArgumentNullException.ThrowIfNull(row);

        Failed++;
        FailedFaults.Add(row.Fault, 1);
        var failure = new Example(row.EndCapture ?? row.Capture, row.EndFrame, row.Time, row.OutageMs ?? 0);
        Worst = Example.Worse(Worst, failure);
        FailedClients.Add(row.Sta, 1);
        FailedAps.Add(row.To, 1);
        foreach (string rule in row.Findings.Where(rule => rule != row.Cause))
        {
            With.Add(rule, 1);
        }

        First = Example.Earlier(First, failure);
        SinceOf(site).AddFailure(failure);
    }

    /// <summary>Who was at fault in the attempts that failed for it.</summary>
    public Counts FailedFaults { get; init; } = [];

    /// <summary>Clients whose attempts failed for it.</summary>
    public Counts FailedClients { get; init; } = [];

    /// <summary>BSSIDs at which attempts failed for it.</summary>
    public Counts FailedAps { get; init; } = [];

    /// <summary>What else was found in the attempts that failed for it, by ID of the rule.</summary>
    public Counts With { get; init; } = [];

    /// <summary>Adds what another has counted.</summary>
    public void Merge(RuleTally other)
    {
        ArgumentNullException.ThrowIfNull(other);

        Name = other.Name.Length > 0 ? other.Name : Name;
        Severity = Severities[Math.Max(Array.IndexOf(Severities, other.Severity), Array.IndexOf(Severities, Severity))];
        Findings += other.Findings;
        Failed += other.Failed;
        Faults.Merge(other.Faults);
        FailedFaults.Merge(other.FailedFaults);
        Clients.Merge(other.Clients);
        Aps.Merge(other.Aps);
        FailedClients.Merge(other.FailedClients);
        FailedAps.Merge(other.FailedAps);
        With.Merge(other.With);
        First = Example.Earlier(First, other.First);
        Worst = Example.Worse(Worst, other.Worst);
        foreach ((string site, Since since) in other.Sites)
        {
            SinceOf(site).Merge(since);
        }
    }

    private void See(Example example, string site)
    {
        First = Example.Earlier(First, example);
        Worst = Example.Worse(Worst, example);
        SinceOf(site).AddFinding(example);
    }

    private Since SinceOf(string site)
    {
        if (!Sites.TryGetValue(site, out Since? since))
        {
            Sites[site] = since = new Since();
        }

        return since;
    }
}
