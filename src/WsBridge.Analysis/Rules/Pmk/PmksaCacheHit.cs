using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>Message 1 names a PMKID that the client offered: a cached PMKSA is used.</summary>
public sealed class PmksaCacheHit : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-PMK-003", "pmksa-cache-hit", Severity.Chat, ExpertGroup.Response, Fault.None, "A cached PMKSA is used: no EAP or SAE was needed.")
    {
        Clause = Clauses.Pmkid,
        Explanation = "The client offered a PMKID in its association request, no EAP followed, and message 1 names the same PMKID: PMKSA caching, or opportunistic key caching (OKC) when the client had not authenticated at this AP before.",
        Implementations = "hostapd puts the PMKID of the PMKSA into message 1; wpa_supplicant looks it up in its cache.",
        Next = "Nothing to do.",
        Values = [("pmkid", "the PMKID in hexadecimal")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.Message1;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (context.Association is not { FirstEap: null } association || context.Message is not { } message || !Offer.IsFirstMessage1(association)
            || association.Akm is null or { IsPsk: true } || association.AuthenticationAlgorithm is Authentication.Sae || association.ResponseStatus is not (null or 0)
            || !Offer.TryGet(association, out StoredFrame request, out Rsne offered)
            || !message.Kdes.TryFind(KdeType.Pmkid, out Kde kde) || kde.Data.Length != Rsne.PmkidSize || !offered.ContainsPmkid(kde.Data))
        {
            return;
        }

        context.Report(Info, $"The AP took the cached PMKSA {Offer.Short(kde.Data)} that the client offered: {association.Akm} without a full authentication.", new Detail
        {
            Octets = (kde.DataOffset, kde.Data.Length),
            Related = [new RelatedFrame(request.Ref, "association request that offers this PMKID")],
            Values = [FindingValue.Of("pmkid", Convert.ToHexStringLower(kde.Data))],
        });
    }
}
