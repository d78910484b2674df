using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Verdicts;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis;

/// <summary>What a rule is given: the moment, the frame at hand and the exchange it belongs to. One instance is used again and again.</summary>
public sealed class RuleContext
{
    private readonly IFindingSink _sink;
    private Judgement? _judgement;

    internal RuleContext(IFindingSink sink) => _sink = sink;

    /// <summary>Which moment this is.</summary>
    public Moments Moment { get; internal set; }

    /// <summary>The frame at hand.</summary>
    public StoredFrame Frame { get; internal set; } = null!;

    /// <summary>The BSS.</summary>
    public Bss Bss { get; internal set; } = null!;

    /// <summary>The STA at the BSS; null at <see cref="Moments.BeaconChanged"/>.</summary>
    public Association? Association { get; internal set; }

    /// <summary>What the known keys tell of the association; null when no keys are known: a rule that needs them is silent then.</summary>
    public ExchangeKeys? Keys => Association?.Keys;

    /// <summary>The EAPOL-Key frame at hand, at moments of a handshake.</summary>
    public HandshakeFrame? Message { get; internal set; }

    /// <summary>How the handshake failed, at <see cref="Moments.HandshakeFailed"/>.</summary>
    public HandshakeEnd? End { get; internal set; }

    /// <summary>A frame that seems to be forged, at <see cref="Moments.ForgeryShown"/>.</summary>
    public Forgery? Forgery { get; internal set; }

    /// <summary>The Deauthentication or Disassociation that is being judged, perhaps on a later frame; null where none is.</summary>
    public Ending? Ending { get; internal set; }

    /// <summary>How the attempt stopped before its 4-way handshake, at <see cref="Moments.ConnectionStopped"/>.</summary>
    internal ConnectionStop? Stop { get; set; }

    /// <summary>The EAP exchange that has failed, at <see cref="Moments.EapFailed"/>.</summary>
    internal EapExchange? EapExchange { get; set; }

    /// <summary>An EAPOL frame was captured, of whatever STA: without any the capture may hold management frames alone.</summary>
    internal bool HasEapol { get; set; }

    /// <summary>Reason code at <see cref="Moments.Deauthentication"/>; null when it is encrypted.</summary>
    public ushort? Reason { get; internal set; }

    /// <summary>The association attempt that the exchange belongs to; null when there is none, or it ended long ago.</summary>
    public Roam? Roam { get; internal set; }

    /// <summary>The BSS Transition Management Request that the frame at hand answers or follows.</summary>
    internal SteeringRequest? Steering { get; set; }

    /// <summary>How strongly the frame at hand was received, in dBm; null when the capture does not say.</summary>
    internal int? SignalDbm { get; set; }

    /// <summary>How the attempts of this capture have ended, by who took part.</summary>
    internal FailureHistory Failures { get; } = new();

    /// <summary>The frame at hand was sent by the AP.</summary>
    public bool FromAp { get; internal set; }

    /// <summary>The PMKIDs that APs have named so far in this capture.</summary>
    public PmkidHistory Pmkids { get; } = new();

    /// <summary>Where STAs have run EAP so far in this capture.</summary>
    public EapHistory Eap { get; } = new();

    /// <summary>The nonces that keys rest on so far in this capture.</summary>
    public NonceHistory Nonces { get; } = new();

    /// <summary>Turns to another exchange than the one that the frame at hand belongs to, or to that one.</summary>
    internal void TurnTo(Association association, bool fromAp)
    {
        Association = association;
        Bss = association.Bss;
        FromAp = fromAp;
    }

    /// <summary>Where the context is, to come back after something else was judged.</summary>
    internal Place Here => new(Association, Bss, FromAp, Message, End, Reason);

    /// <summary>Turns back.</summary>
    internal void Return(in Place place) => (Association, Bss, FromAp, Message, End, Reason) = (place.Association, place.Bss, place.FromAp, place.Message, place.End, place.Reason);

    /// <summary>Says that from the frame at hand on not every client can be remembered.</summary>
    internal void ReportForgotten() => _sink.Forgets(Frame);

    /// <summary>Reports a finding on the frame at hand.</summary>
    public void Report(RuleInfo rule, string message, Detail detail = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var finding = new Finding
        {
            Rule = rule,
            Severity = detail.Severity is { } severity && rule.Severities.Contains(severity) ? severity : rule.Severity,
            Fault = detail.Verdict?.Fault ?? detail.Fault ?? rule.Fault,
            OwnRank = detail.Rank,
            Frame = Frame,
            About = WithEnding(detail.About ?? []),
            Sta = Association?.ClientAddress,
            Bssid = Bss.Bssid,
            Links = Association is { } association ? MultiLinkSetup.Of(association) : null,
            Ssid = Bss.Ssid,
            Message = message,
            Verdict = detail.Verdict?.Sentence,
            Next = detail.Next ?? rule.Next,
            Related = WithEvidence(detail),
            Offset = detail.Octets is null || Frame.IsDerived ? -1 : detail.Octets.Value.Offset,
            Length = Frame.IsDerived ? 0 : detail.Octets?.Length ?? 0,
            Values = detail.Values ?? [],
            Roam = Roam?.Index,
        };
        if (_judgement is { } judgement)
        {
            judgement.Add(finding, detail.OnlyIfLeading);
        }
        else
        {
            Emit(finding);
        }
    }

