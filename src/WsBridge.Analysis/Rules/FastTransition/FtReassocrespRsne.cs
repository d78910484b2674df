using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The RSNE of an FT Reassociation Response differs from that of the Beacon in more than its PMKIDs.</summary>
internal sealed class FtReassocrespRsne : IRule<AssociationResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-055", "ft-reassocresp-rsne", Severity.Error, ExpertGroup.Security, Fault.Ap,
        "The RSNE of the FT Reassociation Response differs from that of the Beacon.")
    {
        Clause = Clauses.FtFourthMessage,
        Explanation = """
            The RSNE of the fourth FT message is the one of the Beacon with PMKR1Name added.
            The FTE MIC covers it, so this is how a STA notices that a Beacon was forged.
            Differences of the PMKID list do not count, nor does a field of zero that is left out, nor, with Cisco's adaptive 802.11r, an
            FT AKM that the Beacon leaves out on purpose.
            """,
        Implementations = """
            wpa_supplicant abandons the roam ("RSNE mismatch between Beacon/ProbeResp and FT protocol Reassociation Response"); so does iwd.
            """,
        Next = """
            Restart the BSS if its configuration was changed; check whether another transmitter sends Beacons with this BSSID; otherwise
            report it to the AP vendor.
            """,
        Values =
        [
            ("fields", "fields that differ"),
            ("response", "body of the RSNE of the response"),
            ("beacon", "body of the RSNE of the Beacon"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        if (e.Association is not { IsFtProtocol: true, ResponseStatus: 0 } association || !association.IsFtReassociation
            || e.Association.Bss.Beacon is not { } beacon || !beacon.Elements.TryFind(ElementId.Rsne, out Element offered)
            || !e.Frame.Elements.TryFind(ElementId.Rsne, out Element element))
        {
            return;
        }

        Rsne announced = Rsne.ReadLenient(offered.Body);
        Rsne found = Rsne.ReadLenient(element.Body);
        RsneFields differing = BeaconFrames.Differences(found, announced, beacon.Elements);
        // With RSN overriding an AP shows several RSNEs, and which one it repeats depends on the STA.
        if (differing == RsneFields.None || BeaconFrames.HasOverride(beacon.Elements) || FtFrames.IsMultiLink(e.Frame))
        {
            return;
        }

        report.Add(Info, $"The RSNE of the FT Reassociation Response has {RsneText.FirstField(differing, found)}; the Beacon has "
            + $"{RsneText.FirstField(differing, announced)}.", new Detail
            {
                Octets = FtFrames.Octets(element),
                Related = [new RelatedFrame(beacon.Ref, "Beacon or Probe Response with the other RSNE")],
                Values =
                [
                    FindingValue.Of("fields", differing.ToString()),
                    FindingValue.Of("response", FtFrames.Hex(element.Body)),
                    FindingValue.Of("beacon", FtFrames.Hex(offered.Body)),
                ],
            });
    }
}
