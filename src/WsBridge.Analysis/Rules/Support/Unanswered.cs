using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Verdicts;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>A frame before the 4-way handshake that got no answer: what the rules on it say alike.</summary>
internal static class Unanswered
{
    public static IReadOnlyList<(string Key, string Meaning)> Values { get; } =
    [
        ("times", "how often it was sent, in frames of their own"),
        ("acknowledged", "how many of them were acknowledged in the capture"),
        ("waited_ms", "milliseconds from the first of them to the end"),
        ("ended", "ap, sta, new-attempt, silence or capture-end"),
    ];

    /// <summary>A client that starts over or leaves so soon has not waited for the answer.</summary>
    private const double PatienceMilliseconds = 200;

    /// <summary>
    /// Reports that no answer came. Where it may have been sent and not captured, it becomes a note that says so and blames nobody; where
    /// the capture is silent of the one who owes it, and the question was not put again, nothing is said.
    /// </summary>
    /// <param name="report">Where the rule reports.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="stop">How the attempt ended.</param>
    /// <param name="what">What got no answer, as the subject of a sentence.</param>
    /// <param name="word">The same in a word or two, for the list of frames.</param>
    /// <param name="fault">Who is at fault when it was acknowledged.</param>
    public static void Report(in Report report, RuleInfo rule, ConnectionStop stop, string what, string word, Fault fault)
    {
        PendingConnection pending = stop.Pending;
        bool hasNotWaited = stop.By is ConnectionStoppedBy.Sta or ConnectionStoppedBy.NewAttempt
            && pending.Times == 1 && stop.Waited < PatienceMilliseconds;
        if (hasNotWaited || (!stop.WasHeard && pending.Times < 2))
        {
            return;
        }

        int acknowledged = pending.Acknowledged;
        string sent = pending.Times > 1 ? $", sent {EndText.Times(pending.Times)}," : "";
        string received = acknowledged > 0 ? " It was acknowledged, so the other side received it." : "";
        string doubt = stop.IsCertain ? ""
            : stop.WasHeard ? " (The answer may have been sent but not captured.)"
            : " (The other side was not heard: it may be on another channel or out of range.)";
        string message = stop.IsAnsweredByEnd && pending.Times == 1
            ? $"{what} was answered with {stop.FrameWords}, {stop.Waited:0} ms after it."
            : $"{what}{sent} got no answer within {stop.Waited:0} ms; {stop.Words}.{received}{doubt}";
        report.Add(rule, message, new Detail
        {
            Severity = stop.IsCertain ? rule.Severity : Severity.Note,
            Fault = stop.IsCertain && acknowledged > 0 && pending.Times >= 2 ? fault : Fault.Unknown,
            Next = stop.IsCertain ? null : "Capture closer to both sides, on the channel of the BSS, before drawing a conclusion.",
            About = [pending.Last],
            Related = [.. pending.Asked.Select(frame => new RelatedFrame(frame.Ref, word))],
            Values =
            [
                FindingValue.Of("times", pending.Times),
                FindingValue.Of("acknowledged", acknowledged),
                FindingValue.Of("waited_ms", stop.Waited),
                FindingValue.Of("ended", Ended(stop.By)),
            ],
        });
    }

    /// <summary>What ended the attempt, as a value.</summary>
    public static string Ended(ConnectionStoppedBy by) => by switch
    {
        ConnectionStoppedBy.Ap => "ap",
        ConnectionStoppedBy.Sta => "sta",
        ConnectionStoppedBy.NewAttempt => "new-attempt",
        ConnectionStoppedBy.CaptureEnd => "capture-end",
        _ => "silence",
    };
}
