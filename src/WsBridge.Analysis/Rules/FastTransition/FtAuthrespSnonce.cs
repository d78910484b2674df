using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>An FT response of status 0 does not repeat the SNonce of the request, or its ANonce is zero.</summary>
/// <remarks>
/// A response to an earlier request of the same attempt is a note: the STA has asked anew meanwhile. So is one with an SNonce of no
/// request, because the one that was answered may be missing from the capture; a request long before the response is no reference at all.
/// </remarks>
internal sealed class FtAuthrespSnonce : IRule<FtResponseReceived>
{
    private const double SameExchangeMilliseconds = 1000;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-037", "ft-authresp-snonce", Severity.Error, ExpertGroup.Sequence, Fault.Ap,
        "The FT response does not repeat the SNonce of the request, or its ANonce is zero.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.FtSecondMessage,
        Explanation = """
            The PTK comes from both nonces.
            A response with another SNonce belongs to another exchange, and the STA drops it.
            A note where the response answers an earlier request of the same STA: the AP was slow, and the STA has started over.
            Also a note where no request has this SNonce: that request may not have been captured.
            """,
        Implementations = """
            wpa_supplicant drops the response ("SNonce mismatch in FTIE"); so does iwd. mac80211 retries an unanswered request with the
            same SNonce, which is correct.
            """,
        Next = """
            Check how long the AP took to answer; if it is slow, look at the key transfer from the R0KH.
            If it answers no request at all, report it to the AP vendor.
            """,
        Values =
        [
            ("snonce", "SNonce of the response"),
            ("requested_snonce", "SNonce of the latest request"),
            ("anonce", "ANonce of the response"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in FtResponseReceived e, in Report report)
    {
        Association association = e.Association;
        if (FtExchange.StatusOf(e.Frame) != 0
            || !FtFrames.TryGetFte(association, e.Frame, out Element element, out Fte answered))
        {
            return;
        }

        if (!answered.ANonce.ContainsAnyExcept((byte)0))
        {
            report.Add(Info,
                "The FT response has status 0 but a zero ANonce: every PTK derived from it lacks the AP's contribution.", new Detail
                {
                    Octets = FtFrames.Octets(element, answered.ANonceOffset, answered.ANonce.Length),
                    Values = [FindingValue.Of("anonce", FtFrames.Hex(answered.ANonce))],
                });
        }

        if (association.Ft.Requests is not [.., var request] || e.Frame.MillisecondsSince(request) > SameExchangeMilliseconds
            || !FtFrames.TryGetFte(association, request, out _, out Fte asked) || answered.SNonce.SequenceEqual(asked.SNonce))
        {
            return;
        }

        StoredFrame? earlier = EarlierRequest(association, answered);
        string values = $"SNonce {FtFrames.Short(answered.SNonce, asked.SNonce)} in the FT response, "
            + $"{FtFrames.Short(asked.SNonce, answered.SNonce)} in the latest request";
        report.Add(Info,
            earlier is null
                ? values + ". (The request that it answers may have been sent but not captured.)"
                : values + ": it answers an earlier request; the STA has started over since.", new Detail
                {
                    Severity = Severity.Note,
                    Fault = earlier is null ? Fault.Unknown : null,
                    Octets = FtFrames.Octets(element, answered.SNonceOffset, answered.SNonce.Length),
                    Related = earlier is null
                ? [new RelatedFrame(request.Ref, "latest FT request")]
                : [new RelatedFrame(earlier.Ref, "FT request that it answers"), new RelatedFrame(request.Ref, "latest FT request")],
                    Values =
                    [
                        FindingValue.Of("snonce", FtFrames.Hex(answered.SNonce)),
                        FindingValue.Of("requested_snonce", FtFrames.Hex(asked.SNonce)),
                    ],
                });
    }

    private static StoredFrame? EarlierRequest(Association association, in Fte answered)
    {
        for (int i = association.Ft.Requests.Count - 2; i >= 0; i--)
        {
            if (FtFrames.TryGetFte(association, association.Ft.Requests[i], out _, out Fte asked)
                && asked.SNonce.SequenceEqual(answered.SNonce))
            {
                return association.Ft.Requests[i];
            }
        }

        return null;
    }
}
