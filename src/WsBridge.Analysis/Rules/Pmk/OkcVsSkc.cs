using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>The client offers a PMKID that was computed for another AP: that AP has named it before, or a known key makes it so.</summary>
/// <remarks>Only with AKMs of IEEE 802.1X, whose PMKID holds the address of the AP; those of SAE, FILS and OWE do not.</remarks>
internal sealed class OkcVsSkc : IRule<AssociationRequestReceived>
{
    /// <summary>Element ID Extension of the Multi-Link element: the links of an AP MLD share one address and so one PMKID.</summary>
    private const byte MultiLink = 107;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-PMK-006", "okc-vs-skc", Severity.Note, ExpertGroup.Security, Fault.Sta,
        "The client offers a PMKID that was computed for another AP.")
    {
        Clause = Clauses.Pmkid,
        Explanation = """
            With IEEE 802.1X AKMs a PMKID covers the address of the AP.
            For opportunistic key caching (OKC) the client computes a new one for each AP; a client that offers the old one at the next AP
            does sticky key caching, and the AP does not find it: full EAP or a refusal follows.
            Detected when the other AP sent this client the same PMKID in message 1 before, or a known key produces it for that AP.
            OKC is vendor practice, not in the standard.
            """,
        Implementations = """
            wpa_supplicant computes a new OKC PMKID for each target (proactive_key_caching=1); hostapd accepts them with okc=1.
            """,
        Next = """
            Enable OKC on the client, or use 802.11r.
            Some controllers look up the key by the client's address and accept it anyway: check whether EAP follows.
            """,
        Values = [("pmkid", "the PMKID in hexadecimal"), ("of", "BSSID of the AP that it was computed for")],
    };

    /// <inheritdoc/>
    public void Check(in AssociationRequestReceived e, in Report report)
    {
        if (e.Association is not { Akm: { Is8021X: true } } association || !Offer.TryGet(association, out StoredFrame request, out _)
            || request.Elements.TryFindExtension(MultiLink, out _))
        {
            return;
        }

        for (int i = 0; i < request.Pmkids.Count; i++)
        {
            NamedPmkid offeredPmkid = request.Pmkids[i];
            if (offeredPmkid.Meaning is { ComputedFor: { } other } meaning)
            {
                ReadOnlySpan<byte> pmkid = request.Octets.Slice(offeredPmkid.Offset, Rsne.PmkidSize);
                bool isNamed = e.History.Pmkids.TryFind(association.Sta, pmkid, out MacAddress bssid, out FrameRef named) && bssid == other;
                report.Add(Info, $"The client offers PMKID {Offer.Short(pmkid)}, which "
                    + $"{(isNamed ? $"it got from {other}" : $"was computed for {other}")}; it was not computed for this AP.", new Detail
                    {
                        Octets = (offeredPmkid.Offset, Rsne.PmkidSize),
                        Related = isNamed
                        ? [new RelatedFrame(named, "message 1 of the other AP with this PMKID")]
                        : meaning.Made is { } made ? [new RelatedFrame(made, "where its PMKSA was made")]
                        : null,
                        Values = [FindingValue.Of("pmkid", Convert.ToHexStringLower(pmkid)), FindingValue.Of("of", other.ToString())],
                    });
                return;
            }
        }
    }
}
