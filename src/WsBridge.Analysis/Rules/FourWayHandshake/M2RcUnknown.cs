using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>Message 2 has a replay counter that the AP had not used yet.</summary>
/// <remarks>
/// Certain only once the AP's next frame goes on where the one before message 2 was: then no message 1 in between was missed. A counter
/// that is too low proves nothing, its message 1 may not have been captured.
/// </remarks>
internal sealed class M2RcUnknown : IRule<Message1Received>, IRule<Message3Received>
{
    /// <summary>Two sensors may put an answer this far in front of its question.</summary>
    private const double SkewMilliseconds = 50;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-010", "m2-rc-unknown", Severity.Error, ExpertGroup.Sequence, Fault.Sta,
        "Message 2 uses a replay counter that no message 1 used.")
    {
        Milder = [Severity.Warn],
        Clause = Clauses.Message2,
        Explanation = """
            Message 2 repeats the Key Replay Counter of the message 1 that it answers.
            One that the AP has not reached comes from another association or a broken supplicant; the AP drops it.
            Checked when the AP's next frame has the counter after that of the last message 1, so that no message 1 can be missing from the
            capture; counters that are too low are not reported.
            A warning when message 3 followed.
            Where the client answered the AP's own message 1 too, nobody can be blamed: somebody else may send message 1 in the AP's name.
            """,
        Implementations = "hostapd logs \"received EAPOL-Key 2/4 Pairwise with unexpected replay counter\" and repeats message 1.",
        Next = """
            Look for stale state in the client (an association that it did not end) or for a second client with its address.
            """,
        Values = [("replay_counter", "Key Replay Counter of message 2"), ("latest", "that of the last message 1 before it")],
    };

    /// <inheritdoc/>
    public void Check(in Message1Received e, in Report report) => Check(e.Association, e.Handshake, e.Message, report);

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report) => Check(e.Association, e.Handshake, e.Message, report);

    private void Check(Association association, Handshake handshake, HandshakeFrame now, in Report report)
    {
        if (association is not { LastFromAp: { Number: 1 } before } || handshake.M2.Count == 0
            || now.ReplayCounter == 0 || now.ReplayCounter - 1 != before.ReplayCounter)
        {
            return;
        }

        for (int i = handshake.M2.Count - 1; i >= 0 && handshake.M2[i].Frame.Ref.Id > before.Frame.Ref.Id; i--)
        {
            HandshakeFrame message2 = handshake.M2[i];
            bool isUnknown = message2.ReplayCounter > now.ReplayCounter
                || (message2.ReplayCounter == now.ReplayCounter && now.Frame.MillisecondsSince(message2.Frame) > SkewMilliseconds);
            if (isUnknown && handshake.M1.Contains(before))
            {
                bool alsoAnswers = handshake.M2.Any(other => other.ReplayCounter == before.ReplayCounter);
                string also = alsoAnswers
                    ? $" The client answered that one too, so another message 1 with {message2.ReplayCounter} reached it, which the AP did "
                        + "not send or the capture missed."
                    : "";
                string then = now.Number == 3 ? "message 3" : "message 1 again";
                report.Add(Info, $"Message 2 has replay counter {message2.ReplayCounter}, but the AP had used {before.ReplayCounter} at "
                    + $"most; it continued with {then} ({now.ReplayCounter}).{also}", new Detail
                    {
                        Severity = now.Number == 3 ? Severity.Warn : Severity.Error,
                        Fault = alsoAnswers ? Fault.Unknown : null,
                        Next = alsoAnswers ? "Look for a second transmitter with the AP's address, such as an attack tool." : null,
                        About = [message2.Frame],
                        Related =
                        [
                            new RelatedFrame(message2.Frame.Ref, "message 2 with the unknown replay counter"),
                            new RelatedFrame(before.Frame.Ref, "the last message 1 before it"),
                        ],
                        Values =
                        [
                            FindingValue.Of("replay_counter", message2.ReplayCounter),
                            FindingValue.Of("latest", before.ReplayCounter),
                        ],
                    });
                return;
            }
        }
    }
}
