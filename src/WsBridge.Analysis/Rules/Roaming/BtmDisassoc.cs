using System.Globalization;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Roaming;

/// <summary>The AP sends away a client that has not followed its request to move.</summary>
internal sealed class BtmDisassoc : IRule<SteeredAway>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-ROAM-009", "btm-disassoc", Severity.Warn, ExpertGroup.Sequence, Fault.Ap,
        "The AP disconnected a client after asking it to move.")
    {
        ExplainsFailure = false,
        Clause = Clauses.ReasonCodes,
        Explanation = """
            Disassociation or Deauthentication with reason 12 after a BSS Transition Management Request that announced it.
            The client has no connection until it finds another AP by itself.
            Not reported where the client had already left or begun to associate elsewhere.
            """,
        Next = """
            Find out why the client did not move: its BTM Response, the candidates of the request, and the time that the AP gave it.
            """,
        Values =
        [
            ("status", "BTM Status Code of the response; absent when none was captured"),
            ("after_ms", "milliseconds since the request"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in SteeredAway e, in Report report)
    {
        if (e is not { Reason: ReasonCodes.BssTransition, Request: { How: Steering.DisassociationImminent } steering })
        {
            return;
        }

        double after = (e.Frame.Ref.TimeMicroseconds - steering.Frame.TimeMicroseconds) / 1000.0;
        var values = new List<FindingValue> { FindingValue.Of("after_ms", after) };
        if (steering.Status is { } status)
        {
            values.Insert(0, FindingValue.Of("status", status));
        }

        report.Add(Info,
            string.Create(CultureInfo.InvariantCulture, $"The AP disconnected the client {after:0.0} ms after its BSS Transition "
            + $"Management Request; {steering.AnswerText}."), new Detail
            {
                Related = [new RelatedFrame(steering.Frame, "BSS Transition Management Request")],
                Values = values,
            });
    }
}
