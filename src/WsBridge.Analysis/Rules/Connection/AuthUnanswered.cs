using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>An Authentication request got no answer.</summary>
internal sealed class AuthUnanswered : IRule<ConnectionStopped>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-012", "auth-unanswered", Severity.Warn, ExpertGroup.Sequence, Fault.Ap,
        "The AP did not answer the client's authentication.")
    {
        Milder = [Severity.Note],
        Explanation = """
            Open System, Shared Key, FILS and EPPKE; FT and SAE have rules of their own.
            An AP that has the client on its deny list, is full, or steers it to another band may stay silent instead of refusing.
            Reported when the client starts over, either side ends it, two seconds have passed, or the capture ends, and the AP was heard
            after the request.
            The AP is at fault only where it acknowledged the request; a note where the capture may have missed the answer.
            """,
        Implementations = """
            With band steering, many controllers ignore the first authentications on 2.4 GHz. hostapd drops a request from a client on its
            deny list without an answer.
            Linux clients try three times, 200 ms apart.
            """,
        Next = """
            Look for the client's address in the AP's access list, and check whether band steering or load balancing is enabled.
            If the request was not acknowledged, it is a range problem.
            """,
        Values = [.. Unanswered.Values],
    };

    /// <inheritdoc/>
    public void Check(in ConnectionStopped e, in Report report)
    {
        if (e.Stop is { Pending.Step: ConnectionStep.Authentication or ConnectionStep.SharedKey } stop)
        {
            string what = stop.Pending.Step == ConnectionStep.SharedKey
                ? "The client's answer to the Shared Key challenge"
                : "The client's Authentication request";
            Unanswered.Report(report, Info, stop, what, "Authentication frame of the client", Fault.Ap);
        }
    }
}
