using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Verdicts;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>
/// Message 3 was repeated and the handshake failed: the client did not confirm it, or the AP did not accept the confirmation.
/// </summary>
internal sealed class M3NoM4 : IRule<HandshakeFailed>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-008", "m3-no-m4", Severity.Error, ExpertGroup.Sequence, Fault.Unknown,
        "The client did not confirm message 3 of the 4-way handshake.")
    {
        Rank = ExplanationRank.Symptom,
        Milder = [Severity.Note],
        Clause = Clauses.Message4,
        Explanation = """
            A client that rejects message 3 (its MIC, or an RSNE that differs from the Beacon) stays silent or leaves.
            One lost message 4 can have the same effect: the client has installed its keys and encrypts the next message 4, which many APs
            drop.
            """,
        Implementations = """
            hostapd repeats message 3 up to four times and ends with reason 15. wpa_supplicant answers a repeated message 3 with an
            encrypted message 4 once it has installed the keys.
            """,
        Next = """
            Look for protected frames of the client right after each message 3: they would be encrypted message 4s.
            Otherwise check the client's log for why it dropped message 3.
            """,
        Values = [("m3", "transmissions of message 3"), ("m4", "transmissions of message 4 in the clear")],
    };

    /// <inheritdoc/>
    public void Check(in HandshakeFailed e, in Report report)
    {
        if (e.End is not { Stage: HandshakeStage.Message3Unanswered, Handshake: { M3.Count: >= 2 } handshake } end)
        {
            return;
        }

        string message = handshake.M4.Count == 0
            ? $"The client did not confirm message 3 in the clear, sent {EndWords.Times(handshake.M3.Count)}; then {EndWords.Short(end)}. "
                + $"It dropped message 3, or message 4 was lost and later ones were encrypted."
            : $"The AP repeated message 3 after message 4 ({EndWords.Times(handshake.M3.Count)} in all); then {EndWords.Short(end)}. "
                + $"Message 4 had a wrong MIC or was lost.";
        report.AddMissing(Info, end, message, new Detail
        {
            Verdict = e.Verdict,
            About = [handshake.M3[^1].Frame],
            Related = EndWords.Related(handshake.M3.Concat(handshake.M4)),
            Values = [FindingValue.Of("m3", handshake.M3.Count), FindingValue.Of("m4", handshake.M4.Count)],
        });
    }
}
