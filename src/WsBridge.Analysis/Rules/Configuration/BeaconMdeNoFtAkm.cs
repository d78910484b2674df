using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>A BSS names a mobility domain and its RSNE offers no FT AKM.</summary>
internal sealed class BeaconMdeNoFtAkm : IRule<BeaconChanged>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-002", "beacon-mde-no-ft-akm", Severity.Warn, ExpertGroup.Protocol, Fault.Ap,
        "The AP advertises a mobility domain but offers no FT AKM.")
    {
        Once = Once.PerBss,
        Milder = [Severity.Note],
        Explanation = """
            With an RSNE, FT needs an FT AKM in it; the MDE alone gives clients nothing to select.
            A note where the frame has Cisco elements, because Cisco's adaptive 802.11r is said to omit the AKM on purpose.
            An MDE without an RSNE is legal (FT in an open network) and not reported, nor is one next to RSNE Override elements, which may
            carry the AKM.
            Reported once per BSS.
            """,
        Implementations = "wpa_supplicant and iwd do not use FT without an FT AKM in the RSNE.",
        Next = "If clients should roam with 802.11r, enable the FT AKM for this SSID; otherwise remove the mobility domain.",
        Values = [("akms", "AKM suites of the RSNE"), ("mdid", "MDID in on-air order")],
    };

    /// <inheritdoc/>
    public void Check(in BeaconChanged e, in Report report)
    {
        Elements elements = e.Frame.Elements;
        if (!elements.TryFind(ElementId.Mde, out Element element) || !Mde.TryParse(element.Body, out Mde mde, out _)
            || !BeaconFrames.TryGetRsne(e.Frame, out _, out Rsne rsne)
            || rsne.Akms.Count == 0 || rsne.Akms.ContainsFt || BeaconFrames.HasOverride(elements) || e.Frame.IsCutOff)
        {
            return;
        }

        string akms = BeaconFrames.Words(rsne.Akms);
        report.Add(Info,
            $"The {BeaconFrames.Word(e.Frame)} advertises mobility domain {mde.Mdid}, but its RSNE offers only {akms}.", new Detail
            {
                Severity = BeaconFrames.IsAdaptiveFt(elements) ? Severity.Note : Severity.Warn,
                Octets = (element.Offset, element.Octets.Length),
                Values = [FindingValue.Of("akms", akms), FindingValue.Of("mdid", mde.Mdid.ToString())],
            });
    }
}
