using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Analysis.Verdicts;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>The AP accepted the association (or EAP) and never began the 4-way handshake.</summary>
internal sealed class M1Missing : IRule<ConnectionStopped>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-014", "m1-missing", Severity.Error, ExpertGroup.Sequence, Fault.Ap,
        "The AP accepted the client but never sent message 1 of the 4-way handshake.")
    {
        Milder = [Severity.Warn, Severity.Note],
        Clause = Clauses.Message1,
        Explanation = """
            After a successful response (with 802.1X: after EAP-Success, or instead of the first EAP request) the AP owes the next frame
            within milliseconds.
            If it does not come, the AP's authenticator did not start: its driver and its authenticator disagree, the key of the client is
            not available yet, or the controller does not answer.
            An error where the AP itself then ends the attempt, a warning where the client waits for a second or more and then starts over
            with the same AP or gives up, a note where the capture cannot tell: monitors miss EAPOL frames that are sent at rates they
            cannot receive, and some captures hold only management frames.
            A client that says that it leaves may have been served all the time: a note for the first time, a warning when it happens again.
            Also a note where the response was retried and never acknowledged: it did not reach the client.
            Not reported under FT, FILS and multi-link operation, nor where an encrypted frame or a block ack setup shows that keys are
            installed.
            """,
        Implementations = """
            hostapd sends message 1 as soon as the driver has the acknowledgment of the response; a driver that does not report it leaves
            hostapd waiting.
            Clients wait for one to ten seconds.
            """,
        Next = """
            Look at the AP's log for this client between the response and the end.
            If this capture has no EAPOL frame at all, check first that it was not filtered down to management frames.
            """,
        Values =
        [
            ("after", "association or eap"),
            ("waited_ms", "milliseconds from the response, or EAP-Success, to the end"),
            ("ended", "ap, sta, new-attempt, silence or capture-end"),
            ("reason", "reason code, when ended by Deauthentication or Disassociation"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in ConnectionStopped e, in Report report)
    {
        Association association = e.Association;
        if (e.Stop is not { Pending: { Step: ConnectionStep.Message1 } pending, WasHeard: true } stop)
        {
            return;
        }

        if (stop is { By: ConnectionStoppedBy.NewAttempt, HasWaited: false })
        {
            return;
        }

        // A capture of management frames alone has no acknowledgements either.
        bool hasMore = e.History.HasEapol || pending.Acknowledged > 0;
        bool isAfterEap = pending.Eap is not null;
        bool owesEap = !isAfterEap && association.Akm is { Is8021X: true };
        string what = owesEap ? "neither an EAP request nor message 1" : "no message 1 of the 4-way handshake";
        string response = pending.First.Kind == FrameKind.ReassociationResponse ? "the reassociation" : "the association";
        int sent = pending.First.Acknowledgement.Retries + 1;
        bool isLost = !isAfterEap && pending.First.Acknowledgement.IsMissing;
        bool leaves = stop is { By: ConnectionStoppedBy.Sta, HasWaited: false };
        string doubt = stop.IsCertain ? ""
            : stop.IsForged ? $" {HandshakeEnd.ForgedWords}"
            : stop is { IsLeaving: true, HasWaited: true }
                ? " (The client may leave for a reason of its own, and the handshake may have been missed.)"
            : leaves ? " (The client did not wait for it: check its log, it may have rejected the response.)"
            : " (It may have been sent but not captured.)";
        string empty = hasMore ? "" : " This capture has no EAPOL frame so far: check whether it has data frames at all.";
        var values = new List<FindingValue>
        {
            FindingValue.Of("after", isAfterEap ? "eap" : "association"),
            FindingValue.Of("waited_ms", stop.Waited),
            FindingValue.Of("ended", Unanswered.Ended(stop.By)),
        };
        if (stop.Reason is { } reason)
        {
            values.Add(FindingValue.Of("reason", reason));
        }

        string accepted = isAfterEap
            ? "sent EAP-Success"
            : isLost ? $"accepted {response} and sent its response {EndText.Times(sent)} without an acknowledgment"
            : $"accepted {response}";
        if (isLost)
        {
            doubt = " (Either the client did not receive the response, or its acknowledgment was not captured; an AP starts the handshake "
                + "only after it.)";
        }

        report.Add(Info, $"The AP {accepted}, but {what} came within {stop.Waited:0} ms; {stop.Words}.{doubt}{empty}", new Detail
        {
            Severity = !stop.IsCertain || isLost ? Severity.Note : stop.By == ConnectionStoppedBy.Ap ? Severity.Error : Severity.Warn,
            Fault = stop.IsCertain && hasMore && !isLost ? Fault.Ap : Fault.Unknown,
            Next = isLost
                ? "Compare signal and transmit power of both sides at this place, and whether other frames of this AP reach the client."
                : null,
            About = [pending.First],
            Related = [new RelatedFrame(pending.First.Ref, isAfterEap ? "EAP-Success" : "the response that accepted")],
            Values = values,
        });
    }
}
