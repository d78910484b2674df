using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>The client's SAE confirm got no answer.</summary>
internal sealed class SaeConfirmUnanswered : IRule<ConnectionStopped>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-010", "sae-confirm-unanswered", Severity.Warn, ExpertGroup.Sequence, Fault.Unknown,
        "The AP did not answer the client's SAE confirm.")
    {
        Milder = [Severity.Note],
        Explanation = """
            Commits went both ways, so the AP knows SAE and the group.
            Some APs silently drop a confirm that does not verify: then the passwords differ.
            The other cause is an AP that has lost its SAE state for this client (restart, timeout, another radio).
            The client retries it with an increasing Send-Confirm counter.
            Reported when the client starts over, either side ends it, two seconds have passed, or the capture ends.
            A note where the capture may have missed the answer.
            """,
        Implementations = """
            hostapd answers a wrong confirm with status 15; some drivers and controllers stay silent instead. wpa_supplicant gives up after
            three or four confirms.
            """,
        Next = """
            Compare the WPA3 password of client and AP first.
            If it is right, look at the AP's log for the SAE state of this client, and whether the AP restarted.
            """,
        Values = [.. Unanswered.Values],
    };

    /// <inheritdoc/>
    public void Check(in ConnectionStopped e, in Report report)
    {
        if (e.Stop is { Pending.Step: ConnectionStep.SaeApConfirm } stop)
        {
            Unanswered.Report(report, Info, stop, "The client's SAE confirm", "confirm of the client", Fault.Unknown);
        }
    }
}
