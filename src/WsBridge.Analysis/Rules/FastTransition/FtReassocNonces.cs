using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The FTE of an FT reassociation carries other nonces than FT authentication.</summary>
/// <remarks>
/// Unknown nonces, and an unknown ANonce, are those of a frame that the capture lacks far more often than a fault, and the ANonce of the
/// first of two answers is the AP's doing, which <see cref="FtAuthStatus55"/> calls an error where it has consequences: all are notes.
/// </remarks>
internal sealed class FtReassocNonces : IRule<AssociationRequestReceived>, IRule<AssociationResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-051", "ft-reassoc-nonces", Severity.Error, ExpertGroup.Sequence, Fault.Sta,
        "The FTE of the FT reassociation carries nonces that differ from FT authentication.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.FtThirdMessage,
        Explanation = """
            ANonce and SNonce of the FT response come back in the Reassociation Request and Response; the PTK is derived from them.
            A note where the STA uses the ANonce of an earlier answer because the AP answered twice, and where the ANonce or neither nonce
            is known, because the response or the exchange it comes from is probably missing from the capture.
            """,
        Implementations = """
            hostapd refuses different nonces with status 55; wpa_supplicant and iwd drop such a response. hostapd generates a new ANonce
            for each FT request, even for a retry.
            """,
        Next = """
            See the status of the Reassociation Response and whether FT authentication was captured completely; if it was, report it to the
            sender's vendor.
            """,
        Values =
        [
            ("field", "anonce, snonce or both"),
            ("found", "the nonce found"),
            ("expected", "the nonce of FT authentication, or of the request for a response"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        Association association = e.Association;
        if (association is { IsFtReassociation: true, ResponseStatus: StatusCodes.Success, Request: { } request }
            && FtFrames.TryGetFte(association, e.Frame, out Element element, out Fte fte)
            && FtFrames.TryGetFte(association, request, out _, out Fte requested)
            && Differs(fte, requested, out bool aNonce, out bool sNonce))
        {
            Detail detail = DetailOf(fte, aNonce, sNonce) ?? new Detail { Fault = Fault.Ap };
            Report(report, isResponse: true, element, fte, requested, aNonce, sNonce, request, detail);
        }
    }

    /// <inheritdoc/>
    public void Check(in AssociationRequestReceived e, in Report report)
    {
        Association association = e.Association;
        if (!association.IsFtReassociation || !FtFrames.TryGetFte(association, e.Frame, out Element element, out Fte fte)
            || association.Ft.ResponseBefore(e.Frame) is not { } reference
            || !FtFrames.TryGetFte(association, reference, out _, out Fte agreed)
            || !Differs(fte, agreed, out bool aNonce, out bool sNonce))
        {
            return;
        }

        if (FtFrames.ResponseWithNonces(association, fte) is { } earlier)
        {
            report.Add(Info, $"The STA uses ANonce {FtFrames.Short(fte.ANonce, agreed.ANonce)} from an earlier FT response; the AP has "
                + $"sent another since, {FtFrames.Short(agreed.ANonce, fte.ANonce)}, and may refuse it (status 55).", new Detail
                {
                    Severity = Severity.Note,
                    Fault = Fault.Ap,
                    Next = "See the status of the Reassociation Response. The AP should answer a repeated FT request with the same ANonce.",
                    Related =
                    [
                        new RelatedFrame(earlier.Ref, "FT response with this ANonce"),
                        new RelatedFrame(reference.Ref, "later FT response"),
                    ],
                    Octets = FtFrames.Octets(element, fte.ANonceOffset, fte.ANonce.Length),
                    Values =
                    [
                        FindingValue.Of("field", "anonce"),
                        FindingValue.Of("found", FtFrames.Hex(fte.ANonce)),
                        FindingValue.Of("expected", FtFrames.Hex(agreed.ANonce)),
                    ],
                });
            return;
        }

        Report(report, isResponse: false, element, fte, agreed, aNonce, sNonce, reference, DetailOf(fte, aNonce, sNonce) ?? default);
    }

    /// <summary>
    /// Where both nonces are others, they are of an exchange that the capture does not have; another ANonce may be of another FT response.
    /// </summary>
    private static Detail? DetailOf(in Fte fte, bool inANonce, bool inSNonce) =>
        inANonce && fte.ANonce.ContainsAnyExcept((byte)0) && (!inSNonce || fte.SNonce.ContainsAnyExcept((byte)0))
            ? new Detail { Severity = Severity.Note, Fault = Fault.Unknown }
            : null;

    private static bool Differs(in Fte a, in Fte b, out bool inANonce, out bool inSNonce)
    {
        inANonce = !a.ANonce.SequenceEqual(b.ANonce);
        inSNonce = !a.SNonce.SequenceEqual(b.SNonce);
        return inANonce || inSNonce;
    }

    private void Report(
        in Report report,
        bool isResponse,
        in Element element,
        in Fte fte,
        in Fte expected,
        bool aNonce,
        bool sNonce,
        StoredFrame reference,
        Detail detail)
    {
        (string here, string there) = isResponse ? ("Reassociation Response", "request") : ("Reassociation Request", "FT response");
        string difference = aNonce
            ? $"ANonce {FtFrames.Short(fte.ANonce, expected.ANonce)} in the {here}, {FtFrames.Short(expected.ANonce, fte.ANonce)} in the "
                + $"{there}"
            : $"SNonce {FtFrames.Short(fte.SNonce, expected.SNonce)} in the {here}, {FtFrames.Short(expected.SNonce, fte.SNonce)} in the "
                + $"{there}";
        string more = aNonce && !sNonce && detail.Severity == Severity.Note
            ? ". (Another response may have been sent but not captured.)"
            : aNonce && sNonce
                ? detail.Severity == Severity.Note
                    ? "; SNonce differs too: the request follows an FT exchange that was not captured, or a stale one."
                    : "; SNonce differs too."
            : ".";
        ReadOnlySpan<byte> found = aNonce ? fte.ANonce : fte.SNonce;
        report.Add(Info, difference + more, detail with
        {
            Octets = FtFrames.Octets(element, aNonce ? fte.ANonceOffset : fte.SNonceOffset, found.Length),
            Related = [new RelatedFrame(reference.Ref, there + " to compare with")],
            Values =
            [
                FindingValue.Of("field", aNonce && sNonce ? "both" : aNonce ? "anonce" : "snonce"),
                FindingValue.Of("found", FtFrames.Hex(found)),
                FindingValue.Of("expected", FtFrames.Hex(aNonce ? expected.ANonce : expected.SNonce)),
            ],
        });
    }
}
