using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>A BSS offers AKMs with and without FT.</summary>
internal sealed class FtMixedMode : IRule<BeaconChanged>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-004", "ft-mixed-mode", Severity.Chat, ExpertGroup.Protocol, Fault.None,
        "The AP offers AKMs with and without FT.")
    {
        Once = Once.PerBss,
        Explanation = """
            Mixed mode admits clients without 802.11r.
            It is legal and common, but some old clients choke on an AKM that they do not know, and a client that selects an AKM without FT
            does not roam fast here.
            Reported once per BSS.
            """,
        Implementations = "hostapd has a workaround for printers that copy both AKMs into the association request and omit the MDE.",
        Next = "Nothing to do. If a client does not associate, try it on an SSID without FT.",
        Values = [("akms", "AKM suites of the RSNE")],
    };

    /// <inheritdoc/>
    public void Check(in BeaconChanged e, in Report report)
    {
        if (!BeaconFrames.TryGetRsne(e.Frame, out Element element, out Rsne rsne) || !IsMixed(rsne.Akms))
        {
            return;
        }

        string akms = BeaconFrames.Words(rsne.Akms);
        report.Add(Info, $"The AP offers AKMs with and without FT: {akms}.", new Detail
        {
            Octets = (element.Offset, element.Octets.Length),
            Values = [FindingValue.Of("akms", akms)],
        });
    }

    /// <summary>The list has suites with and without FT.</summary>
    internal static bool IsMixed(AkmSuiteList akms)
    {
        bool with = false;
        bool without = false;
        for (int i = 0; i < akms.Count; i++)
        {
            with |= akms[i].IsFt;
            without |= !akms[i].IsFt;
        }

        return with && without;
    }
}
