using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Pmkids;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>Message 1 names a PMKID that the client offered: a cached PMKSA is used.</summary>
internal sealed class PmksaCacheHit : IRule<Message2Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-PMK-003", "pmksa-cache-hit", Severity.Chat, ExpertGroup.Response, Fault.None,
        "Client and AP use a cached PMKSA: no EAP or SAE was needed.")
    {
        Clause = Clauses.Pmkid,
        Explanation = """
            The client offered a PMKID in its association request, no EAP followed, message 1 names the same PMKID and the client answers
            it, which it would not do without the key: PMKSA caching, or opportunistic key caching (OKC) when the client had not
            authenticated at this AP before.
            """,
        Implementations = "hostapd puts the PMKID of the PMKSA into message 1; wpa_supplicant looks it up in its cache.",
        Next = "Nothing to do.",
        Values = [("pmkid", "the PMKID in hexadecimal"), ("kind", "pmksa or okc")],
    };

    /// <inheritdoc/>
    public void Check(in Message2Received e, in Report report)
    {
        if (e.Association is not { HandshakeCount: 1, Handshake: { M1: [.., var message1], M2.Count: 1 } } association
            || !Offer.TryGetHit(association, message1, out StoredFrame request, out Kde kde))
        {
            return;
        }

        report.Add(Info, $"Client and AP use the cached PMKSA {Offer.Short(kde.Data)} that the client offered: {association.Akm} without "
            + $"full authentication.", new Detail
            {
                About = [message1.Frame],
                Related =
                [
                    new RelatedFrame(message1.Frame.Ref, "message 1 with this PMKID"),
                    new RelatedFrame(request.Ref, "association request that offers it"),
                    .. PmkidText.Origins(message1.Frame),
                ],
                Values =
                [
                    FindingValue.Of("pmkid", Convert.ToHexStringLower(kde.Data)),
                    FindingValue.Of("kind", PmkidText.KindsOf(message1.Frame)),
                ],
            });
    }
}
