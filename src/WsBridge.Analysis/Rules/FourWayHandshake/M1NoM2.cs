using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Verdicts;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>The client never answered message 1, though it was sent more than once.</summary>
internal sealed class M1NoM2 : IRule<HandshakeFailed>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-005", "m1-no-m2", Severity.Error, ExpertGroup.Sequence, Fault.Sta,
        "The client never answered message 1 of the 4-way handshake.")
    {
        Rank = ExplanationRank.Symptom,
        Milder = [Severity.Note],
        Clause = Clauses.Message1,
        Explanation = """
            A client drops message 1 when it has no PMK for the PMKID in it, when the replay counter is not new, or when it sleeps or is
            out of range.
            """,
        Implementations = """
            hostapd sends message 1 up to four times (after 100 ms, then every second in 2.10; 1 s, then 2 s since) and ends with reason 15.
            """,
        Next = """
            Check whether the client acknowledged message 1.
            If it did, its supplicant dropped it: look at its log.
            If not, it is a range or power-save problem.
            """,
        Values = [("m1", "transmissions of message 1"), ("acknowledged", "how many of them were acknowledged in the capture")],
    };

    /// <inheritdoc/>
    public void Check(in HandshakeFailed e, in Report report)
    {
        if (e.End is not { Stage: HandshakeStage.Message1Unanswered, Handshake: { M1.Count: >= 2 } handshake } end)
        {
            return;
        }

        int acknowledged = handshake.M1.Count(sent => sent.Frame.IsAcknowledged);
        string heard = acknowledged > 0 ? "The client acknowledged it, so it received it." : "";
        string silence = end.Unread is null
            ? "The client never answered message 1"
            : "The capture has no readable answer from the client to message 1";
        report.AddMissing(Info, end,
            $"{silence}, sent {EndText.Times(handshake.M1.Count)}; then {EndText.Short(end)}. {heard}".TrimEnd(), new Detail
            {
                Fault = acknowledged > 0 ? Fault.Sta : Fault.Unknown,
                About = [handshake.M1[^1].Frame],
                Related = EndText.Related(handshake.M1),
                Values = [FindingValue.Of("m1", handshake.M1.Count), FindingValue.Of("acknowledged", acknowledged)],
            });
    }
}
