using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>The client announces SAE hash-to-element and did not use it: to the AP that is a downgrade.</summary>
internal sealed class SaeH2eClaimedNotUsed : IRule<AssociationResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-008", "sae-h2e-claimed-not-used", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The client advertised SAE hash-to-element, did not use it, and was refused.")
    {
        Clause = Clauses.StatusCodes,
        Rank = ExplanationRank.Refusal,
        Explanation = """
            The RSNXE of the (Re)Association Request says that the client supports hash-to-element, but its commit used hunting-and-pecking
            (status 0 instead of 126).
            An AP that supports hash-to-element treats that as a downgrade attack and refuses the association, usually with status 1.
            Not reported when the AP accepts, when its Beacon does not advertise hash-to-element, or when the commit was not captured.
            The fault is unknown where no whole Beacon of the AP was captured: an AP without hash-to-element has another reason.
            """,
        Implementations = """
            hostapd logs "indicates support for SAE H2E, but did not use it" and answers status 1.
            Seen with brcmfmac, whose firmware adds the RSNXE while the supplicant does SAE in software with sae_pwe=0.
            """,
        Next = """
            Enable hash-to-element on the client (wpa_supplicant: sae_pwe=1 or 2), or update its driver so that it leaves the RSNXE out.
            On the AP, hunting-and-pecking alone (hostapd: sae_pwe=0) avoids it.
            """,
        Values = [("status", "status code of the response"), ("commit_status", "status code of the client's commit")],
    };

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        if (e.Association is not
            { ResponseStatus: { } status, Request: { } request, Pending: { SaeStatus: { } commit } pending } association
            || !Explains(association))
        {
            return;
        }

        var related = new List<RelatedFrame> { new(request.Ref, "request with the RSNXE") };
        if (pending.SaeCommit is { } sent)
        {
            related.Add(new RelatedFrame(sent.Ref, "the commit, by hunting-and-pecking"));
        }

        string text = $"The AP refused the association with status {StatusCodes.Describe(status)}: "
            + $"the RSNXE of the request advertises SAE hash-to-element, but the commit had status {commit} (hunting-and-pecking), not "
            + $"126.";
        bool isOffered = association.Bss.Beacon is { } beacon && Announces(beacon) == true;
        report.Add(Info,
            isOffered ? $"{text} The AP treats that as a downgrade." : $"{text} If the AP supports hash-to-element, which this capture "
            + $"does not show, it treats that as a downgrade.", new Detail
            {
                Fault = isOffered ? Fault.Sta : Fault.Unknown,
                Next = isOffered
                ? null
                : "Look at the Beacon of the AP for an RSNXE with hash-to-element. If it has one, let the client use hash-to-element "
                    + "(wpa_supplicant: sae_pwe=1 or 2); if not, look at the AP's log.",
                About = [request],
                Related = related,
                Values = [FindingValue.Of("status", status), FindingValue.Of("commit_status", commit)],
            });
    }

    /// <summary>The request was refused, and it announces what the commit did not use.</summary>
    internal static bool Explains(Association association) =>
        association is { ResponseStatus: StatusCodes.UnspecifiedFailure or 12 or 40 or 72, Request: { } request }
        && association.Pending is { SaeStatus: StatusCodes.Success }
        && Announces(request) == true && (association.Bss.Beacon is not { } beacon || Announces(beacon) != false);

    /// <summary>Null when the frame was cut off before it could be told.</summary>
    private static bool? Announces(StoredFrame frame) =>
        frame.Elements.TryFind(ElementId.Rsnxe, out Element element) && Rsnxe.TryParse(element.Body, out Rsnxe rsnxe, out _)
            ? rsnxe.SaeHashToElement
            : FtFrames.IsWhole(frame) ? false : null;
}
