using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The MDE of a (Re)Association Request differs from the one that the AP advertises.</summary>
/// <remarks>
/// Within the FT protocol a client may come from another domain, and the AP decides (WSB-FT-033 speaks of its first message): a note there.
/// </remarks>
internal sealed class FtAssocMdidMismatch : IRule<AssociationRequestReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-022", "ft-assoc-mdid-mismatch", Severity.Error, ExpertGroup.Protocol, Fault.Sta,
        "The MDE of a (Re)Association Request differs from the one that the AP advertises.")
    {
        Milder = [Severity.Note],
        Explanation = """
            A client that joins a mobility domain repeats the MDE of the AP's Beacon.
            Another MDID belongs to another domain, or to a profile from before the AP was reconfigured.
            A note where only FT Capability and Policy differs, and in an FT reassociation, which the AP may accept.
            MDIDs are shown in the order of their octets on air; Wireshark swaps them.
            """,
        Implementations = """
            hostapd compares the MDID alone and answers status 54. iwd copies the MDE; wpa_supplicant compares the MDID alone.
            """,
        Next = """
            Check whether the AP's mobility domain was changed; if so, make the client forget the network.
            Check that all APs of the SSID advertise the same MDID.
            """,
        Values = [("mde", "body of the MDE of the request"), ("expected", "body of the MDE of the Beacon or Probe Response")],
    };

    /// <inheritdoc/>
    public void Check(in AssociationRequestReceived e, in Report report)
    {
        if (e.Association is not { Akm.IsFt: true } association || e.Association.Bss.Beacon is not { } beacon
            || !FtFirstExchange.TryGetMde(e.Frame, out Element element, out Mde mde)
            || !FtFirstExchange.TryGetMde(beacon, out Element there, out Mde announced) || mde == announced)
        {
            return;
        }

        bool otherDomain = mde.Mdid != announced.Mdid;
        string name = FtInitialResponse.RequestName(e.Frame);
        string text = otherDomain
            ? $"The {name} names mobility domain {mde.Mdid}; the AP's Beacon advertises {announced.Mdid}."
            : $"The MDE of the {name} has FT Capability and Policy 0x{mde.FtCapabilityAndPolicy:x2}, the one in the Beacon "
                + $"0x{announced.FtCapabilityAndPolicy:x2}; the MDID is the same.";
        report.Add(Info, text, new Detail
        {
            Severity = otherDomain && association.IsFtInitial ? Severity.Error : Severity.Note,
            Octets = FtFrames.Octets(element),
            Related = [new RelatedFrame(beacon.Ref, "Beacon or Probe Response with the MDE announced")],
            Values = [FindingValue.Of("mde", FtFrames.Hex(element.Body)), FindingValue.Of("expected", FtFrames.Hex(there.Body))],
        });
    }
}
