using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.GroupKey;

/// <summary>The client does not confirm a new group key.</summary>
/// <remarks>
/// Most group key handshakes are encrypted; only those in the clear, or that a key decrypts, are counted. Reason 16 tells without them.
/// </remarks>
internal sealed class GroupHandshakeTimeout : IRule<GroupMessageReceived>, IRule<DeauthenticationReceived>
{
    /// <summary>A client that sleeps may well need a second transmission.</summary>
    private const int Suspicious = 3;

    private const ushort GroupKeyTimeout = 16;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-GRP-001", "group-handshake-timeout", Severity.Warn, ExpertGroup.Sequence, Fault.Sta,
        "The client did not confirm a new group key.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.GroupMessage1,
        Explanation = """
            The AP sends a new group key in message 1 of the group key handshake and disconnects a client that does not answer with message
            2 (reason 16).
            A warning for the disconnect; a note when message 1 is sent in the clear for the third time without an answer.
            Group key messages are usually encrypted, and those are counted only where a known key decrypts them.
            """,
        Implementations = "hostapd 2.10 sends message 1 four times, the second after 500 ms and the others a second apart.",
        Next = """
            Check whether the client was asleep or out of range at the time (power management bit, signal).
            Increase the group rekey interval or the AP's retries.
            """,
        Values = [("sent", "transmissions of message 1 in the clear, or that a key decrypts, without answer")],
    };

    /// <inheritdoc/>
    public void Check(in DeauthenticationReceived e, in Report report)
    {
        if (e is { FromAp: true, Reason: GroupKeyTimeout })
        {
            IReadOnlyList<HandshakeFrame> sent = e.Association.GroupMessages.Messages;
            string how = sent.Any(static message => message.Frame.WasEncrypted) ? "" : " in the clear";
            string what = sent.Count == 0 ? "" : $", sent {sent.Count} time{(sent.Count == 1 ? "" : "s")}{how}";
            string text = $"The AP disconnects the client with reason 16: the client did not confirm the new group key{what}.";
            Report(report, e.Frame, sent, Severity.Warn, text);
        }
    }

    /// <inheritdoc/>
    public void Check(in GroupMessageReceived e, in Report report)
    {
        IReadOnlyList<HandshakeFrame> sent = e.Association.GroupMessages.Messages;
        if (e.FromAp && sent.Count == Suspicious && sent[^1] == e.Message)
        {
            string none = e.Message.Mic == MicState.Valid && e.Keys?.ShowsEncryptedSince(sent[0].Frame) == true
                ? "no message 2 followed, neither in the clear nor encrypted"
                : "no unencrypted message 2 followed";
            string text = $"The AP sent message 1 of the group key handshake {sent.Count} times; {none}.";
            Report(report, e.Frame, sent, Severity.Note, text);
        }
    }

    private void Report(
        in Report report, StoredFrame at, IReadOnlyList<HandshakeFrame> sent, Severity severity, string message) =>
        report.Add(Info, message, new Detail
        {
            Severity = severity,
            About = [.. sent.Select(frame => frame.Frame).Where(frame => frame != at)],
            Related = [.. sent.Where(frame => frame.Frame != at)
            .Select(frame => new RelatedFrame(frame.Frame.Ref, "message 1 of the group key handshake"))],
            Values = [FindingValue.Of("sent", sent.Count)],
        });
}
