using System.Globalization;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Pmkids;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Analysis.Verdicts;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The AP never answered message 2 of an FT initial association in which PMKIDs beside PMKR1Name play a part.</summary>
/// <remarks>
/// How it was refused tells the mechanism: at once with reason 2 is a check of elements, repeated until reason 15 a MIC that the AP could
/// not verify or a silent drop.
/// </remarks>
internal sealed class FtM2RejectedNoM3 : IRule<HandshakeFailed>
{
    /// <summary>An authenticator that refuses an element answers within this time; a timeout takes longer.</summary>
    private const double AtOnceMilliseconds = 90;

    private const string Meanwhile = "Until then update the AP, or turn off PMKSA caching (OKC) for the client or 802.11r on the SSID.";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-003", "ft-m2-rejected-no-m3", Severity.Error, ExpertGroup.Sequence, Fault.Ap,
        "The AP received FT message 2 with extra or cached PMKIDs and never answered with message 3.")
    {
        Rank = ExplanationRank.Pattern,
        Milder = [Severity.Note],
        Clause = Clauses.FtInitialAssociation,
        Explanation = """
            This is the signature of an FT PMKID-list or PMKSA-caching fault.
            One message 2 and reason 2 at once: the AP verified the MIC and then rejected the elements.
            Repeated messages 1 and 2 and reason 15: the AP could not verify the MIC, or silently dropped message 2; an "invalid MIC" in
            its log does not prove the client's MIC wrong.
            """,
        Implementations = """
            hostapd up to 2.10: any PMKID Count other than 1 leads to reason 2 at once, and the log says "No PMKR1Name". hostapd up to 2.8
            (from its code): with a PMKSA cache hit on FT-EAP no PTK is derived and the log says "invalid MIC in msg 2/4" although the MIC
            is valid.
            Clients report WRONG_KEY in all of these.
            """,
        Next = "Check the MIC of message 2 with the PMK (from RADIUS): if it is valid, the AP is at fault; send its vendor this exchange. "
            + Meanwhile,
        Values =
        [
            ("pmkid_count", "PMKID Count of message 2"),
            ("offered", "PMKID Count of the association request"),
            ("m2", "transmissions of message 2"),
            ("after_ms", "milliseconds from the last message 2 to the end"),
            ("mechanism", "element-check, mic-or-drop or unknown"),
            ("kinds", "what each PMKID of message 2 is, in order, as in wsbridge.pmkid.kind"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in HandshakeFailed e, in Report report)
    {
        Association association = e.Association;
        HandshakeEnd end = e.End;
        if (!FtM2.IsRefusedOverPmkids(association, end)
            || !M2Pmkids.TryRead(association, end.Handshake.M2[^1], out M2Pmkids pmkids))
        {
            return;
        }

        Handshake handshake = end.Handshake;
        StoredFrame message2 = handshake.M2[^1].Frame;
        double after = end.Frame.MillisecondsSince(message2);
        bool byElements = end is { By: HandshakeEndedBy.Ap, Reason: 2 } && handshake.M2.Count == 1 && after <= AtOnceMilliseconds;
        bool byTimeout = handshake.M1.Count > 1 || end.Reason == 15;
        string mechanism = byElements ? "element-check" : byTimeout ? "mic-or-drop" : "unknown";

        var related = new List<RelatedFrame>();
        foreach (HandshakeFrame sent in handshake.M2)
        {
            related.Add(new RelatedFrame(sent.Frame.Ref, "message 2"));
        }

        if (association.Request is { } request)
        {
            related.Add(new RelatedFrame(request.Ref, "association request with the PMKIDs offered"));
        }

        related.AddRange(PmkidText.Origins(message2));
        var values = new List<FindingValue>
        {
            FindingValue.Of("m2", handshake.M2.Count),
            FindingValue.Of("after_ms", after),
            FindingValue.Of("mechanism", mechanism),
            FindingValue.Of("kinds", PmkidText.KindsOf(message2)),
        };
        if (pmkids.Count is { } count)
        {
            values.Add(FindingValue.Of("pmkid_count", count));
        }

        if (pmkids.Offered is { } offered)
        {
            values.Add(FindingValue.Of("offered", offered));
        }

        report.AddMissing(Info, end, Words(handshake, end, pmkids, association, after, byElements, byTimeout), new Detail
        {
            Verdict = e.Verdict,
            Fault = FaultOf(pmkids),
            Next = handshake.M2[^1].Mic == MicState.Valid
                ? "Send this exchange to the AP vendor: the MIC of message 2 is valid. " + Meanwhile
                : null,
            About = [.. handshake.M2.Select(sent => sent.Frame)],
            Related = related,
            Values = values,
        });
    }

    /// <summary>An AP may refuse PMKIDs that the request did not offer, which cannot be told where the request was not captured.</summary>
    private static Fault FaultOf(M2Pmkids pmkids) => pmkids switch
    {
        { Foreign: >= 2 } => Fault.Both,
        { Foreign: null, Count: > 1 } => Fault.Unknown,
        _ => Fault.Ap,
    };

    /// <summary>Short, because Wireshark cuts a line off after some 200 characters.</summary>
    private static string Words(Handshake handshake, HandshakeEnd end, M2Pmkids pmkids, Association association, double after,
        bool byElements, bool byTimeout)
    {
        string acknowledged = handshake.M2.Any(sent => sent.Frame.IsAcknowledged) ? "The AP acknowledged" : "The client sent";
        string cached = pmkids.Offered is >= 1 && association.FirstEap is null ? ", with a cached PMK" : "";
        string what = $"{acknowledged} message 2 with {M2Pmkids.Words(pmkids.Count ?? 0)}{cached}";
        if (byElements)
        {
            string time = after.ToString("0.0", CultureInfo.InvariantCulture);
            return (what + $" and rejected it at once (reason {end.Reason}, {time} ms later, no message 3): an element check failed, not "
                + $"the MIC.")
                .Replace("The client sent", "The AP was sent", StringComparison.Ordinal);
        }

        return byTimeout
            ? $"{what}, {EndText.Times(handshake.M2.Count)}; no message 3 came, then {EndText.Short(end)}. The AP dropped it silently: "
                + $"an \"invalid MIC\" in its log does not prove the client wrong."
            : $"{what}; no message 3 came, then {EndText.Short(end)}.";
    }
}
