using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Reporting;

/// <summary>Where rules report what they find in one event.</summary>
internal readonly ref struct Report
{
    private readonly Action<Finding> _found;
    private readonly Judgement? _judgement;
    private readonly StoredFrame _frame;
    private readonly Bss _bss;
    private readonly Association? _association;
    private readonly Ending? _ending;

    /// <param name="found">Takes findings.</param>
    /// <param name="frame">The frame that shows the event.</param>
    /// <param name="bss">The BSS.</param>
    /// <param name="association">The STA at the BSS; null where the event is about the BSS alone.</param>
    /// <param name="roam">The association attempt; null when there is none, or it ended long ago.</param>
    /// <param name="ending">What ended it, perhaps before the frame; null where nothing is judged.</param>
    /// <param name="judgement">Takes the findings until all rules have spoken; null where each speaks for itself.</param>
    public Report(
        Action<Finding> found, StoredFrame frame, Bss bss, Association? association, Roam? roam, Ending? ending = null,
        Judgement? judgement = null)
    {
        _found = found;
        _frame = frame;
        _bss = bss;
        _association = association;
        _ending = ending;
        _judgement = judgement;
        Roam = roam;
    }

    /// <summary>The association attempt that the event belongs to; null when there is none, or it ended long ago.</summary>
    public Roam? Roam { get; }

    /// <summary>The rule speaks once, and has spoken.</summary>
    public bool IsReported(RuleInfo rule) => rule.Once switch
    {
        Once.Always => false,
        Once.PerRoam => Roam?.Has(rule.Id) == true,
        _ => ReportedOf(rule.Once).Contains(rule.Id, 0),
    };

    /// <summary>Reports a finding on the frame that shows the event.</summary>
    public void Add(RuleInfo rule, string message, Detail detail = default)
    {
        if (!IsNew(rule, detail))
        {
            return;
        }

        var finding = new Finding
        {
            Rule = rule,
            Severity = detail.Severity is { } severity && rule.Severities.Contains(severity) ? severity : rule.Severity,
            Fault = detail.Verdict?.Fault ?? detail.Fault ?? rule.Fault,
            OwnRank = detail.Rank,
            Frame = _frame,
            About = WithEnding(detail.About ?? []),
            Sta = _association?.ClientAddress,
            Bssid = _bss.Bssid,
            Links = _association is not null ? MultiLinkSetups.Of(_association) : null,
            Ssid = _bss.Ssid,
            Message = message,
            Verdict = detail.Verdict?.Sentence,
            Next = detail.Next ?? rule.Next,
            Related = WithEvidence(detail),
            Offset = detail.Octets is null || _frame.IsDerived ? -1 : detail.Octets.Value.Offset,
            Length = _frame.IsDerived ? 0 : detail.Octets?.Length ?? 0,
            Values = detail.Values ?? [],
            Roam = Roam?.Index,
        };
        if (_judgement is not null)
        {
            _judgement.Add(finding, detail.OnlyIfLeading);
        }
        else
        {
            Emit(finding);
        }
    }

    /// <summary>
    /// Reports that an answer is missing. Where the capture cannot tell "never sent" from "not captured"
    /// (<see cref="HandshakeEnd.IsCertain"/>) it becomes a note, says so, and blames nobody.
    /// </summary>
    public void AddMissing(RuleInfo rule, HandshakeEnd end, string message, Detail detail = default)
    {
        if (end.AnswersNothing && _association?.Keys is not ({ Cause: not null } or { Expected: not null }))
        {
            return; // the handshake was ended from outside
        }

        message = MayBeEncrypted ? $"{message} (In a rekey the answer may have been encrypted, which only the key shows.)" : message;
        if (end.IsCertain)
        {
            Add(rule, message, detail);
            return;
        }

        if (end.Unread is { } unread)
        {
            bool apOwes = end.Stage == HandshakeStage.Message2Unanswered;
            string side = apOwes ? "AP" : "client";
            string why = unread.IsCutOff ? ", because the capture cut it off" : "";
            string doubt = $"(An unencrypted data frame from the {side} in between could not be read{why}: it may be the answer.)";
            Add(rule, $"{message} {doubt}", detail with
            {
                Severity = Severity.Note,
                Fault = Fault.Unknown,
                Related = [.. detail.Related ?? [], new RelatedFrame(unread.Ref, "could not be read")],
                Next = unread.IsCutOff
                    ? "Capture whole frames, without a snapshot length."
                    : "Look at the frame that could not be read: what does it carry?",
            });
            return;
        }

        bool hasEnded = end.By == HandshakeEndedBy.CaptureEnd;
        string missed = end.IsForged ? HandshakeEnd.ForgedWords
            : hasEnded ? "(The capture ends here; it may have come later.)" : "(It may have been sent but not captured.)";
        Add(rule, $"{message} {missed}", detail with
        {
            Severity = Severity.Note,
            Fault = Fault.Unknown,
            Next = hasEnded
                ? "Capture for longer: a few more seconds show what happened next."
                : "Capture closer to both sides, on the channel of the BSS, before drawing a conclusion.",
        });
    }

    /// <summary>
    /// It is about a rekey, which the old keys encrypt mostly, and no known key has decrypted what there was.
    /// </summary>
    private bool MayBeEncrypted =>
        _association is { HandshakeCount: > 1 } or { IsFtProtocol: true, HandshakeCount: > 0 }
        && _association.Keys is not { IsRight: true, SeesAllData: true };

    /// <summary>Hands out what several rules have said of the event, the best explanation first.</summary>
    /// <param name="verdict">What keys tell of it; null where they tell nothing.</param>
    public void Settle(Verdict? verdict)
    {
        Finding? before = Roam?.Explanation is { Severity: >= Severity.Warn, Rank: >= ExplanationRank.Violation } violation
            ? violation
            : null;
        foreach (Finding finding in _judgement?.Settle(before, verdict) ?? [])
        {
            Emit(finding);
        }
    }

    private void Emit(Finding finding)
    {
        Roam?.Add(finding);
        _found(finding);
    }

    private bool IsNew(RuleInfo rule, in Detail detail) => (detail.Once ?? rule.Once) switch
    {
        Once.Always => true,
        Once.PerRoam => Roam?.Has(rule.Id) != true,
        var once => ReportedOf(once).TryAdd(rule.Id, detail.Subject),
    };

    private ref Reported ReportedOf(Once once)
    {
        if (once == Once.PerEss && _bss.Ess is { } ess)
        {
            return ref ess.Reported;
        }

        return ref once == Once.PerAttempt && _association is not null ? ref _association.Reported : ref _bss.Reported;
    }

    /// <summary>What is judged on a later frame is about the frame that ended it.</summary>
    private IReadOnlyList<StoredFrame> WithEnding(IReadOnlyList<StoredFrame> about) =>
        _ending is { } ending && ending.Frame != _frame && !about.Contains(ending.Frame) ? [.. about, ending.Frame] : about;

    private IReadOnlyList<RelatedFrame> WithEvidence(in Detail detail)
    {
        IReadOnlyList<RelatedFrame> related = detail.Related ?? [];
        related = _ending is { Frame: var end } && end != _frame ? With(related, end) : related;
        return detail.Verdict is { Evidence: { Count: > 0 } evidence } ? With(related, evidence) : related;
    }

    private static IReadOnlyList<RelatedFrame> With(IReadOnlyList<RelatedFrame> related, StoredFrame end)
    {
        string kind = end.Kind == FrameKind.Disassociation ? "Disassociation" : "Deauthentication";
        return related.Any(other => other.Frame == end.Ref) ? related : [.. related, new RelatedFrame(end.Ref, $"{kind} that ended it")];
    }

    private static IReadOnlyList<RelatedFrame> With(IReadOnlyList<RelatedFrame> related, IReadOnlyList<RelatedFrame> evidence) =>
        [.. related, .. evidence.Where(frame => !related.Any(other => other.Frame == frame.Frame))];
}
