using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Pmkids;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>Message 2 of an FT initial mobility domain association carries more than PMKR1Name.</summary>
/// <remarks>
/// The standard says where PMKR1Name goes and is silent on PMKIDs that the request already had, so this is a note that blames nobody; the
/// error is the AP's refusal, <see cref="FtM2RejectedNoM3"/>.
/// </remarks>
internal sealed class FtM2ExtraPmkids : IRule<Message2Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-001", "ft-m2-extra-pmkids", Severity.Note, ExpertGroup.Protocol, Fault.None,
        "Message 2 of an FT association carries more than one PMKID.")
    {
        Clause = Clauses.FtInitialAssociation,
        Explanation = """
            Under FT, message 2 names the PMK-R1 by PMKR1Name in the PMKID list of its RSNE.
            A client that offered a cached PMKID in its association request may keep it there as well.
            The standard does not say what to do then: newer authenticators accept it, older ones expect exactly one and reject a correct
            message 2.
            A note, because nothing is wrong as long as the AP continues; where it does not, ft-m2-rejected-no-m3 or ft-m2-foreign-pmkid is
            the error and says who is at fault.
            """,
        Implementations = """
            hostapd up to 2.10 disconnects with reason 2 unless the count is 1; since 2.11 it accepts more when each other PMKID was in the
            association request. wpa_supplicant sends one unless ft_prepend_pmkid=1; iwd sends one.
            """,
        Next = """
            Check whether message 3 follows.
            If not, update the AP firmware, or turn off PMKSA caching (OKC) for this client or 802.11r on this SSID.
            """,
        Values =
        [
            ("pmkid_count", "PMKID Count of message 2"),
            ("offered", "PMKID Count of the association request"),
            ("kinds", "what each PMKID is, in order, as in wsbridge.pmkid.kind"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report)
    {
        HandshakeFrame message = e.Message;
        if (e.Association is not { IsFtInitial: true } association || !M2Pmkids.TryRead(association, message, out M2Pmkids pmkids)
            || pmkids.Count is not > 1)
        {
            return;
        }

        string offered = pmkids.Offered switch
        {
            null => "The association request was not captured.",
            0 => "The association request offered none.",
            1 => "The association request offered 1.",
            _ => $"The association request offered {pmkids.Offered}.",
        };
        message.TryGetRsne(out Element element, out _);
        report.Add(Info, $"Message 2 carries {M2Pmkids.Words(pmkids.Count.Value)} where the AP looks for PMKR1Name; some APs accept "
            + $"exactly one. {offered} {PmkidText.Sentence(message.Frame)}", new Detail
            {
                Octets = (element.Offset, element.Octets.Length),
                Related =
                [
                    .. association.Request is { } request
                        ? (RelatedFrame[])[new RelatedFrame(request.Ref, "association request with the PMKIDs offered")]
                        : [],
                    .. PmkidText.Origins(message.Frame),
                ],
                Values =
                [
                    FindingValue.Of("pmkid_count", pmkids.Count.Value),
                    .. pmkids.Offered is { } count ? (FindingValue[])[FindingValue.Of("offered", count)] : [],
                    FindingValue.Of("kinds", PmkidText.KindsOf(message.Frame)),
                ],
            });
    }
}
