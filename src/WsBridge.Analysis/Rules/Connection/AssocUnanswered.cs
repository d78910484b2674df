using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>A (Re)Association Request got no answer.</summary>
internal sealed class AssocUnanswered : IRule<ConnectionStopped>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-013", "assoc-unanswered", Severity.Warn, ExpertGroup.Sequence, Fault.Ap,
        "The AP did not answer the client's association request.")
    {
        Milder = [Severity.Note],
        Explanation = """
            An AP should answer a request that it does not accept with a refusal.
            A silent AP has lost the client's authentication, is overloaded, or drops a request that it cannot parse.
            Reported when the client starts over, either side ends it, two seconds have passed, or the capture ends, and the AP was heard
            after the request.
            The AP is at fault only where it acknowledged the request; a note where the capture may have missed the answer.
            """,
        Implementations = """
            hostapd answers each request that it can parse; its driver may drop one that arrives while the client is being removed.
            Linux clients try three times, 200 ms apart.
            """,
        Next = """
            Check whether other clients get answers from this AP at that time, and look at its log and load.
            If the request was not acknowledged, it is a range problem.
            """,
        Values = [.. Unanswered.Values],
    };

    /// <inheritdoc/>
    public void Check(in ConnectionStopped e, in Report report)
    {
        if (e.Stop is { Pending.Step: ConnectionStep.Association } stop)
        {
            string name = stop.Pending.First.Kind == FrameKind.ReassociationRequest ? "Reassociation Request" : "Association Request";
            Unanswered.Report(report, Info, stop, $"The client's {name}", name, Fault.Ap);
        }
    }
}
