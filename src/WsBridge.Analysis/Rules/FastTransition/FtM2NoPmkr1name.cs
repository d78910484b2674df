using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>Message 2 of an FT initial mobility domain association carries no PMKID, so PMKR1Name is missing.</summary>
internal sealed class FtM2NoPmkr1name : IRule<Message2Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-006", "ft-m2-no-pmkr1name", Severity.Error, ExpertGroup.Protocol, Fault.Sta,
        "Message 2 of an FT association has no PMKR1Name: its RSNE lists no PMKID.")
    {
        Clause = Clauses.FtInitialAssociation,
        Explanation = """
            Under FT, the client shows in message 2 that it derived the same PMK-R1 as the AP: the RSNE lists PMKR1Name as its PMKID.
            Without it an AP cannot tell which key hierarchy the client uses.
            A PMKID Count of 0 and an absent one are the same here.
            Not checked when the Key Data is encrypted, the RSNE is not readable that far, or the handshake is a rekey.
            """,
        Implementations = """
            Every hostapd rejects such a message 2 with reason 2, right after verifying its MIC, and logs "No PMKR1Name" (up to 2.10 also
            for two PMKIDs). wpa_supplicant and iwd always send PMKR1Name.
            """,
        Next = """
            Update the client's driver or supplicant and report it to its vendor with this frame.
            Until then use an SSID without 802.11r for this client.
            """,
        Values = [("offered", "PMKID Count of the association request")],
    };

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report)
    {
        (Association association, HandshakeFrame message) = (e.Association, e.Message);
        if (!FtM2.IsForFirstKeys(e) || !message.Kdes.TryFindElement(ElementId.Rsne, out Element element)
            || !Rsne.TryParse(element.Body, out Rsne rsne, out _) || rsne.PmkidCount.GetValueOrDefault() != 0)
        {
            return;
        }

        int? offered = M2Pmkids.TryRead(association, message, out M2Pmkids pmkids) ? pmkids.Offered : null;
        string seen = rsne.PmkidCount is null ? "no PMKID Count" : "PMKID Count 0";
        report.Add(Info, $"The RSNE of message 2 has {seen}; under FT it must list PMKR1Name.", new Detail
        {
            Octets = (element.Offset, element.Octets.Length),
            Related = association.Request is { } request ? [new RelatedFrame(request.Ref, "association request with the FT AKM")] : null,
            Values = offered is { } count ? [FindingValue.Of("offered", count)] : null,
        });
    }
}
