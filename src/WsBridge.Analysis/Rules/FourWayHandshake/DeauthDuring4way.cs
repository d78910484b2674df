using System.Globalization;
using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Verdicts;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>Deauthentication or Disassociation between message 1 and message 4.</summary>
internal sealed class DeauthDuring4way : IRule<DeauthenticationReceived>, IRule<HandshakeFailed>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-019", "deauth-during-4way", Severity.Error, ExpertGroup.Response, Fault.Unknown,
        "A Deauthentication or Disassociation ended the 4-way handshake.")
    {
        Rank = ExplanationRank.Symptom,
        Milder = [Severity.Note],
        Clause = Clauses.ReasonCodes,
        Explanation = """
            A note on the frame itself, which states the fact and blames nobody: the frame may be forged, and the handshake may continue.
            Decided when the client starts over, has been silent for two seconds or the capture ends; then an error where no other rule
            explains the event.
            The reason code says who gave up and often why: 2 an element or FT check of the AP, 14 a Michael failure, 15 no answer in time,
            17 the client found an RSNE that differs from the Beacon, 23 802.1X failed, 49 to 51 PMKID, MDE or FTE.
            """,
        Implementations = "hostapd uses 2 for nearly everything but the timeouts (15, 16). wpa_supplicant uses 1 or 17, iwd 1 or 17.",
        Next = """
            Check whether the handshake continues after it.
            If the client starts over or the capture ends, look for the finding that explains it.
            """,
        Values = [("reason", "reason code"), ("by", "ap or sta"), ("after_ms", "milliseconds after the last message")],
    };

    /// <inheritdoc/>
    public void Check(in DeauthenticationReceived e, in Report report)
    {
        if (e.End is { IsByFrame: true } end)
        {
            Check(end, report, isJudged: false, verdict: null);
        }
    }

    /// <inheritdoc/>
    public void Check(in HandshakeFailed e, in Report report)
    {
        if (e.End.IsByFrame)
        {
            Check(e.End, report, isJudged: true, e.Verdict);
        }
    }

    private void Check(HandshakeEnd end, in Report report, bool isJudged, Verdict? verdict)
    {
        bool byAp = end.By == HandshakeEndedBy.Ap;
        string who = byAp ? "AP" : "client";
        string frame = (end.IsBroadcast ? "a broadcast " : "")
            + (end.Frame.Kind == FrameKind.Disassociation ? "Disassociation" : "Deauthentication");
        string after = end.MillisecondsAfterLast.ToString("0.0", CultureInfo.InvariantCulture);
        var values = new List<FindingValue>
        {
            FindingValue.Of("by", byAp ? "ap" : "sta"),
            FindingValue.Of("after_ms", end.MillisecondsAfterLast),
        };
        if (end.Reason is { } code)
        {
            values.Insert(0, FindingValue.Of("reason", code));
        }

        string what = $"The {who} {(isJudged ? "" : "apparently ")}ended the 4-way handshake with {frame}";
        report.Add(Info, $"{what}, {end.ReasonText}, {after} ms after message {end.Last.Number}.", new Detail
        {
            Severity = !isJudged || end.IsLeaving || !end.IsCertain ? Severity.Note : Severity.Error,
            Fault = isJudged ? FaultOf(end) : Fault.None,
            OnlyIfLeading = isJudged,
            Rank = isJudged && FaultOf(end) != Fault.Unknown ? ExplanationRank.Pattern : null, // the reason says why
            Verdict = verdict,
            Next = end.IsBroadcast ? BroadcastNext : isJudged ? NextOf(end) : null,
            Related = [new RelatedFrame(end.Last.Frame.Ref, $"message {end.Last.Number}, the last one")],
            Values = values,
        });
    }

    private const string BroadcastNext = "It was sent to every client. Check the AP's log for a restart or reconfiguration of the AP or "
        + "this radio at that time; if there was none, look for a second transmitter with its address.";

    private static string NextOf(HandshakeEnd end) => end switch
    {
        { Reason: 17 } => "Compare the RSNE (and RSNXE) of message 3 with the Beacon, field by field: the AP must send the same in both, "
            + "otherwise somebody changed one of them.",
        { Stage: HandshakeStage.Message3Unanswered } => "Supply the passphrase or PMK (--psk, --keys, --radius): the MIC of message 3 "
            + "shows whether the client could accept it. Otherwise see the log of the side that ended the handshake.",
        { Stage: HandshakeStage.Message1Unanswered } => "Check whether the client acknowledged message 1: if it did, its log says why it "
            + "dropped it; if not, check its signal and power save.",
        _ => "See the log of the side that ended the handshake at that time.",
    };

    /// <summary>A client that finds another RSNE in message 3 than in the Beacon has found the AP at fault (or an attack).</summary>
    private static Fault FaultOf(HandshakeEnd end) => end.Reason == 17 && end.By == HandshakeEndedBy.Sta ? Fault.Ap : Fault.Unknown;
}
