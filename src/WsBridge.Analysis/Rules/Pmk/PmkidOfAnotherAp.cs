using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>The client offers a PMKID that another AP has named to it before: it was computed for that AP.</summary>
/// <remarks>Only with AKMs of IEEE 802.1X, whose PMKID holds the address of the AP; those of SAE, FILS and OWE do not.</remarks>
public sealed class PmkidOfAnotherAp : IRule
{
    /// <summary>Element ID Extension of the Multi-Link element: the links of an AP MLD share one address and so one PMKID.</summary>
    private const byte MultiLink = 107;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-PMK-006", "okc-vs-skc", Severity.Note, ExpertGroup.Security, Fault.Sta, "The client offers a PMKID that was computed for another AP.")
    {
        Clause = Clauses.Pmkid,
        Explanation = "With IEEE 802.1X AKMs a PMKID covers the address of the AP. For opportunistic key caching (OKC) the client computes a new one for each AP; a client that offers the old one at the next AP does sticky key caching, and the AP finds nothing: EAP in full, or a refusal. "
            + "Seen without keys: the other AP has named the same PMKID to this client in message 1 before. OKC is vendor practice, not in the standard.",
        Implementations = "wpa_supplicant computes OKC PMKIDs anew for the target (proactive_key_caching=1); hostapd takes them with okc=1.",
        Next = "Turn on OKC in the client, or use 802.11r. Some controllers look the key up by the client's address and accept it all the same: see whether EAP follows.",
        Values = [("pmkid", "the PMKID in hexadecimal"), ("of", "BSSID of the AP that named it")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.AssociationRequest;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (context.Association is not { Akm: { Is8021X: true } } association || !Offer.TryGet(association, out StoredFrame request, out Rsne offered)
            || request.Elements.TryFindExtension(MultiLink, out _))
        {
            return;
        }

        for (int i = 0; i < offered.PmkidsThere; i++)
        {
            if (context.Pmkids.TryFind(association.Sta, offered.Pmkid(i), out MacAddress bssid, out FrameRef named) && bssid != association.Bss.Bssid)
            {
                _ = request.Elements.TryFind(ElementId.Rsne, out Element element);
                context.Report(Info, $"The client offers PMKID {Offer.Short(offered.Pmkid(i))}, which {bssid} named to it; it was not computed for this AP.", new Detail
                {
                    Octets = (element.BodyOffset + offered.PmkidOffset(i), Rsne.PmkidSize),
                    Related = [new RelatedFrame(named, "message 1 of the other AP with this PMKID")],
                    Values = [FindingValue.Of("pmkid", Convert.ToHexStringLower(offered.Pmkid(i))), FindingValue.Of("of", bssid.ToString())],
                });
                return;
            }
        }
    }
}
