using Spectre.Console;
using WsBridge.Analysis;
using WsBridge.Reports.Rows;
using WsBridge.Reports.Summaries;

namespace WsBridge.Cli.Output;

/// <summary>How many attempts of how many clients failed, and why.</summary>
internal sealed class AttemptDigest : IDigest<RoamRow>
{
    private const int MostCauses = 5;

    private readonly HashSet<string> _clients = [];
    private readonly HashSet<string> _aps = [];
    private readonly Dictionary<string, RuleTally> _causes = [];
    private readonly Tally _all = new();

    public bool Add(RoamRow row)
    {
        _clients.Add(row.Sta);
        _aps.Add(row.To);
        _all.Add(row);
        if (row.Outcome == "failed")
        {
            string cause = row.Cause ?? Tally.Unexplained;
            if (!_causes.TryGetValue(cause, out RuleTally? tally))
            {
                _causes[cause] = tally = new RuleTally();
            }

            tally.Add(row, Summary.Unknown);
        }

        return true;
    }

    public void Write(IAnsiConsole console)
    {
        if (_all.Attempts == 0)
        {
            return; // which is said at the end
        }

        console.WriteLine($"{Plural.Of(_all.Attempts, "attempt")} of {Plural.Of(_clients.Count, "client")} at "
            + $"{Plural.Of(_aps.Count, "BSSID")}: {_all.Failed} failed, {_all.Incomplete} incomplete.",
            new Style(decoration: Decoration.Bold));
        foreach ((string cause, RuleTally tally) in _causes.OrderByDescending(cause => cause.Value.Failed).ThenBy(cause => cause.Key,
            StringComparer.Ordinal).Take(MostCauses))
        {
            string name = RuleCatalog.Find(cause)?.Info.Name is { } known ? $" {known}" : "";
            string faults = string.Join(", ", tally.FailedFaults.MostFrequentFirst().Select(one => one.Key));
            console.WriteLine($"{tally.Failed,4}  {cause}{name}{(faults.Length == 0 ? "" : $"; fault: {faults}")}; "
                + $"{Plural.Of(tally.FailedClients.Count, "client")}");
        }

        if (_causes.Count > MostCauses)
        {
            console.WriteLine($"      and {Plural.Of(_causes.Count - MostCauses, "other cause")}");
        }

        console.WriteLine();
    }
}
