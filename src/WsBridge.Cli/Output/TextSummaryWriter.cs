using System.Globalization;
using Spectre.Console;
using WsBridge.Capture;
using WsBridge.Reports.Rows;
using WsBridge.Reports.Summaries;

namespace WsBridge.Cli.Output;

/// <summary>A summary on one screen: why, what, who, where, since when and how long, worst first.</summary>
/// <param name="console">Where it goes.</param>
/// <param name="most">How many lines of each part.</param>
internal sealed class TextSummaryWriter(IAnsiConsole console, int most)
{
    private const int NamesOfPart = 3;
    private const int NameWidth = 42;
    private const int PartWidth = 90;

    private static readonly string[] Severities = ["chat", "note", "warn", "error"];
    private static readonly Style Head = new(decoration: Decoration.Bold);
    private static readonly Style Aside = new(decoration: Decoration.Dim);

    /// <summary>Writes it.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="by">Only attempts by these dimensions; empty for the usual parts.</param>
    public void Write(Summary summary, IReadOnlyList<string> by)
    {
        WriteWhole(summary);
        if (by.Count > 0)
        {
            foreach (string dimension in by)
            {
                WriteTallies(summary, dimension);
            }

            return;
        }

        WriteCauses(summary);
        WriteFindings(summary);
        if (summary.Attempts.Attempts > 0)
        {
            WriteTallies(summary, Dimension.Client);
            WriteTallies(summary, Dimension.Ap);
        }

        WriteSince(summary);
        WriteTimes(summary);
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Names(Counts counts)
    {
        string names = string.Join(", ",
            counts.MostFrequentFirst().Take(NamesOfPart).Select(count => $"{count.Key} x{Number(count.Value)}"));
        return counts.Count > NamesOfPart ? $"{names}, {Number(counts.Count - NamesOfPart)} more" : names;
    }

    private static string Cut(string name) =>
        PrintableText.Name(name) is var shown && shown.Length > NameWidth ? $"{shown.AsSpan(0, NameWidth - 1)}…" : shown;

    private static string RuleName(string rule) => Analysis.RuleCatalog.Find(rule) is { } known ? $"{rule} {known.Info.Name}" : rule;

    private static string Day(Example? example) => example is null ? "-" : Timestamps.Day(example.Time);

    private void WriteWhole(Summary summary)
    {
        Tally all = summary.Attempts;
        if (summary.Captures.Count == 0)
        {
            Line("Nothing found: no finding and no association attempt.");
            return;
        }

        int clients = summary.By.TryGetValue(Dimension.Client, out var byClient) ? byClient.Count : 0;
        int aps = summary.By.TryGetValue(Dimension.Ap, out var byAp) ? byAp.Count : 0;
        (string from, string to) = (Timestamps.Day(summary.From!), Timestamps.Day(summary.To!));
        Line($"{Plural.Of(summary.Captures.Count, "capture")}, {(from == to ? from : $"{from} to {to}")}: "
            + $"{Plural.Of(all.Attempts, "attempt")} of {Plural.Of(clients, "client")} at {Plural.Of(aps, "BSSID")}, "
            + $"{Number(all.Failed)} failed, {Number(all.Incomplete)} incomplete.");
        if (summary.Severities.Count > 0)
        {
            IEnumerable<string> counts = Severities.Reverse().Where(summary.Severities.ContainsKey)
                .Select(word => $"{Number(summary.Severities[word])} {word}");
            Line($"Findings: {string.Join(", ", counts)}.");
        }
    }

    private void WriteCauses(Summary summary)
    {
        var causes = summary.Rules.Where(rule => rule.Value.Failed > 0).OrderByDescending(rule => rule.Value.Failed).ToList();
        if (causes.Count == 0)
        {
            return;
        }

        Title("Why attempts failed", causes.Count);
        foreach ((string rule, RuleTally tally) in causes.Take(most))
        {
            Line($"{Number(tally.Failed),7}  {RuleName(rule)}{Fault(tally)}, since {Day(tally.First)}");
            WriteParties(tally.FailedClients, tally.FailedAps, tally);
            WriteWith(tally);
            Open(tally.Worst);
        }
    }

    private void WriteFindings(Summary summary)
    {
        var found = summary.Rules
            .Where(rule => rule.Value.Findings > 0 && rule.Value.Failed == 0 && rule.Value.Severity != "chat" && IsOfItsOwn(rule.Key))
            .OrderByDescending(rule => Array.IndexOf(Severities, rule.Value.Severity)).ThenByDescending(rule => rule.Value.Findings)
                .ToList();
        if (found.Count == 0)
        {
            return;
        }

        Title("What else was found", found.Count);
        foreach ((string rule, RuleTally tally) in found.Take(most))
        {
            Line($"{Number(tally.Findings),7}  {tally.Severity} {rule} {tally.Name}{Fault(tally)}, since {Day(tally.First)}");
            WriteParties(tally.Clients, tally.Aps, tally);
            Open(tally.Worst);
        }
    }

    private void WriteParties(Counts clients, Counts aps, RuleTally tally)
    {
        string[] parts =
        [
            .. clients.Count > 0 ? (string[])[$"{Plural.Word(clients.Count, "client")} {Names(clients)}"] : [],
            .. aps.Count > 0 ? (string[])[$"{Plural.Word(aps.Count, "AP")} {Names(aps)}"] : [],
            .. tally.Sites.Count > 1 ? (string[])[$"{Number(tally.Sites.Count)} sites"] : [],
        ];
        string line = string.Join("; ", parts);
        foreach (string shown in line.Length <= PartWidth ? [line] : parts)
        {
            Line($"         {shown}");
        }
    }

    /// <summary>What else was found in these attempts, such as two PMKIDs in message 2: not what only sums them up.</summary>
    private void WriteWith(RuleTally tally)
    {
        string[] with = [.. tally.With.MostFrequentFirst().Where(rule => IsOfItsOwn(rule.Key)).Take(NamesOfPart)
            .Select(rule => $"{NameOnly(rule.Key)} x{Number(rule.Value)}")];
        if (with.Length > 0)
        {
            Line($"         with {string.Join(", ", with)}");
        }
    }

    private static bool IsOfItsOwn(string rule) =>
        Analysis.RuleCatalog.Find(rule)?.Info is not { ExplainsFailure: false } and not { Severity: Sdk.Severity.Chat };

    private static string NameOnly(string rule) => Analysis.RuleCatalog.Find(rule)?.Info.Name ?? rule;

    private static string Fault(RuleTally tally)
    {
        Counts faults = tally.Faults.Count > 0 ? tally.Faults : tally.FailedFaults; // attempts alone were read
        return faults.Count == 0 ? "" : $" (fault: {string.Join(", ", faults.MostFrequentFirst().Select(fault => fault.Key))})";
    }

    private void WriteTallies(Summary summary, string dimension)
    {
        if (!summary.By.TryGetValue(dimension, out SortedDictionary<string, Tally>? tallies))
        {
            Title($"Attempts by {dimension}", 0);
            Line("No attempt, or a summary of an earlier version, which does not count this.");
            return;
        }

        bool isByDay = dimension == Dimension.Day;
        var shown =
            (isByDay ? tallies.AsEnumerable() : tallies.OrderByDescending(tally => tally.Value.Failed)
                .ThenByDescending(tally => tally.Value.Attempts)).ToList();
        Title($"Attempts by {dimension}", shown.Count);
        var table = new FittedTable(new(""), new("attempts", true), new("failed", true), new("%", true, LeftOut: 2),
            new("since", LeftOut: 1), new("most frequent cause"));
        foreach ((string value, Tally tally) in shown.Take(most))
        {
            table.Add(
                Cut(value),
                Number(tally.Attempts),
                Number(tally.Failed),
                string.Create(CultureInfo.InvariantCulture, $"{100.0 * tally.Failed / tally.Attempts:0}"),
                Day(tally.First),
                tally.Causes.MostFrequentFirst().Select(cause => RuleName(cause.Key)).FirstOrDefault() ?? "");
        }

        table.Write(console);
        int opened = dimension is Dimension.Client or Dimension.Ap ? 1 : NamesOfPart;
        foreach ((string value, Tally tally) in shown.Take(most).Where(tally => tally.Value.Worst is not null).Take(opened))
        {
            console.WriteLine($"         of {Cut(value)} the failure with the longest outage:", Aside);
            Open(tally.Worst);
        }
    }

    private void WriteSince(Summary summary)
    {
        var since = summary.Rules
            .Where(rule => rule.Value.Failed > 0)
            .SelectMany(rule => rule.Value.Sites.Select(site => (Rule: rule.Key, Site: site.Key, Since: site.Value)))
            .Where(row => row.Since.Failed.Count > 0)
            .OrderByDescending(row => row.Since.Failed.Values.Sum()).ToList();
        if (since.Count == 0)
        {
            return;
        }

        if (since.All(row => row.Site == Summary.Unknown))
        {
            return; // the causes above say since when
        }

        Title("Since when, by site", since.Count);
        var table = new FittedTable(new(""), new("since"), new("failed", true), new("days", true, LeftOut: 1), new("cause"));
        foreach (var row in since.Take(most))
        {
            table.Add(Cut(row.Site), Day(row.Since.First), Number(row.Since.Failed.Values.Sum()), Number(row.Since.Failed.Count),
                RuleName(row.Rule));
        }

        table.Write(console);
    }

    private void WriteTimes(Summary summary)
    {
        var types = summary.Types.OrderByDescending(type => type.Value.Attempts).ToList();
        if (types.Count == 0)
        {
            return;
        }

        Title("Hand-off and outage, by type of roam", 0);
        var table = new FittedTable(new(""), new("attempts", true, LeftOut: 2), new("failed", true, LeftOut: 1), new("hand-off 50%", true),
            new("90%", true), new("outages", true), new("50%", true), new("90%", true), new("longest", true));
        foreach ((string type, RoamTimes times) in types)
        {
            table.Add(
                type,
                Number(times.Attempts),
                Number(times.Failed),
                DurationText.Of(times.Handoff.PercentileMs(50)),
                DurationText.Of(times.Handoff.PercentileMs(90)),
                Number(times.Outage.Count),
                Outage(times.Outage.PercentileMs(50)),
                Outage(times.Outage.PercentileMs(90)),
                Outage(times.Outage.MaxMs));

            string Outage(double? milliseconds) => DurationText.OfOutage(milliseconds, milliseconds >= times.OutageMinimumFromMs);
        }

        table.Write(console);
    }

    private void Title(string title, int lines)
    {
        console.WriteLine();
        console.WriteLine(lines > most ? $"{title} (the first {Number(most)} of {Number(lines)}; --top 0 shows all)" : title, Head);
    }

    private void Open(Example? example)
    {
        if (example is not null)
        {
            console.WriteLine($"         {OpenCommand.Of(example)}", Aside);
        }
    }

    private void Line(string text) => console.WriteLine(text);
}
