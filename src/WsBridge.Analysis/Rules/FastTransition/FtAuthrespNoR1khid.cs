using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>An FT response of status 0 does not name the PMK-R1 key holder, or another R0KH-ID than the request.</summary>
internal sealed class FtAuthrespNoR1khid : IRule<FtResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-036", "ft-authresp-no-r1khid", Severity.Error, ExpertGroup.Protocol, Fault.Ap,
        "The FT response accepts the STA without an R1KH-ID, or with an R0KH-ID that differs from the request.")
    {
        Clause = Clauses.FtSecondMessage,
        Explanation = """
            The STA derives PMK-R1 and the PTK from the R1KH-ID that this frame names, under the PMK-R0 of the R0KH-ID that it asked for.
            Without them it cannot derive a key.
            Not checked where no request was captured or the response is truncated.
            """,
        Implementations = "wpa_supplicant and iwd drop such a response, so the roam fails without a status code.",
        Next = "Report it to the AP vendor with the request and the response.",
        Values = [("r0kh_id", "R0KH-ID of the response, escaped"), ("requested_r0kh_id", "R0KH-ID of the request, escaped")],
    };

    /// <inheritdoc/>
    public void Check(in FtResponseReceived e, in Report report)
    {
        if (e.Association is not { Ft.Requests: [.., var request] } association || FtExchange.StatusOf(e.Frame) != 0
            || !FtFrames.TryGetFte(association, request, out _, out Fte asked))
        {
            return;
        }

        RelatedFrame[]? related = null;
        if (!FtFrames.TryGetFte(association, e.Frame, out Element element, out Fte answered))
        {
            if (FtFrames.IsWhole(e.Frame) && element.Octets.IsEmpty)
            {
                related = [new RelatedFrame(request.Ref, "FT request")];
                report.Add(Info, "The FT response has status 0 but no FTE, although the request has one: it gives the STA no ANonce, "
                    + "R1KH-ID or R0KH-ID.", new Detail { Related = related });
            }

            return;
        }

        if (!answered.Subelements.AreWhole)
        {
            return;
        }

        bool noR1kh = !answered.TryGetR1khId(out _);
        // else it answers another request
        bool sameR0kh = FtFrames.SameR0kh(asked, answered) || !asked.SNonce.SequenceEqual(answered.SNonce);
        if ((!noR1kh && sameR0kh) || !asked.Subelements.AreWhole)
        {
            return;
        }

        related = [new RelatedFrame(request.Ref, "FT request")];
        string r0kh = sameR0kh ? "" : $"{FtFrames.R0khWords(answered)} where the request has {FtFrames.R0khWords(asked)}";
        string message = (noR1kh, sameR0kh) switch
        {
            (true, true) => "The FT response has status 0 but no R1KH-ID: the STA cannot derive PMK-R1.",
            (true, false) => $"The FT response has status 0, no R1KH-ID, and {r0kh}.",
            _ => $"The FT response has {r0kh}.",
        };
        var values = new List<FindingValue>();
        if (answered.TryGetR0khId(out ReadOnlySpan<byte> r0khId))
        {
            values.Add(FindingValue.Of("r0kh_id", Ssid.ToText(r0khId)));
        }

        if (asked.TryGetR0khId(out ReadOnlySpan<byte> requested))
        {
            values.Add(FindingValue.Of("requested_r0kh_id", Ssid.ToText(requested)));
        }

        report.Add(Info, message, new Detail { Octets = FtFrames.Octets(element), Related = related, Values = values });
    }
}
