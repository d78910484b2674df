using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>The client did not wait for the association comeback time, or did not come back.</summary>
internal sealed class AssocComebackIgnored : IRule<ConnectionStopped>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-004", "assoc-comeback-ignored", Severity.Warn, ExpertGroup.Sequence, Fault.Sta,
        "The client did not honor the association comeback time.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.StatusCodes,
        Explanation = """
            With status 30 and an association comeback time the AP says when the client may retry: it has an association of the same client
            under management frame protection, and must find out by SA Query whether it is still alive before it accepts a new one.
            A client that retries or starts over before that time is refused again.
            A note where the client never came back, went to another AP, or the capture ends first: that may be legitimate.
            """,
        Implementations = """
            hostapd's default is 1000 TU with five SA Query requests. wpa_supplicant and mac80211 wait for the time; some drivers retry at
            once and count each refusal as a failure.
            """,
        Next = "Update the client's driver. A shorter comeback time and SA Query timeout on the AP reduce the problem.",
        Values =
        [
            ("comeback_tu", "the comeback time in TUs"),
            ("waited_ms", "milliseconds from the response to the next request, or to the end"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in ConnectionStopped e, in Report report)
    {
        if (e.Stop is not { Pending: { Step: ConnectionStep.Comeback } putOff } stop)
        {
            return;
        }

        double due = putOff.ComebackMicroseconds / 1000.0;
        bool isTooSoon = stop is { By: ConnectionStoppedBy.NewAttempt, Elsewhere: false };
        if (isTooSoon && stop.Waited >= due * 9 / 10)
        {
            return; // it came back in time, by way of authentication
        }

        string text = stop.By == ConnectionStoppedBy.CaptureEnd && stop.Waited < due
            ? $"The AP told the client to come back in {due:0} ms (status 30); the capture ends before then."
            : isTooSoon
            ? $"The AP told the client to come back in {due:0} ms (status 30); the client retried after {stop.Waited:0} ms."
            : $"The AP told the client to come back in {due:0} ms (status 30); the client did not come back within {stop.Waited:0} ms, "
                + $"then {stop.Words}.";
        report.Add(Info, text, new Detail
        {
            Severity = isTooSoon ? Severity.Warn : Severity.Note,
            Fault = isTooSoon ? Fault.Sta : Fault.Unknown,
            Related = [new RelatedFrame(putOff.First.Ref, "response with the comeback time")],
            Values =
            [
                FindingValue.Of("comeback_tu", Math.Round(putOff.ComebackMicroseconds / 1024.0)),
                FindingValue.Of("waited_ms", stop.Waited),
            ],
        });
    }
}
