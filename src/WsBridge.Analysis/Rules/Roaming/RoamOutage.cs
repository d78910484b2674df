using System.Globalization;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Roaming;

/// <summary>A client whose traffic was waiting was without service for more than a second because it roamed.</summary>
internal sealed class RoamOutage : IRule<ServiceRestored>
{
    private const double OutageMilliseconds = 1000;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-ROAM-003", "roam-outage", Severity.Error, ExpertGroup.Sequence, Fault.Unknown,
        "A roaming client had no service for more than a second while traffic was waiting.")
    {
        ReadsDataFrames = true,
        ExplainsFailure = false,
        Explanation = """
            The outage lasts from the moment when service stopped to the first data frame that shows it restored: data in both directions,
            or an acknowledged frame to the client.
            A gap alone proves nothing, since an idle client has gaps too: reported only where traffic was waiting.
            Traffic was waiting where the client had at least eight data frames in both directions in a second and began to roam within 200
            ms after the last of them, where data was retried in vain just before or during the roam, or where the AP had announced more
            data.
            Attempts that failed in between are part of the outage as long as no more than a minute lies between them.
            The rule needs data frames, of which the Wireshark bridge hands over a few and which `wsbridge analyze` ignores so that both
            report the same; Wireshark has the field `wsbridge.roam.outage_ms` where these few tell.
            `wsbridge roams` lists it among the findings of an attempt, `wsbridge analyze --rule roam-outage` prints it.
            """,
        Next = """
            Look at what failed between the two frames, and at handoff_ms: what is left of the outage is scanning before the roam, or the
            network behind the AP (DHCP, address tables) after it.
            """,
        Values =
        [
            ("outage_ms", "milliseconds without service"),
            ("handoff_ms", "milliseconds of the attempt that succeeded"),
            ("failed_attempts", "attempts that failed in that time"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in ServiceRestored e, in Report report)
    {
        if (e.Roam is not { Outage: { HadTraffic: true, IsOver: true } service, OutageMs: > OutageMilliseconds and var outage } roam)
        {
            return;
        }

        int failed = service.Failures;
        string meanwhile = failed switch
        {
            0 => "",
            1 => " 1 attempt failed in that time.",
            _ => $" {failed} attempts failed in that time.",
        };
        var values = new List<FindingValue> { FindingValue.Of("outage_ms", outage), FindingValue.Of("failed_attempts", failed) };
        if (roam.HandoffMs is { } handoff)
        {
            values.Insert(1, FindingValue.Of("handoff_ms", handoff));
        }

        report.Add(Info,
            string.Create(CultureInfo.InvariantCulture,
            $"The client had no service for {outage / 1000:0.0} s while traffic was waiting.{meanwhile}"), new Detail
            {
                Related = [new RelatedFrame(service.First, "first frame of the first attempt in that time")],
                Values = values,
            });
    }
}
