using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The FTE of an FT reassociation lacks a key holder or names another one than the FT response.</summary>
/// <remarks>
/// Skipped where both nonces differ from the reference: then it belongs to another exchange than the one that was captured.
/// </remarks>
internal sealed class FtReassocKhids : IRule<AssociationRequestReceived>, IRule<AssociationResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-052", "ft-reassoc-khids", Severity.Error, ExpertGroup.Protocol, Fault.Sta,
        "The FTE of the FT reassociation lacks R0KH-ID or R1KH-ID, or differs from FT authentication in them.")
    {
        Clause = Clauses.FtThirdMessage,
        Explanation = """
            R0KH-ID and R1KH-ID say from which PMK-R0 and for which key holder the keys are derived.
            They were agreed in FT authentication and come back in the Reassociation Request and Response; another value means another key.
            """,
        Implementations = """
            hostapd refuses such a request with status 55; wpa_supplicant drops such a response ("Unknown R1KH-ID used in ReassocResp").
            """,
        Next = "Report both frames to the sender's vendor.",
        Values = [("field", "r0kh-id or r1kh-id")],
    };

    /// <inheritdoc/>
    public void Check(in AssociationRequestReceived e, in Report report) => Check(e.Association, e.Frame, report, response: false);

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        if (e.Association.ResponseStatus == StatusCodes.Success)
        {
            Check(e.Association, e.Frame, report, response: true);
        }
    }

    private void Check(Association association, StoredFrame frame, in Report report, bool response)
    {
        if (!association.IsFtReassociation || !FtFrames.TryGetFte(association, frame, out Element element, out Fte fte)
            || !fte.Subelements.AreWhole)
        {
            return;
        }

        StoredFrame? reference = association.Ft.ResponseBefore(association.Request!) ?? (response ? association.Request : null);
        if (reference is null || !FtFrames.TryGetFte(association, reference, out _, out Fte agreed) || !agreed.Subelements.AreWhole
            || (!fte.ANonce.SequenceEqual(agreed.ANonce) && !fte.SNonce.SequenceEqual(agreed.SNonce)))
        {
            return;
        }

        bool sameR1kh = FtFrames.SameR1kh(fte, agreed) && fte.TryGetR1khId(out _);
        bool sameR0kh = FtFrames.SameR0kh(fte, agreed) && fte.TryGetR0khId(out _);
        if (sameR1kh && sameR0kh)
        {
            return;
        }

        string here = response ? "Reassociation Response" : "Reassociation Request";
        string there = reference == association.Request ? "request" : "FT response";
        (string found, string expected) = sameR1kh
            ? (FtFrames.R0khWords(fte), FtFrames.R0khWords(agreed))
            : (FtFrames.R1khWords(fte), FtFrames.R1khWords(agreed));
        report.Add(Info, $"The FTE of the {here} has {found}; the one in the {there} has {expected}.", new Detail
        {
            Fault = response ? Fault.Ap : Fault.Sta,
            Octets = FtFrames.Octets(element),
            Related = [new RelatedFrame(reference.Ref, there + " to compare with")],
            Values = [FindingValue.Of("field", sameR1kh ? "r0kh-id" : "r1kh-id")],
        });
    }
}
