using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>The AP answers repeated requests of one attempt twice, and the second answer sets up other links than the first.</summary>
internal sealed class AssocResponsesLinksDiffer : IRule<AssociationResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-017", "assoc-responses-links-differ", Severity.Warn, ExpertGroup.Sequence, Fault.Ap,
        "Two Association Responses of one attempt set up different links.")
    {
        Once = Once.PerAttempt,
        Rank = ExplanationRank.Pattern,
        Explanation = """
            In multi-link operation the (Re)Association Response says which links are set up.
            A client that had to retry its request uses the first response.
            If the AP also answers the retry and omits a link there, it runs the 4-way handshake for fewer links: message 3 lacks the keys
            of the missing link, and the client ends the handshake.
            Only responses of status 0 to one attempt are compared.
            """,
        Implementations = """
            hostapd 2.13-devel (August 2026) does so when a retry arrives while it still processes the first request: the second response
            has no Per-STA Profile of the other link, and wpa_supplicant leaves after message 3 with reason 1.
            """,
        Next = """
            Report it to the AP vendor with both responses.
            A client that gets the first response sooner does not retry: find out why it took so long.
            """,
        Values = [("before", "Link IDs of the first response"), ("now", "Link IDs of this one")],
    };

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        if (e.Association is not { ResponseStatus: StatusCodes.Success, AcceptedBefore: { } before, Response: { } response } association
            || before == response || AcceptedLinks.Of(before) is not { } first || AcceptedLinks.Of(response) is not { } second
            || first.SequenceEqual(second))
        {
            return;
        }

        report.Add(Info,
            $"The AP answered this attempt twice with status 0: first with links {Words(first)}, now with {Words(second)}.", new Detail
            {
                Related = [new RelatedFrame(before.Ref, "the first response")],
                Values = [FindingValue.Of("before", Words(first)), FindingValue.Of("now", Words(second))],
            });
    }

    private static string Words(List<int> links) => string.Join(", ", links);
}
