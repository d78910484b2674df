using System.Text.Json;
using WsBridge.Reports.Paths;
using WsBridge.Reports.Rows;
using WsBridge.Reports.Summaries;
using WsBridge.Reports.Vendors;

namespace WsBridge.Reports.Tests;

/// <summary>A summary counts what it should, and parts add up to the whole.</summary>
internal sealed class SummaryTests
{
    private static readonly Sites ByFolder = new(null);

    [Test]
    public void Parts_add_up_to_the_whole_in_whatever_order()
    {
        RoamRow[] rows = [.. Many(5000, seed: 1)];
        FindingRow[] findings = [MakeRow.Finding(), MakeRow.Finding(day: "2026-04-30", severity: "error")];

        Summary whole = SummaryOf(rows, findings);
        Summary first = SummaryOf(rows[..10], findings[..1]);
        Summary second = SummaryOf(rows[10..3000], []);
        Summary third = SummaryOf(rows[3000..], findings[1..]);
        var merged = new Summary();
        merged.Merge(RoundTrip(third));
        merged.Merge(first);
        merged.Merge(RoundTrip(second));

        Assert.That(Text(merged), Is.EqualTo(Text(whole)));
    }

    [Test]
    public void The_first_day_of_a_cause_is_told_by_site()
    {
        Summary summary = SummaryOf(
            [
                MakeRow.Roam("b/1.pcapng", outcome: "failed", cause: "WSB-FT-003", day: "2026-05-03"),
                MakeRow.Roam("a/1.pcapng", outcome: "failed", cause: "WSB-FT-003", day: "2026-05-02"),
                MakeRow.Roam("a/2.pcapng", outcome: "failed", cause: "WSB-FT-003", day: "2026-05-01"),
                MakeRow.Roam("a/0.pcapng", day: "2026-04-01"),
            ],
            []);

        RuleTally tally = summary.Rules["WSB-FT-003"];

        Assert.That(tally.Failed, Is.EqualTo(3));
        Assert.That(tally.Sites.Select(site => (site.Key, site.Value.First!.Capture)),
            Is.EqualTo(new[] { ("a", "a/2.pcapng"), ("b", "b/1.pcapng") }));
        Assert.That(summary.By[Dimension.Day].Keys, Is.EqualTo("2026-04-01 a,2026-05-01 a,2026-05-02 a,2026-05-03 b".Split(',')));
    }

    [Test]
    public void A_failure_that_no_rule_explains_counts_as_such()
    {
        Summary summary = SummaryOf([MakeRow.Roam(outcome: "failed")], []);

        Assert.That(summary.Rules.Keys, Is.EqualTo(Tally.Unexplained.Split(',')));
        Assert.That(summary.Attempts.Causes[Tally.Unexplained], Is.EqualTo(1));
    }

    [Test]
    public void The_worst_is_the_failure_with_the_longest_outage_and_of_equals_the_first()
    {
        Summary summary = SummaryOf(
            [
                MakeRow.Roam("x/late.pcapng", outcome: "failed", outageMs: 900, frame: 50, day: "2026-05-02"),
                MakeRow.Roam("x/early.pcapng", outcome: "failed", outageMs: 900, frame: 70),
                MakeRow.Roam("x/short.pcapng", outcome: "failed", outageMs: 5, frame: 10),
            ],
            []);

        Assert.That(summary.Attempts.Worst,
            Has.Property(nameof(Example.Capture)).EqualTo("x/early.pcapng").And.Property(nameof(Example.Frame)).EqualTo(75));
    }

    private static IEnumerable<RoamRow> Many(int count, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            bool fails = random.Next(3) == 0;
            yield return MakeRow.Roam(
                $"site-{random.Next(4)}/{random.Next(20)}.pcapng",
                sta: $"02:00:00:00:02:0{random.Next(10)}",
                outcome: fails ? "failed" : "success",
                cause: fails ? $"WSB-FT-00{random.Next(4)}" : null,
                day: $"2026-05-0{random.Next(1, 9)}",
                handoffMs: fails ? null : random.NextDouble() * 2000,
                outageMs: random.NextDouble() * 20_000,
                frame: i + 1,
                type: random.Next(2) == 0 ? "psk" : "eap");
        }
    }

    private static Summary SummaryOf(RoamRow[] rows, FindingRow[] findings)
    {
        var summary = new Summary();
        foreach (RoamRow row in rows)
        {
            summary.Add(row, ByFolder.Of(row.Capture), VendorRegistry.Empty);
        }

        foreach (FindingRow row in findings)
        {
            summary.Add(row, ByFolder.Of(row.Capture));
        }

        return summary;
    }

    private static Summary RoundTrip(Summary summary) => JsonSerializer.Deserialize(Text(summary), SummaryJson.Default.Summary)!;

    private static string Text(Summary summary) => JsonSerializer.Serialize(summary, SummaryJson.Default.Summary);

    [Test]
    public void An_outage_that_attempts_in_a_row_share_counts_once()
    {
        RoamRow first = MakeRow.Roam(outcome: "failed", outageMs: 5000) with { OutageIsMinimum = true };
        RoamRow second = first with { Time = "2026-05-01T10:00:02.000000000Z", EndTime = "2026-05-01T10:00:03.000000000Z", Type = "sae" };
        RoamRow later = second with { Time = "2026-05-01T10:05:00.000000000Z" };
        RoamRow other = second with { Sta = "02:00:00:00:03:00", OutageMs = 7000, OutageIsMinimum = false };

        Summary summary = SummaryOf([first, second, later, other], []);

        Assert.That(summary.Types["ft-initial"].Outage.Count, Is.EqualTo(1));
        Assert.That(summary.Types["sae"].Outage.Count, Is.EqualTo(2), "the one five minutes later, and that of another client");
        Assert.That(RoundTrip(summary).Types["sae"].OutageMinimumFromMs, Is.EqualTo(5000));
    }
}
