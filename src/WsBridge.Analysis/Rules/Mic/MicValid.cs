using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Verdicts;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>
/// A handshake failed although the client's MIC is right with a known key. Of handshakes that complete nothing is said: there it goes
/// without saying.
/// </summary>
internal sealed class MicValid : IRule<HandshakeFailed>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-MIC-001", "mic-valid", Severity.Chat, ExpertGroup.Security, Fault.None,
        "The handshake failed although the MIC of message 2 verifies with a known key.")
    {
        Clause = Clauses.EapolKeyFrames,
        Explanation = """
            The client has this key and computed its MIC as the standard specifies.
            If the AP has the same key, it did not reject the MIC, whatever its log says: it rejected something else, or never derived the
            PTK.
            Reported only for failed handshakes.
            """,
        Implementations = """
            hostapd up to 2.8 (from its code) logs "invalid MIC in msg 2/4" for a valid MIC when it could not derive the PTK.
            """,
        Next = """
            Make sure that the AP has the same key; if it has, look at the elements of message 2 and send this exchange to the AP vendor.
            """,
        Values = [("key", "where the key is from"), ("m2", "transmissions of message 2"), ("valid", "how many of them have a right MIC")],
    };

    /// <inheritdoc/>
    public void Check(in HandshakeFailed e, in Report report)
    {
        if (e is not { Keys: { Cause: null, Source: { } source }, End.Handshake: { M2: [.., { Mic: MicState.Valid } last] } handshake })
        {
            return;
        }

        int valid = 0;
        foreach (HandshakeFrame sent in handshake.M2)
        {
            valid += sent.Mic == MicState.Valid ? 1 : 0;
        }

        string which = handshake.M2.Count == 1 ? "The MIC of message 2 is valid"
            : valid == handshake.M2.Count ? $"The MICs of all {valid} transmissions of message 2 are valid"
            : $"The MICs of {valid} of {handshake.M2.Count} transmissions of message 2 are valid";
        string then = handshake.M3 switch
        {
            [.., { Mic: MicState.Valid }] => " So is that of message 3: both sides have this key.",
            [] => " If the AP has the same key, it did not reject the MIC.",
            _ => "",
        };
        report.Add(Info, $"{which} (key: {source}).{then}", new Detail
        {
            About = [last.Frame],
            Related = EndText.Related(handshake.M2),
            Values = [FindingValue.Of("key", source), FindingValue.Of("m2", handshake.M2.Count), FindingValue.Of("valid", valid)],
        });
    }
}