    /// <summary>One event is looked at by several rules: nothing is reported before all have spoken.</summary>
    internal void BeginJudgement() => _judgement = new Judgement();

    /// <summary>All rules have spoken: what they said is reported, the best explanation first.</summary>
    internal void EndJudgement(Verdict? verdict)
    {
        Judgement judgement = _judgement!;
        _judgement = null;
        Finding? before = Roam?.Explanation is { Severity: >= Severity.Warn, Rank: >= ExplanationRank.Violation } violation ? violation : null;
        foreach (Finding finding in judgement.Settle(before, verdict))
        {
            Emit(finding);
        }
    }

    private void Emit(Finding finding)
    {
        Roam?.Add(finding);
        _sink.Found(finding);
    }

    /// <summary>What is judged on a later frame is about the frame that ended it.</summary>
    private IReadOnlyList<StoredFrame> WithEnding(IReadOnlyList<StoredFrame> about) =>
        Ending is { } ending && ending.Frame != Frame && !about.Contains(ending.Frame) ? [.. about, ending.Frame] : about;

    private IReadOnlyList<RelatedFrame> WithEvidence(in Detail detail)
    {
        IReadOnlyList<RelatedFrame> related = detail.Related ?? [];
        related = Ending is { Frame: var end } && end != Frame ? With(related, end) : related;
        return detail.Verdict is { Evidence: { Count: > 0 } evidence } ? With(related, evidence) : related;
    }

    private static IReadOnlyList<RelatedFrame> With(IReadOnlyList<RelatedFrame> related, StoredFrame end)
    {
        string kind = end.Kind == FrameKind.Disassociation ? "Disassociation" : "Deauthentication";
        return related.Any(other => other.Frame == end.Ref) ? related : [.. related, new RelatedFrame(end.Ref, $"{kind} that ended it")];
    }

    private static IReadOnlyList<RelatedFrame> With(IReadOnlyList<RelatedFrame> related, IReadOnlyList<RelatedFrame> evidence) =>
        [.. related, .. evidence.Where(frame => !related.Any(other => other.Frame == frame.Frame))];

    /// <summary>
    /// Reports that an answer is missing. Where the capture cannot tell "never sent" from "not captured"
    /// (<see cref="HandshakeEnd.IsCertain"/>) it becomes a note, says so, and blames nobody.
    /// </summary>
    public void ReportMissing(RuleInfo rule, HandshakeEnd end, string message, Detail detail = default)
    {
        ArgumentNullException.ThrowIfNull(end);
        if (end.AnswersNothing && Keys is not ({ Cause: not null } or { Expected: not null }))
        {
            return; // the handshake was ended from outside
        }

        if (end.IsCertain)
        {
            Report(rule, message, detail);
            return;
        }

        if (end.Unread is { } unread)
        {
            bool apOwes = end.Stage == HandshakeStage.Message2Unanswered;
            Report(rule, $"{message} (An unencrypted data frame from the {(apOwes ? "AP" : "client")} in between could not be read{(unread.IsCutOff ? ", because the capture cut it off" : "")}: it may be the answer.)", detail with
            {
                Severity = Severity.Note,
                Fault = Fault.Unknown,
                Related = [.. detail.Related ?? [], new RelatedFrame(unread.Ref, "could not be read")],
                Next = unread.IsCutOff ? "Capture whole frames, without a snapshot length." : "Look at the frame that could not be read: what does it carry?",
            });
            return;
        }

        bool hasEnded = end.By == HandshakeEndedBy.CaptureEnd;
        Report(rule, message + (hasEnded ? " (The capture ends here; it may have come later.)" : " (It may have been sent but not captured.)"), detail with
        {
            Severity = Severity.Note,
            Fault = Fault.Unknown,
            Next = hasEnded ? "Capture for longer: a few more seconds show what happened next." : "Capture closer to both sides, on the channel of the BSS, before drawing a conclusion.",
        });
    }

    /// <summary>An exchange and what is known of the frame at hand.</summary>
    internal readonly record struct Place(Association? Association, Bss Bss, bool FromAp, HandshakeFrame? Message, HandshakeEnd? End, ushort? Reason);
}
