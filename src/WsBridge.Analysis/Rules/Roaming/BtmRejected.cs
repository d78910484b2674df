using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Roaming;

/// <summary>A client refuses to move though its AP asked it to.</summary>
internal sealed class BtmRejected : IRule<SteeringAnswered>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-ROAM-008", "btm-rejected", Severity.Note, ExpertGroup.Response, Fault.Sta,
        "The client rejects a BSS Transition Management Request.")
    {
        ExplainsFailure = false,
        Clause = Clauses.BtmStatus,
        Explanation = """
            The BTM Response has a status other than 0.
            A client may refuse, with good reason; it may also move a little later of its own accord.
            Reported once per request.
            """,
        Next = """
            Check the candidates in the request: whether they belong to this network, are on channels that the client can use, and are
            stronger than its current AP.
            """,
        Values = [("status", "BTM Status Code")],
    };

    /// <inheritdoc/>
    public void Check(in SteeringAnswered e, in Report report)
    {
        if (!ActionFrame.TryParse(e.Frame.Header, out ActionFrame action, out _)
            || !BtmResponse.TryParse(action, out BtmResponse response, out _) || response.Status == 0)
        {
            return;
        }

        report.Add(Info, $"The client declines to move: status {SteeringRequest.Describe(response.Status)}.", new Detail
        {
            Octets = (action.DetailsOffset + 1, 1),
            Related = e.Request is { } steering ? [new RelatedFrame(steering.Frame, "BSS Transition Management Request")] : [],
            Values = [FindingValue.Of("status", response.Status)],
        });
    }
}
