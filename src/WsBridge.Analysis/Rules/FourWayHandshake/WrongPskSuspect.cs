using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Analysis.Verdicts;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>Message 2 repeated in vain on a network with a passphrase: what a wrong passphrase looks like without keys.</summary>
internal sealed class WrongPskSuspect : IRule<HandshakeFailed>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-007", "wrong-psk-suspect", Severity.Warn, ExpertGroup.Security, Fault.Unknown,
        "Repeated message 2 without message 3 on a PSK network: a wrong passphrase is likely.")
    {
        Rank = ExplanationRank.Pattern,
        Clause = Clauses.Message2,
        Explanation = """
            With a wrong passphrase the MIC of message 2 does not verify; the AP stays silent and repeats message 1.
            One lost or corrupt message 2 looks the same at first, so this rule waits until the handshake has failed.
            With keys it is not reported where the MIC is valid, or where WSB-MIC-002 or a later rule of its family knows more.
            """,
        Implementations = """
            hostapd logs "possible PSK mismatch" for this.
            Under FT-PSK, hostapd 2.10 treats a wrong PMKR1Name the same way; telling them apart takes keys.
            """,
        Next = """
            Compare the passphrases of client and AP.
            Supply the passphrase (--psk 'SSID=PASSPHRASE') to verify the MIC of message 2.
            """,
        Values = [("m2", "transmissions of message 2")],
    };

    /// <inheritdoc/>
    public void Check(in HandshakeFailed e, in Report report)
    {
        if (e.Association is not { Akm: { IsPsk: true } akm } association
            || e.End is not { Stage: HandshakeStage.Message2Unanswered, Handshake: { M2.Count: >= 2, M1.Count: >= 2 } handshake } end
            || FtM2.IsRefusedOverPmkids(association, end) || !(end.IsCertain || IsRepeatedToTheEnd(end)) || !SameANonce(handshake)
            || M2Stale.AreAllLate(handshake) || KeysSayOtherwise(e, report, handshake))
        {
            return;
        }

        string ft = akm.IsFt ? " (Under FT a wrong PMKR1Name looks the same.)" : "";
        report.Add(Info, $"Message 2 was sent {EndText.Times(handshake.M2.Count)} on a PSK network, but the AP never continued: the "
            + $"passphrases probably differ.{ft}", new Detail
            {
                Severity = end.IsCertain ? null : Severity.Note,
                Fault = akm.IsFt ? Fault.Unknown : Fault.Config,
                Next = $"Compare the passphrases of client and AP. {KeyStep.ToCheckMessage2(association)}",
                About = [handshake.M2[^1].Frame],
                Related = EndText.Related(handshake.M2),
                Values = [FindingValue.Of("m2", handshake.M2.Count)],
            });
    }

    /// <summary>
    /// The capture ends before the handshake does, and the AP has asked again often enough to see that it rejects the answers.
    /// </summary>
    private static bool IsRepeatedToTheEnd(HandshakeEnd end) => end is { By: HandshakeEndedBy.CaptureEnd, WasHeard: true, Asked: >= 3 };

    /// <summary>With keys the MIC tells more than the pattern does.</summary>
    private static bool KeysSayOtherwise(in HandshakeFailed e, in Report report, Handshake handshake) =>
        handshake.M2[^1].Mic == MicState.Valid || e.Keys is { Cause: not null } or { Expected: not null };

    private static bool SameANonce(Handshake handshake)
    {
        EapolKey first = handshake.M1[0].Key;
        foreach (HandshakeFrame sent in handshake.M1)
        {
            if (!sent.Key.Nonce.SequenceEqual(first.Nonce))
            {
                return false;
            }
        }

        return true;
    }
}
