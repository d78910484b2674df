using System.Globalization;
using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Analysis.Verdicts;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>FT requests got no response, although the AP that owes it was heard.</summary>
internal sealed class FtAuthNoResponse : IRule<FtUnanswered>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-042", "ft-auth-no-response", Severity.Warn, ExpertGroup.Sequence, Fault.Ap,
        "An FT request got no response.")
    {
        Rank = ExplanationRank.Symptom,
        Milder = [Severity.Note],
        Explanation = """
            The target AP answers only when it has the PMK-R1, which it may have to fetch from the R0KH over the wired network; over the DS
            the current AP must forward both ways.
            A client gives up after a few hundred milliseconds.
            Reported when a second has passed or the client started over, and the AP was heard after the request.
            A note where a single request was not repeated: the capture may have missed the response.
            The fault is unknown where the AP's sequence numbers show that some of its frames were not captured at that time.
            """,
        Implementations = """
            hostapd stays silent until the R0KH has answered, and where FT over the DS is disabled.
            Linux clients retry a request over the air after 100 ms, twice; iwd waits 200 ms over the DS.
            """,
        Next = """
            Check that the target AP reaches the R0KH that the request names and shares a key with it; over the DS also that the current AP
            reaches the target AP.
            """,
        Values =
        [
            ("requests", "transmissions without a response"),
            ("acknowledged", "how many of them were acknowledged in the capture"),
            ("waited_ms", "milliseconds from the latest one to this frame"),
            ("r0kh_id", "R0KH-ID of the request, escaped"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in FtUnanswered e, in Report report)
    {
        if (e.Association is not { Ft.Unanswered: > 0 and var asked } association || association.Ft.Requests is not [.., var last])
        {
            return;
        }

        List<StoredFrame> requests = [.. association.Ft.Requests.TakeLast(asked)];
        int acknowledged = requests.Count(request => request.IsAcknowledged);
        bool isCertain = asked > 1;
        double waited = e.Frame.MillisecondsSince(last);
        var values = new List<FindingValue>
        {
            FindingValue.Of("requests", asked),
            FindingValue.Of("acknowledged", acknowledged),
            FindingValue.Of("waited_ms", waited),
        };
        string holder = "";
        if (FtFrames.TryGetFte(association, last, out _, out Dot11.Fte fte) && fte.TryGetR0khId(out ReadOnlySpan<byte> r0khId))
        {
            holder = $" It names {FtFrames.R0khWords(fte)}.";
            values.Add(FindingValue.Of("r0kh_id", Dot11.Ssid.ToText(r0khId)));
        }

        string text =
            string.Create(CultureInfo.InvariantCulture, $"The {FtFirstExchange.NameOf(last, isRequest: true)}, sent "
                + $"{EndText.Times(asked)}, got no response within {Math.Min(waited, 1000):0} ms, although the AP was heard.{holder}");
        bool hasGap = (association.Ft.Through ?? association.Bss).Run.HasGapSince(association.Ft.RunAtRequest);
        string doubt = hasGap
            ? " (Gaps in the AP's sequence numbers show that some of its frames were not captured since then: the response may be one of "
                + "them.)"
            : isCertain ? "" : " (A response may have been sent but not captured.)";
        report.Add(Info, text + doubt, new Detail
        {
            Severity = isCertain ? Severity.Warn : Severity.Note,
            Fault = isCertain && acknowledged > 0 && !hasGap ? Fault.Ap : Fault.Unknown,
            About = requests,
            Related = [.. requests.Select(request => new RelatedFrame(request.Ref, "FT request"))],
            Values = values,
        });
    }
}
