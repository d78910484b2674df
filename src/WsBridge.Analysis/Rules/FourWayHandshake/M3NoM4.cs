using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
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
            With the key of the network `analyze` decrypts what follows message 3 and says which of the two it was.
            """,
        Implementations = """
            hostapd repeats message 3 up to four times and ends with reason 15. wpa_supplicant answers a repeated message 3 with an
            encrypted message 4 once it has installed the keys.
            """,
        Next = """
            Look for protected frames of the client right after each message 3: they would be encrypted message 4s.
            Otherwise check the client's log for why it dropped message 3.
            """,
        Values =
        [
            ("m3", "transmissions of message 3"), ("m4", "transmissions of message 4 in the clear"),
            ("m4_encrypted", "transmissions of message 4 encrypted with the new keys; only where a key shows some"),
        ],
    };

    private const string Undecryptable = "which an AP that has no message 4 yet cannot decrypt";

    private const string NextOfEncrypted = "Find out why the first message 4 did not reach the AP: signal and interference at the AP. "
        + "Ask the vendors: an AP can accept message 4 encrypted, and a client can repeat it in the clear.";

    private const string NextOfNone = "See the client's log for why it dropped message 3, and its signal and interference at the AP: "
        + "a message 4 that was lost on the air was perhaps not captured either.";

    /// <inheritdoc/>
    public void Check(in HandshakeFailed e, in Report report)
    {
        if (e.End is not { Stage: HandshakeStage.Message3Unanswered, Handshake: { M3.Count: >= 2 } handshake } end)
        {
            return;
        }

        int encrypted = handshake.EncryptedM4.Count;
        report.AddMissing(Info, end, Message(e, handshake), new Detail
        {
            Verdict = e.Verdict,
            About = [handshake.M3[^1].Frame],
            Related =
            [
                .. EndText.Related(handshake.M3.Concat(handshake.M4)),
                .. handshake.EncryptedM4.Select(static sent => new RelatedFrame(sent.Frame.Ref, "message 4, encrypted")),
            ],
            Next = encrypted > 0 ? NextOfEncrypted : ShowsNone(e, handshake) ? NextOfNone : null,
            Values =
            [
                FindingValue.Of("m3", handshake.M3.Count), FindingValue.Of("m4", handshake.M4.Count),
                .. encrypted == 0 ? (FindingValue[])[] : [FindingValue.Of("m4_encrypted", encrypted)],
            ],
        });
    }

    /// <summary>The client has sent encrypted data since message 3, and no message 4 is among it.</summary>
    private static bool ShowsNone(in HandshakeFailed e, Handshake handshake) =>
        handshake is { M4.Count: 0, EncryptedM4.Count: 0 } && handshake.M3[^1].Mic == MicState.Valid
        && e.Keys?.ShowsEncryptedSince(handshake.M3[0].Frame) == true;

    private static string Message(in HandshakeFailed e, Handshake handshake)
    {
        string asked = EndText.Times(handshake.M3.Count);
        string ended = EndText.Short(e.End);
        int encrypted = handshake.EncryptedM4.Count;
        if (handshake.M4.Count > 0)
        {
            string again = encrypted == 0 ? "" : $" The client repeated it encrypted, {EndText.Times(encrypted)}, {Undecryptable}.";
            return $"The AP repeated message 3 after message 4 ({asked} in all); then {ended}. "
                + $"Message 4 had a wrong MIC or was lost.{again}";
        }

        if (encrypted > 0)
        {
            return $"The client confirmed message 3, sent {asked}, only with message 4 encrypted ({EndText.Times(encrypted)}), "
                + $"{Undecryptable}; then {ended}. Its first message 4, in the clear, was lost or not captured.";
        }

        return ShowsNone(e, handshake)
            ? $"The client did not confirm message 3, neither in the clear nor encrypted, sent {asked}; then {ended}. "
                + "It dropped message 3, or message 4 was lost."
            : $"The client did not confirm message 3 in the clear, sent {asked}; then {ended}. "
                + "It dropped message 3, or message 4 was lost and later ones were encrypted.";
    }
}
