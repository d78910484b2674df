using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.GroupKey;

/// <summary>The MIC of a message of the group key handshake is wrong, that of the other message is right.</summary>
/// <remarks>Most group key handshakes are encrypted; only those in the clear can be checked.</remarks>
internal sealed class GroupMicBad : IRule<GroupMessageReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-GRP-002", "group-mic-bad", Severity.Error, ExpertGroup.Security, Fault.Unknown,
        "The MIC of a group key handshake message is wrong.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.GroupMessage1,
        Explanation = """
            Both messages of a group key handshake use the PTK that STA and AP share.
            Where a known key verifies the MIC of one but not of the other, with the same replay counter, the sender computed the other
            wrongly or the frame is corrupt: a note once, an error when it happens again before a good one.
            Group key messages are usually encrypted, and those are checked only where a known key decrypts them.
            Where neither MIC is valid, the PTK may have changed in an encrypted rekey, and nothing is reported.
            """,
        Implementations = "hostapd drops a message 2 with a wrong MIC, repeats message 1 and ends with reason 16.",
        Next = """
            If it happens again, report it to the sender's vendor with the frames; a single case may be a corrupt frame in the capture.
            """,
        Values = [("message", "1 or 2"), ("in_a_row", "group messages in a row with a wrong MIC"), ("key", "where the key is from")],
    };

    /// <inheritdoc/>
    public void Check(in GroupMessageReceived e, in Report report)
    {
        if (e.Keys is not { Wrong: [var wrong, ..], Source: { } source } keys)
        {
            return;
        }

        bool isSecond = wrong == e.Message;
        string again = keys.WrongGroupMessages > 1 ? $" {keys.WrongGroupMessages} were wrong in a row." : "";
        report.Add(Info, $"The MIC of message {(isSecond ? 2 : 1)} of the group key handshake is wrong, the one in message "
            + $"{(isSecond ? 1 : 2)} is valid (key: {source}): the sender computed it wrongly, or the frame is corrupt.{again}", new Detail
            {
                Severity = keys.WrongGroupMessages > 1 ? Severity.Error : Severity.Note,
                Fault = keys.WrongGroupMessages <= 1 ? Fault.Unknown : isSecond ? Fault.Sta : Fault.Ap,
                About = isSecond ? [] : [wrong.Frame],
                Related = isSecond ? null : [new RelatedFrame(wrong.Frame.Ref, "message 1 of the group key handshake")],
                Values =
                [
                    FindingValue.Of("message", isSecond ? 2 : 1),
                    FindingValue.Of("in_a_row", keys.WrongGroupMessages),
                    FindingValue.Of("key", source),
                ],
            });
    }
}
