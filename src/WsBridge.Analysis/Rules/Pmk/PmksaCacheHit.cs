using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Pmkids;
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
        Values = [("pmkid", "the PMKID in hexadecimal"), ("kind", "pmksa or okc")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.Message1;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (!Offer.TryGetHit(context, out StoredFrame request, out Kde kde))
        {
            return;
        }

        context.Report(Info, $"The AP took the cached PMKSA {Offer.Short(kde.Data)} that the client offered: {context.Association!.Akm} without a full authentication.", new Detail
        {
            Octets = (kde.DataOffset, kde.Data.Length),
            Related = [new RelatedFrame(request.Ref, "association request that offers this PMKID"), .. PmkidWords.Origins(context.Frame)],
            Values = [FindingValue.Of("pmkid", Convert.ToHexStringLower(kde.Data)), FindingValue.Of("kind", PmkidWords.KindsOf(context.Frame))],
        });
    }
}
