using System.Globalization;
using WsBridge.Analysis.Exchanges;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Roaming;

/// <summary>A client that had traffic was without data for more than a second because it roamed.</summary>
public sealed class RoamOutage : IRule
{
    private const double OutageMilliseconds = 1000;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-ROAM-003", "roam-outage", Severity.Error, ExpertGroup.Sequence, Fault.Unknown, "A client in the middle of traffic was without data for more than a second while it roamed.")
    {
        ExplainsFailure = false,
        Explanation = "Counts from the last protected data frame with the old AP to the first with the new one. A gap alone says nothing, since an idle client has gaps too: said only where the client had at least ten data frames in the last second before the gap and began to roam within 200 ms after it. "
            + "Attempts that failed in between count as part of the gap as long as no more than a minute lies between them. "
            + "It needs data frames, which Wireshark's bridge does not hand over and `wsbridge analyze` leaves out so that both find the same: `wsbridge roams` lists it among the findings of an attempt, `wsbridge analyze --rule roam-outage` prints it.",
        Next = "Look at what failed between the two frames, and at handoff_ms: what is left of the gap is scanning before the roam, or the network behind the AP (DHCP, address tables) after it.",
        Values = [("outage_ms", "milliseconds without data"), ("handoff_ms", "milliseconds of the attempt that succeeded"), ("failed_attempts", "attempts that failed in the gap")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.FirstData;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (context.Roam is not { WasBusy: true, OutageMs: > OutageMilliseconds and var outage } roam)
        {
            return;
        }

        int failed = Math.Max(0, roam.ReturnAttempts - 1);
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

        context.Report(Info, string.Create(CultureInfo.InvariantCulture, $"The client had traffic and was without data for {outage / 1000:0.0} s.{meanwhile}"), new Detail
        {
            Related = [new RelatedFrame(roam.ReturningSince, "first frame of the first attempt in the gap")],
            Values = values,
        });
    }
}
