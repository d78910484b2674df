using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>A BSS offers an FT AKM and names no mobility domain.</summary>
public sealed class BeaconFtAkmNoMde : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-001", "beacon-ft-akm-no-mde", Severity.Error, ExpertGroup.Protocol, Fault.Ap, "The AP offers an FT AKM without a Mobility Domain element.")
    {
        Explanation = "FT needs both the AKM in the RSNE and the MDE, which names the APs between which a STA can move. Without the MDE no client uses FT here, and one that selects the FT AKM anyway fails.  "
            + "Wireshark says the same (wlan.rsn.akms.mismatched). Reported once per BSS; not on truncated frames or a malformed RSNE.",
        Implementations = "wpa_supplicant selects an FT AKM only if it finds an MDE in the Beacon or Probe Response; iwd likewise.",
        Next = "Configure a mobility domain for the SSID on this AP, or remove the FT AKM. If the configuration is right, report it to the AP vendor.",
        Values = [("akms", "AKM suites of the RSNE")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.BeaconChanged;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (context.Frame.PresenceOf(ElementId.Mde) != Presence.Absent || !BeaconFrames.TryGetRsne(context.Frame, out Element element, out Rsne rsne)
            || !rsne.Akms.ContainsFt || !context.Bss.Said.IsNews(Info))
        {
            return;
        }

        string akms = BeaconFrames.Words(rsne.Akms);
        context.Report(Info, $"The {BeaconFrames.Word(context.Frame)} offers {akms} but has no Mobility Domain element.", new Detail
        {
            Octets = (element.Offset, element.Octets.Length),
            Values = [FindingValue.Of("akms", akms)],
        });
    }
}
