using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Pmkids;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>The client offered a PMKID and the AP asked for EAP all the same.</summary>
internal sealed class PmksaCacheMiss : IRule<EapStarted>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-PMK-004", "pmksa-cache-miss", Severity.Note, ExpertGroup.Response, Fault.Unknown,
        "The AP accepted none of the PMKIDs that the client offered; full EAP follows.")
    {
        Clause = Clauses.Pmkid,
        Explanation = """
            Legal, but a full EAP authentication costs hundreds of milliseconds in a roam.
            Either the AP does not have the key (no key caching between APs, cache flushed, session expired), or the client offers one that
            was never valid here.
            Detected when the AP sends an EAP request after an association with status 0 that offered PMKIDs.
            """,
        Implementations = """
            hostapd starts EAP whenever it does not find the PMKID; with EAP AKMs it never refuses the association for that. hostapd up to
            2.10 and newer clients compute PMKIDs of FT-EAP with different hash functions, so that combination never hits.
            """,
        Next = """
            Check OKC or key caching between the APs, the lifetime of cached keys, and whether the client offers a PMKID that belongs to
            another AP.
            """,
        Values = [("offered", "PMKIDs in the association request"), ("kinds", "what each of them is, in order, as in wsbridge.pmkid.kind")],
    };

    /// <inheritdoc/>
    public void Check(in EapStarted e, in Report report)
    {
        if (!e.FromAp || e.Association is not { Handshake: null } association || association.ResponseStatus is not (null or 0)
            || !Offer.TryGet(association, out StoredFrame request, out Rsne offered) || !IsRequest(e.Frame))
        {
            return;
        }

        string which = offered.PmkidsThere == 1 ? $"PMKID {Offer.Short(offered.Pmkid(0))}" : $"any of {offered.PmkidsThere} PMKIDs";
        string origin = request.Pmkids is [var only] && PmkidText.Origin(only.Meaning) is { } words ? " " + words : "";
        report.Add(Info, $"The AP did not accept {which} that the client offered and starts EAP, {e.Frame.MillisecondsSince(request):0} ms "
            + $"after the request.{origin}", new Detail
            {
                Related = [new RelatedFrame(request.Ref, "association request with the PMKIDs offered"), .. PmkidText.Origins(request)],
                Values = [FindingValue.Of("offered", offered.PmkidsThere), FindingValue.Of("kinds", PmkidText.KindsOf(request))],
            });
    }

    private static bool IsRequest(StoredFrame frame) =>
        Llc.TryGetEapol(frame.Header, out ReadOnlySpan<byte> octets, out _) && Eapol.TryReadLenient(octets, out Eapol eapol, out _)
        && eapol.Type == EapolType.Eap && eapol.Body is [(byte)EapCode.Request, ..];
}
