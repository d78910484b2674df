using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Pmkids;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Verdicts;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>Message 2 of an FT initial association lists a PMKID that is neither PMKR1Name nor one the client had offered.</summary>
/// <remarks>
/// Without keys one PMKID that the request does not list is PMKR1Name, so two are needed to be sure. It is judged when the AP has
/// answered: what the AP accepts is no error.
/// </remarks>
internal sealed class FtM2ForeignPmkid : IRule<Message3Received>, IRule<HandshakeFailed>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-002", "ft-m2-foreign-pmkid", Severity.Error, ExpertGroup.Protocol, Fault.Sta,
        "Message 2 of an FT association lists a PMKID that is neither PMKR1Name nor one the client offered.")
    {
        Milder = [Severity.Warn],
        Clause = Clauses.FtInitialAssociation,
        Explanation = """
            Apart from PMKR1Name, the RSNE of message 2 repeats the one of the association request.
            Two or more PMKIDs that the request does not list cannot all be PMKR1Name.
            An error where the AP rejected the handshake, a warning where it continued.
            """,
        Implementations = """
            hostapd since 2.11 rejects such a message 2 with reason 2 ("neither PMKR1Name nor included in AssocReq"); older versions reject
            any second PMKID.
            """,
        Next = "Report it to the vendor of the client's driver or supplicant, with the version and both frames.",
        Values =
        [
            ("foreign", "PMKIDs of message 2 that the request does not list; one of them may be PMKR1Name"),
            ("kinds", "what each PMKID is, in order, as in wsbridge.pmkid.kind"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report)
    {
        if (e.Association.IsFtInitial && e.Handshake is { M3.Count: 1, M2: [.., var message] })
        {
            Check(e.Association, message, report, Severity.Warn);
        }
    }

    /// <inheritdoc/>
    public void Check(in HandshakeFailed e, in Report report)
    {
        if (e.Association is { IsFtInitial: true, Handshake: { Stage: HandshakeStage.Message2Unanswered, M2: [.., var message] } })
        {
            Check(e.Association, message, report, Severity.Error);
        }
    }

    private void Check(Association association, HandshakeFrame message, in Report report, Severity severity)
    {
        if (!M2Pmkids.TryRead(association, message, out M2Pmkids pmkids) || pmkids.Foreign is not >= 2)
        {
            return;
        }

        report.Add(Info, $"Message 2 lists {pmkids.Foreign} PMKIDs that the association request did not offer; only one can be PMKR1Name. "
            + $"{PmkidText.Sentence(message.Frame)}", new Detail
            {
                Severity = severity,
                About = [message.Frame],
                Related =
                [
                    new RelatedFrame(message.Frame.Ref, "message 2"),
                    new RelatedFrame(association.Request!.Ref, "association request with the PMKIDs offered"),
                ],
                Values = [FindingValue.Of("foreign", pmkids.Foreign.Value), FindingValue.Of("kinds", PmkidText.KindsOf(message.Frame))],
            });
    }
}
