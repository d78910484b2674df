using System.Globalization;
using System.Runtime.CompilerServices;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Roams;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Roaming;

/// <summary>An association or a roam succeeded: what it was and how long it took.</summary>
public sealed class RoamSummary : IRule
{
    internal const string Id = "WSB-ROAM-001";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(Id, "roam-summary", Severity.Chat, ExpertGroup.Sequence, Fault.None, "A client associated or roamed.")
    {
        Explanation = "Stands on the frame that completed the attempt: message 4, or the (Re)Association Response where no 4-way handshake follows. "
            + "The time counts from the first Authentication request (or FT Request) to that frame; scanning before it and the first data after it are not in it. "
            + "A message 4 that the AP does not take looks the same until the AP repeats message 3.",
        Next = "Compare the time with other roams of this client; `wsbridge roams` lists them.",
        Values = [("type", "how it associated, as in `wsbridge roams`"), ("from", "BSSID it came from; absent for a first association"), ("to", "BSSID"), ("handoff_ms", "milliseconds from the first frame to this one")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.RoamCompleted;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (context.Roam is not { } roam)
        {
            return;
        }

        // Once for each roam of a capture: put together in one go.
        var what = new DefaultInterpolatedStringHandler(40, 4, CultureInfo.InvariantCulture, stackalloc char[128]);
        var values = new List<FindingValue>(4);
        string? type = RoamWords.Of(roam.Type);
        if (type is not null)
        {
            values.Add(FindingValue.Of("type", type));
        }

        if (roam.From is { } from && from != roam.To)
        {
            what.AppendLiteral("Roamed ");
            what.AppendFormatted(from);
            what.AppendLiteral(" -> ");
            what.AppendFormatted(roam.To);
        }
        else
        {
            what.AppendLiteral("Associated with ");
            what.AppendFormatted(roam.To);
            what.AppendLiteral(roam.From is null ? "" : " again");
        }

        if (roam.From is { } before)
        {
            values.Add(FindingValue.Of("from", before.ToString()));
        }

        values.Add(FindingValue.Of("to", roam.To.ToString()));
        if (type is not null)
        {
            what.AppendLiteral(" via ");
            what.AppendLiteral(type);
        }

        if (roam.HandoffMs is { } handoff)
        {
            values.Add(FindingValue.Of("handoff_ms", handoff));
            what.AppendLiteral(" in ");
            what.AppendFormatted(handoff, "0.0");
            what.AppendLiteral(" ms");
        }

        what.AppendLiteral(".");
        context.Report(Info, what.ToStringAndClear(), new Detail { Related = [new RelatedFrame(roam.Start, "first frame of the attempt")], Values = values });
    }
}
