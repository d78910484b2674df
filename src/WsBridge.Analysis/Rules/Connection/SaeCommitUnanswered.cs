using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>An SAE commit got no answer.</summary>
internal sealed class SaeCommitUnanswered : IRule<ConnectionStopped>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-009", "sae-commit-unanswered", Severity.Warn, ExpertGroup.Sequence, Fault.Ap,
        "An SAE commit was not answered.")
    {
        Milder = [Severity.Note],
        Explanation = """
            The client's commit calls for the AP's commit, and the AP's commit for the client's confirm.
            An AP that does not support SAE, or has the client on its deny list, may stay silent; one under load may answer late.
            A client that does not continue has not accepted the AP's commit: its group, its method (hash-to-element or not), or its scalar.
            Reported when the client starts over, either side ends it, two seconds have passed (five for the client), or the capture ends.
            A note where the capture may have missed the answer.
            """,
        Implementations = "hostapd drops commits that it cannot parse, and those above its limit of open exchanges, without an answer.",
        Next = """
            Check whether other clients get an SAE commit from this AP, and what the AP logs.
            If the client is silent, look at its log: it should name what it rejected.
            """,
        Values = [.. Unanswered.Values],
    };

    /// <inheritdoc/>
    public void Check(in ConnectionStopped e, in Report report)
    {
        if (e.Stop is { Pending.Step: ConnectionStep.SaeCommit } stop)
        {
            Unanswered.Report(report, Info, stop, "The client's SAE commit", "commit of the client", Fault.Ap);
        }
        else if (e.Stop is { Pending.Step: ConnectionStep.SaeStaConfirm } silent)
        {
            Unanswered.Report(report, Info, silent, "The AP's SAE commit", "commit of the AP", Fault.Sta);
        }
    }
}
