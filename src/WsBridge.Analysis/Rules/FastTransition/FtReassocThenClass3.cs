using System.Globalization;
using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>
/// Right after it has accepted an FT reassociation, the AP says that the STA is not authenticated or not associated (reasons 6 and 7).
/// </summary>
internal sealed class FtReassocThenClass3 : IRule<AttemptEnded>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-059", "ft-reassoc-then-class3", Severity.Error, ExpertGroup.Sequence, Fault.Ap,
        "The AP does not recognize the STA right after it accepted its FT reassociation.")
    {
        Milder = [Severity.Note],
        Rank = ExplanationRank.Pattern,
        Clause = Clauses.ReasonCodes,
        Explanation = """
            Reasons 6 and 7 tell a STA that it sent a frame that only an authenticated or associated STA may send.
            Within a second of a Reassociation Response with status 0 that means that one part of the AP accepted the STA and another,
            usually the driver, did not.
            Only the first Deauthentication of the association counts, and none that follows one from the STA.
            It is not encrypted and could be forged, so nothing is reported where its sequence number or signal does not match the AP's, or
            where the association continues.
            An error where the STA then starts over or the AP repeats it; a note where nothing more shows whether the association has ended.
            """,
        Implementations = """
            hostapd logs "Could not set STA to kernel driver"; known from mt76 with 802.11r and management frame protection together.
            """,
        Next = """
            Check the AP's log at that time.
            Update its driver; until then turn off management frame protection or 802.11r on this SSID.
            """,
        Values = [("reason", "reason code"), ("after_ms", "milliseconds from the Reassociation Response")],
    };

    /// <inheritdoc/>
    public void Check(in AttemptEnded e, in Report report)
    {
        if (e is not { Ending: { Frame: var end } ending, Association: { Response: { } response } association }
            || association.EndedBy != end || !AfterSuccess.MayBeClass3(association, end, ending.ByAp, ending.Reason) || end.LooksForged
            || GoesOn(e, report, association))
        {
            return;
        }

        double after = end.MillisecondsSince(response);
        bool isConfirmed = ending.Repeated > 0 || StartsOver(e.Frame, association);
        string doubt = isConfirmed ? "" : " (Neither side shows whether that ended the association: the frame may be forged.)";
        string text =
            string.Create(CultureInfo.InvariantCulture, $"The AP accepted the FT reassociation but ended the association {after:0} ms "
                + $"later with reason {ReasonCodes.Describe(ending.Reason!.Value)}.{doubt}");
        report.Add(Info, text, new Detail
        {
            Severity = isConfirmed ? Severity.Error : Severity.Note,
            Fault = isConfirmed ? Fault.Ap : Fault.Unknown,
            Next = isConfirmed ? null : "Check whether the client has service afterwards, and whether the AP logs this Deauthentication.",
            Related = [new RelatedFrame(response.Ref, "Reassociation Response of status 0")],
            Values = [FindingValue.Of("reason", ending.Reason.Value), FindingValue.Of("after_ms", after)],
        });
    }

    /// <summary>What makes the end known is a message of a handshake under the very association.</summary>
    private static bool GoesOn(in AttemptEnded e, in Report report, Association association) =>
        e.Frame.Header is { Type: FrameType.Data, Ta: { } sender } && sender == association.Bss.Bssid;

    private static bool StartsOver(StoredFrame frame, Association association) =>
        frame.Header.Ta is { } sender && (sender == association.LinkSta || association.Client?.Has(sender) == true)
        && frame.Kind is (FrameKind.Authentication or FrameKind.AssociationRequest or FrameKind.ReassociationRequest);
}
