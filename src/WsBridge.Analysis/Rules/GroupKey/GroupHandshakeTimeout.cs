using WsBridge.Analysis.Exchanges;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.GroupKey;

/// <summary>The client does not confirm a new group key.</summary>
/// <remarks>Most group key handshakes are encrypted; only those in the clear are counted. Reason 16 tells without them.</remarks>
public sealed class GroupHandshakeTimeout : IRule
{
    /// <summary>A client that sleeps may well need a second transmission.</summary>
    private const int Suspicious = 3;

    private const ushort GroupKeyTimeout = 16;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-GRP-001", "group-handshake-timeout", Severity.Warn, ExpertGroup.Sequence, Fault.Sta, "The client did not confirm a new group key.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.GroupMessage1,
        Explanation = "The AP sends a new group key in message 1 of the group key handshake and disconnects a client that does not answer with message 2 (reason 16). A warning for the disconnect; a note when message 1 is sent in the clear for the third time without an answer.  "
            + "Group key messages are usually encrypted, and those are not counted.",
        Implementations = "hostapd 2.10 sends message 1 four times, the second after 500 ms and the others a second apart.",
        Next = "Check whether the client was asleep or out of range at the time (power management bit, signal). Increase the group rekey interval or the AP's retries.",
        Values = [("sent", "transmissions of message 1 in the clear without answer")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.GroupMessage | Moments.Deauthentication;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (!context.FromAp || context.Association is not { } association)
        {
            return;
        }

        IReadOnlyList<HandshakeFrame> sent = association.PendingGroupMessages;
        if (context.Moment == Moments.Deauthentication)
        {
            if (context.Reason == GroupKeyTimeout)
            {
                string what = sent.Count == 0 ? "" : $", sent {sent.Count} time{(sent.Count == 1 ? "" : "s")} in the clear";
                Report(context, sent, Severity.Warn, $"The AP disconnects the client with reason 16: the client did not confirm the new group key{what}.");
            }
        }
        else if (sent.Count == Suspicious && sent[^1] == context.Message)
        {
            Report(context, sent, Severity.Note, $"The AP sent message 1 of the group key handshake {sent.Count} times; no unencrypted message 2 followed.");
        }
    }

    private void Report(RuleContext context, IReadOnlyList<HandshakeFrame> sent, Severity severity, string message) => context.Report(Info, message, new Detail
    {
        Severity = severity,
        About = [.. sent.Select(frame => frame.Frame).Where(frame => frame != context.Frame)],
        Related = [.. sent.Where(frame => frame.Frame != context.Frame).Select(frame => new RelatedFrame(frame.Frame.Ref, "message 1 of the group key handshake"))],
        Values = [FindingValue.Of("sent", sent.Count)],
    });
}
