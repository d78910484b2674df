using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>The RSNE of a Beacon or Probe Response lists PMKIDs.</summary>
internal sealed class PmkidInBeacon : IRule<BeaconChanged>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-PMK-002", "pmkid-in-beacon", Severity.Error, ExpertGroup.Protocol, Fault.Ap,
        "The RSNE of a Beacon or Probe Response lists PMKIDs.")
    {
        Once = Once.PerBss,
        Explanation = """
            A PMKID belongs to one client and one key; it belongs in (re)association requests, FT frames and messages 1 and 2, not in what
            an AP broadcasts.
            Clients may ignore the whole RSNE.
            A PMKID Count of 0 is legal, since the Group Management Cipher Suite follows it, and not reported.
            Reported once per BSS.
            """,
        Next = "Report it to the AP vendor.",
        Values = [("pmkid_count", "PMKID Count")],
    };

    /// <inheritdoc/>
    public void Check(in BeaconChanged e, in Report report)
    {
        if (!BeaconFrames.TryGetRsne(e.Frame, out Element element, out Rsne rsne) || rsne.PmkidsThere == 0)
        {
            return;
        }

        report.Add(Info, $"The RSNE of the {BeaconFrames.Word(e.Frame)} lists {rsne.PmkidsThere} "
            + $"PMKID{(rsne.PmkidsThere == 1 ? "" : "s")}, starting with {Offer.Short(rsne.Pmkid(0))}.", new Detail
            {
                Octets = (element.BodyOffset + rsne.PmkidListOffset, rsne.Pmkids.Length),
                Values = [FindingValue.Of("pmkid_count", rsne.PmkidsThere)],
            });
    }
}
