using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Verdicts;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>
/// A MIC is wrong, and no mistake that we know of explains it. Two things must not be mixed up: a single MIC that is wrong while others of
/// the handshake are right with the same key, and keys that differ, where none is right.
/// </summary>
/// <remarks>
/// That a MIC is right with no known key proves nothing: the right key may not be known. Only a key that must be the AP's makes it a
/// finding (<see cref="ExchangeKeys.Expected"/>).
/// </remarks>
internal sealed class MicInvalid : IRule<Message2Received>, IRule<Message3Received>, IRule<Message4Received>, IRule<HandshakeFailed>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-MIC-002", "mic-invalid", Severity.Error, ExpertGroup.Security, Fault.Unknown,
        "The MIC of an EAPOL-Key frame is wrong.")
    {
        Rank = ExplanationRank.Proof,
        Milder = [Severity.Note, Severity.Warn],
        Clause = Clauses.EapolKeyFrames,
        Explanation = """
            Either one MIC is wrong while others of the same handshake verify with the same key: the sender computed it wrongly once, or
            the frame is corrupt in the capture.
            That is a note, and an error when the handshake failed because of it.
            Or no message 2 verifies with the key that the AP must have, because it was supplied for this SSID, RADIUS has just delivered
            it, or an AP of this SSID has used it before: then client and AP have different keys.
            A single message 2 cannot distinguish the two cases, which makes it a warning; where the AP may have continued outside the
            capture, it is a note.
            Where the known keys may simply be the wrong ones, nothing is reported.
            """,
        Implementations = """
            hostapd drops message 2 with a wrong MIC ("invalid MIC in msg 2/4"), repeats message 1 up to three times and ends with reason
            15.
            """,
        Next = """
            Compare the client's passphrase with the one supplied (or the PMK in the logs of client and RADIUS server), octet by octet.
            """,
        Values =
        [
            ("key", "where the key is from that does not make the MIC, or makes the others"),
            ("message", "number of the message"),
            ("m2", "transmissions of message 2"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report) => Check(e.Handshake, e.Message, e.Keys, report);

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report) => Check(e.Handshake, e.Message, e.Keys, report);

    /// <inheritdoc/>
    public void Check(in Message4Received e, in Report report) => Check(e.Handshake, e.Message, e.Keys, report);

    /// <inheritdoc/>
    public void Check(in HandshakeFailed e, in Report report)
    {
        if (e.Keys is not { } keys)
        {
            return;
        }

        HandshakeEnd end = e.End;
        if (end.Stage == HandshakeStage.Message2Unanswered && keys is { Expected: { } expected, Cause: null })
        {
            ReportDifferentKeys(e.Frame, report, end, expected);
        }
        else if (end.Handshake.Last is { Mic: MicState.Invalid } last && end.IsCertain)
        {
            Report(e.Frame, report, $"The MIC of message {last.Number} is wrong, although other messages of the handshake verify with the "
                + $"same key (key: {keys.Source}); the handshake failed because of it, then {EndText.Short(end)}.", last, keys.Source,
                end.Handshake, new Detail { Fault = last.Number == 3 ? Fault.Ap : Fault.Sta, Next = Mend });
        }
        else if (LastInvalid(end.Handshake) is { } message4)
        {
            Report(e.Frame, report, $"The MIC of message 4 is wrong, although other messages of the handshake verify with the same key "
                + $"(key: {keys.Source}); the AP repeated message 3, then {EndText.Short(end)}.", message4, keys.Source, end.Handshake,
                new Detail { Fault = Fault.Sta, Next = Mend });
        }
    }

    private const string Mend = "If it happens again, report it to the sender's vendor with this handshake; a single case may be a corrupt "
        + "frame in the capture.";

    private static HandshakeFrame? LastInvalid(Handshake handshake) =>
        handshake is { M3AfterM4: > 0, M4: [.., { Mic: MicState.Invalid } last] } ? last : null;

    private void Check(Handshake handshake, HandshakeFrame message, ExchangeKeys? keys, in Report report)
    {
        foreach (HandshakeFrame wrong in keys?.Wrong ?? [])
        {
            ReportSingle(handshake, message, report, keys!.Source, wrong);
        }
    }

    private void ReportSingle(Handshake handshake, HandshakeFrame message, in Report report, string? source, HandshakeFrame wrong)
    {
        string which = wrong == message ? $"The MIC of this message {wrong.Number}" : $"The MIC of an earlier message {wrong.Number}";
        string text = $"{which} is wrong, although other messages of the handshake verify with the same key (key: {source}): "
            + "the sender computed it wrongly once, or the frame is corrupt. The keys match.";
        Report(message.Frame, report, text, wrong, source, handshake, new Detail { Severity = Severity.Note, Next = Mend });
    }

    private void ReportDifferentKeys(StoredFrame at, in Report report, HandshakeEnd end, KnownKey expected)
    {
        int sent = end.Handshake.M2.Count;
        bool isDelivered = expected.Binding.Sta is not null;
        bool isGiven = !isDelivered && expected.Binding.Ssid is not null;
        string whose = isDelivered ? "the key that RADIUS delivered to the AP for this attempt"
            : isGiven ? "the key given for this SSID"
            : "the key that an AP of this SSID used before";
        string message = sent == 1
            ? $"Message 2 does not verify with {whose} (key: {expected.Source}): client and AP have different keys, or the frame is "
                + $"corrupt. It was sent only once, then {EndText.Short(end)}."
            : $"None of {sent} transmissions of message 2 verifies with {whose} (key: {expected.Source}): the client has a different key; "
                + $"then {EndText.Short(end)}.";
        Report(at, report, message, end.Handshake.M2[^1], expected.Source, end.Handshake, new Detail
        {
            Severity = !end.IsCertain ? Severity.Note : sent == 1 || !(isDelivered || isGiven) ? Severity.Warn : null,
            Fault = end.IsCertain && sent > 1 && isGiven ? Fault.Config : null,
        });
    }

    private void Report(
        StoredFrame at, in Report report, string message, HandshakeFrame about, string? source, Handshake handshake, Detail detail)
    {
        report.Add(Info, message, detail with
        {
            About = about.Frame == at ? [] : [about.Frame],
            Related = EndText.Related(handshake.M2),
            Values =
            [
                FindingValue.Of("key", source ?? ""),
                FindingValue.Of("message", about.Number),
                FindingValue.Of("m2", handshake.M2.Count),
            ],
        });
    }
}
