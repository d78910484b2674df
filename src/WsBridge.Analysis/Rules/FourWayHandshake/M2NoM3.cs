using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.FastTransition;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Analysis.Verdicts;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>The AP did not go on after message 2. Where a rule knows more (<see cref="FtM2RejectedNoM3"/>), that one speaks.</summary>
internal sealed class M2NoM3 : IRule<HandshakeFailed>
{
    /// <summary>How well an AP is heard changes within a minute.</summary>
    private const long BadlyHeardMicroseconds = 60_000_000;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-006", "m2-no-m3", Severity.Error, ExpertGroup.Sequence, Fault.Unknown,
        "The AP did not accept message 2 of the 4-way handshake.")
    {
        Rank = ExplanationRank.Symptom,
        Milder = [Severity.Note],
        Clause = Clauses.Message2,
        Explanation = """
            An AP that cannot verify the MIC of message 2 silently discards it and repeats message 1 until it ends the handshake with
            reason 15: client and AP have different keys, or one of them computes wrongly.
            An AP that rejects an element of message 2 (RSNE, RSNXE, MDE, FTE) ends the association at once, usually with reason 2.
            """,
        Implementations = """
            hostapd: wrong MIC, up to four transmissions of message 1 and reason 15; RSNE, RSNXE or FT element rejected, reason 2 at once.
            """,
        Next = """
            Supply the passphrase (--psk), the RADIUS capture (--radius) or the PMK (--keys) to check the MIC of message 2.
            After reason 2 at once, compare the elements of message 2 with those of the association request and response.
            """,
        Values =
        [
            ("m1", "transmissions of message 1"),
            ("m2", "transmissions of message 2"),
            ("after_ms", "milliseconds from the last message 2 to the end"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in HandshakeFailed e, in Report report)
    {
        Association association = e.Association;
        if (e.End is not { Stage: HandshakeStage.Message2Unanswered, Handshake: var handshake } end
            || FtM2.IsRefusedOverPmkids(association, end) || (!end.IsCertain && IsHeardBadly(association.Bss, end)))
        {
            return;
        }

        StoredFrame last = handshake.M2[^1].Frame;
        string cause = end is { By: HandshakeEndedBy.Ap, Reason: 2 } && handshake.M2.Count == 1
            ? " That points to an element of message 2, not to its MIC."
            : handshake.M2[^1].Mic == MicState.Valid ? " Its MIC is valid with a known key."
            : e.Keys is { Cause: not null } or { Expected: not null } ? " Its MIC does not verify with the known key."
            : handshake.M1.Count <= 1 ? ""
            : association.IsFtInitial ? " That points to its MIC (different keys) or to a PMKR1Name that differs from the AP's."
            : " That points to its MIC: client and AP have different keys.";
        report.AddMissing(Info, end, $"The AP did not continue after message 2, sent {EndText.Times(handshake.M2.Count)}; then "
            + $"{EndText.Short(end)}.{cause}", new Detail
            {
                Verdict = e.Verdict,
                Next = KeyStep.AfterMessage2(association, end),
                About = [.. handshake.M2.Select(sent => sent.Frame)],
                Related = EndText.Related(handshake.M2),
                Values =
                [
                    FindingValue.Of("m1", handshake.M1.Count),
                    FindingValue.Of("m2", handshake.M2.Count),
                    FindingValue.Of("after_ms", end.Frame.MillisecondsSince(last)),
                ],
            });
    }

    /// <summary>Another message 3 of this AP was missed about the same time.</summary>
    private static bool IsHeardBadly(Bss bss, HandshakeEnd end) =>
        bss.MissedMessage3At is { } missed && Math.Abs(end.Handshake.Last.Frame.Ref.TimeMicroseconds - missed) <= BadlyHeardMicroseconds;
}
