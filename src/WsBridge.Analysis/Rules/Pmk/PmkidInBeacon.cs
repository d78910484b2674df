using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>The RSNE of a Beacon or Probe Response lists PMKIDs.</summary>
public sealed class PmkidInBeacon : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-PMK-002", "pmkid-in-beacon", Severity.Error, ExpertGroup.Protocol, Fault.Ap, "The RSNE of a Beacon or Probe Response lists PMKIDs.")
    {
        Explanation = "A PMKID belongs to one client and one key; it belongs in (re)association requests, FT frames and messages 1 and 2, not in what an AP broadcasts. Clients may ignore the whole RSNE.  "
            + "A PMKID Count of 0 is legal, since the Group Management Cipher Suite follows it, and not reported. Reported once per BSS.",
        Next = "Report it to the AP vendor.",
        Values = [("pmkid_count", "PMKID Count")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.BeaconChanged;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (!BeaconFrames.TryGetRsne(context.Frame, out Element element, out Rsne rsne) || rsne.PmkidsThere == 0 || !context.Bss.Said.IsNews(Info))
        {
            return;
        }

        context.Report(Info, $"The RSNE of the {BeaconFrames.Word(context.Frame)} lists {rsne.PmkidsThere} PMKID{(rsne.PmkidsThere == 1 ? "" : "s")}, starting with {Offer.Short(rsne.Pmkid(0))}.", new Detail
        {
            Octets = (element.BodyOffset + rsne.PmkidListOffset, rsne.Pmkids.Length),
            Values = [FindingValue.Of("pmkid_count", rsne.PmkidsThere)],
        });
    }
}
