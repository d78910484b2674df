using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Analysis.Verdicts;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The AP refused the FTE of an FT or (Re)Association Request with status 55.</summary>
/// <remarks>
/// What an AP checks without keys is compared here in its order, so that the message can say what is left. The usual case is nobody's bad
/// intent: the AP answered a repeated FT request twice, with a new ANonce each, and the STA goes on with the first.
/// </remarks>
internal sealed class FtAuthStatus55 : IRule<FtResponseReceived>, IRule<AssociationResponseReceived>
{
    private const string AskForMic = "Check the FTE MIC with the PMK: if it verifies, the AP holds a different PMK-R1; if not, look at the "
        + "STA.";

    private enum Cause
    {
        Unknown,
        NotCaptured,
        NoFte,
        Race,
        Nonces,
        KeyHolders,
        Mic,
    }

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-040", "ft-auth-status-55", Severity.Error, ExpertGroup.Response, Fault.Unknown,
        "The AP refused the FTE of the STA (status 55).")
    {
        Rank = ExplanationRank.Pattern,
        Clause = Clauses.StatusCodes,
        Explanation = """
            Status 55 covers a missing FTE, an ANonce or SNonce or key holder IDs that differ from FT authentication, and a wrong FTE MIC;
            the finding names what shows without keys.
            Where the STA repeated its FT request because the AP was slow, and the AP answered each with a new ANonce, the STA uses the
            first answer while the AP has kept the last: neither key is wrong; the AP should have answered with one ANonce.
            """,
        Implementations = """
            hostapd (2.10 to 2.12) fetches PMK-R1 while the client's driver repeats the request after 100 ms, answers both, and refuses the
            reassociation; wpa_supplicant uses the first answer. hostapd also uses 55 for OCI, nonces, key holders and the MIC, but status
            1 for a wrong Element Count.
            """,
        Next = AskForMic,
        Values =
        [
            ("cause", "two-responses, no-fte, nonces, key-holders, mic, unknown or not-captured"),
            ("anonce", "ANonce of the request"),
            ("latest_anonce", "ANonce of the AP's latest FT response"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in FtResponseReceived e, in Report report)
    {
        if (FtExchange.StatusOf(e.Frame) == StatusCodes.InvalidFte)
        {
            OnFtResponse(e.Association, report);
        }
    }

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        if (e.Association.ResponseStatus == StatusCodes.InvalidFte)
        {
            OnAssociationResponse(e.Association, report);
        }
    }

    private void OnFtResponse(Association association, in Report report)
    {
        if (association.Ft.Requests is not [.., var request])
        {
            Report(report, Cause.NotCaptured, "the request was not captured", Fault.Unknown);
        }
        else if (!FtFrames.TryGetFte(association, request, out Element element, out Fte fte))
        {
            bool absent = request.PresenceOf(ElementId.Fte) == Presence.Absent;
            Report(report, absent ? Cause.NoFte : Cause.NotCaptured, FtFrames.MissingFte(request), absent ? Fault.Sta : Fault.Unknown,
                request);
        }
        else if (!fte.TryGetR0khId(out _) && fte.Subelements.AreWhole)
        {
            Report(report, Cause.KeyHolders, "the FTE of the request has no R0KH-ID", Fault.Sta, request);
        }
        else
        {
            Report(report, Cause.Unknown, $"the FTE of the request has {FtFrames.R0khWords(fte)} and looks correct", Fault.Unknown,
                request);
        }
    }

    private void OnAssociationResponse(Association association, in Report report)
    {
        if (association.Request is not { } request)
        {
            Report(report, Cause.NotCaptured, "the request was not captured", Fault.Unknown);
            return;
        }

        if (!FtFrames.TryGetFte(association, request, out Element element, out Fte fte))
        {
            bool absent = request.PresenceOf(ElementId.Fte) == Presence.Absent;
            Report(report, absent ? Cause.NoFte : Cause.NotCaptured, FtFrames.MissingFte(request), absent ? Fault.Sta : Fault.Unknown,
                request);
            return;
        }

        if (FtFrames.TryGetRace(association, fte, out StoredFrame used, out StoredFrame latest)
            && FtFrames.TryGetFte(association, latest, out _, out Fte kept))
        {
            report.Add(
                Info,
                $"Status 55 (Invalid FTE): the AP answered FT authentication twice and kept ANonce "
                + $"{FtFrames.Short(kept.ANonce, fte.ANonce)}; the STA uses {FtFrames.Short(fte.ANonce, kept.ANonce)} from the first "
                + $"answer. This is a race in the AP.",
                new Detail
                {
                    Fault = Fault.Ap,
                    Verdict = FtVerdict.OfReplacedANonce(association),
                    Next = "Nothing is wrong with the keys. Make the AP answer faster (push PMK-R1 to the APs, faster path to the R0KH) "
                        + "and ask its vendor to answer a repeated request with the same ANonce.",
                    About = [used, latest],
                    Related =
                    [
                        new RelatedFrame(used.Ref, "FT response whose ANonce the STA uses"),
                        new RelatedFrame(latest.Ref, "later FT response with another ANonce"),
                        new RelatedFrame(request.Ref, "reassociation refused"),
                    ],
                    Values =
                    [
                        FindingValue.Of("cause", "two-responses"),
                        FindingValue.Of("anonce", FtFrames.Hex(fte.ANonce)),
                        FindingValue.Of("latest_anonce", FtFrames.Hex(kept.ANonce)),
                    ],
                });
            return;
        }

        if (association.Ft.ResponseBefore(request) is not { } reference
            || !FtFrames.TryGetFte(association, reference, out _, out Fte agreed))
        {
            Report(report, Cause.NotCaptured, "the FT response that the request's FTE must match was not captured", Fault.Unknown, request);
        }
        else if (!fte.ANonce.SequenceEqual(agreed.ANonce))
        {
            // The AP may have answered once more.
            string anonces = $"ANonce {FtFrames.Short(fte.ANonce, agreed.ANonce)} in the request, "
                + $"{FtFrames.Short(agreed.ANonce, fte.ANonce)} in the FT response";
            Report(report, Cause.Nonces, $"{anonces} (another response may have been sent but not captured)", Fault.Unknown, request,
                reference);
        }
        else if (!fte.SNonce.SequenceEqual(agreed.SNonce))
        {
            Report(report, Cause.Nonces, $"SNonce {FtFrames.Short(fte.SNonce, agreed.SNonce)} in the request, "
                + $"{FtFrames.Short(agreed.SNonce, fte.SNonce)} in the FT response", Fault.Sta, request, reference);
        }
        else if (!FtFrames.SameR0kh(fte, agreed))
        {
            Report(report, Cause.KeyHolders, $"{FtFrames.R0khWords(fte)} in the request, {FtFrames.R0khWords(agreed)} in the FT response",
                Fault.Sta, request, reference);
        }
        else if (!FtFrames.SameR1kh(fte, agreed))
        {
            Report(report, Cause.KeyHolders, $"{FtFrames.R1khWords(fte)} in the request, {FtFrames.R1khWords(agreed)} in the FT response",
                Fault.Sta, request, reference);
        }
        else
        {
            Report(report, Cause.Mic, "nonces and key holders of the request match the FT response; that leaves a wrong FTE MIC or a "
                + "different PMK-R1 at the AP", Fault.Unknown, request, reference, FtVerdict.OfFteMic(association));
        }
    }

    private void Report(
        in Report report, Cause cause, string why, Fault fault, StoredFrame? request = null, StoredFrame? reference = null,
        Verdict? verdict = null)
    {
        var related = new List<RelatedFrame>();
        if (request is not null)
        {
            related.Add(new RelatedFrame(request.Ref, "request refused"));
        }

        if (reference is not null)
        {
            related.Add(new RelatedFrame(reference.Ref, "FT response that it builds on"));
        }

        report.Add(Info, $"The AP refused the request with status 55 (Invalid FTE): {why}.", new Detail
        {
            Fault = fault,
            Verdict = verdict,
            Next = cause switch
            {
                Cause.NoFte or Cause.KeyHolders => "Report the FTE of the request to the client vendor.",
                Cause.Nonces => "Check whether an FT exchange between the two is missing from the capture; if not, report it to the client "
                    + "vendor.",
                Cause.NotCaptured => "Capture on the channel of the target AP from the start of the roam, and on that of the old AP for FT "
                    + "over the DS.",
                _ => null,
            },
            Related = related,
            Values = [FindingValue.Of("cause", Words(cause))],
        });
    }

    private static string Words(Cause cause) => cause switch
    {
        Cause.NotCaptured => "not-captured",
        Cause.NoFte => "no-fte",
        Cause.Race => "two-responses",
        Cause.Nonces => "nonces",
        Cause.KeyHolders => "key-holders",
        Cause.Mic => "mic",
        _ => "unknown",
    };
}
