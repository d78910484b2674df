using System.Globalization;
using System.Runtime.CompilerServices;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Roaming;

/// <summary>An association or a roam succeeded: what it was and how long it took.</summary>
internal sealed class RoamSummary : IRule<AttemptSucceeded>
{
    internal const string Id = "WSB-ROAM-001";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new(Id, "roam-summary", Severity.Chat, ExpertGroup.Sequence, Fault.None,
        "A client associated or roamed.")
    {
        Explanation = """
            Reported on the frame that completed the attempt: message 4, or the (Re)Association Response where no 4-way handshake follows.
            The time counts from the first Authentication request (or FT Request) to that frame; it does not include scanning before or the
            first data after.
            A message 4 that the AP does not accept looks the same until the AP repeats message 3.
            """,
        Next = "Compare the time with other roams of this client; `wsbridge roams` lists them.",
        Values =
        [
            ("type", "how it associated, as in `wsbridge roams`"),
            ("from", "BSSID it came from; absent for a first association"),
            ("to", "BSSID"),
            ("handoff_ms", "milliseconds from the first frame to this one"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AttemptSucceeded e, in Report report)
    {
        Roam roam = e.Roam;
        // Once for each roam of a capture: put together in one go.
        var what = new DefaultInterpolatedStringHandler(40, 4, CultureInfo.InvariantCulture, stackalloc char[128]);
        var values = new List<FindingValue>(4);
        string? type = roam.Type.ToText();
        if (type is not null)
        {
            values.Add(FindingValue.Of("type", type));
        }

        string to = roam.Bss.BssidText;
        string? from = roam.FromBss?.BssidText ?? roam.From?.ToString();
        if (from is not null && from != to)
        {
            what.AppendLiteral(roam.IsLinkChange ? "Reassociated with the same AP on another link, " : "Roamed ");
            what.AppendLiteral(from);
            what.AppendLiteral(" -> ");
            what.AppendLiteral(to);
        }
        else
        {
            what.AppendLiteral("Associated with ");
            what.AppendLiteral(to);
            what.AppendLiteral(from is null ? "" : " again");
        }

        if (from is not null)
        {
            values.Add(FindingValue.Of("from", from));
        }

        values.Add(FindingValue.Of("to", to));
        if (type is not null)
        {
            what.AppendLiteral(" via ");
            what.AppendLiteral(type);
        }
        else if (roam.Security.ToText() is { } security)
        {
            what.AppendLiteral(" (");
            what.AppendLiteral(security);
            what.AppendLiteral(")");
        }

        if (roam.HandoffMs is { } handoff)
        {
            values.Add(FindingValue.Of("handoff_ms", handoff));
            what.AppendLiteral(" in ");
            long tenths = (long)Math.Round(10 * handoff, MidpointRounding.AwayFromZero); // as "0.0" prints it, many times faster
            what.AppendFormatted(tenths / 10);
            what.AppendLiteral(".");
            what.AppendFormatted(tenths % 10);
            what.AppendLiteral(" ms");
        }

        what.AppendLiteral(".");
        report.Add(Info, what.ToStringAndClear(),
            new Detail { Related = [new RelatedFrame(roam.Start, "first frame of the attempt")], Values = values });
    }
}
