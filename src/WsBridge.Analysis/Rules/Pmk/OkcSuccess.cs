using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>A cached PMKSA is used at an AP where the client has not run EAP, though it has at another one of the SSID.</summary>
internal sealed class OkcSuccess : IRule<Message1Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-PMK-007", "okc-success", Severity.Chat, ExpertGroup.Response, Fault.None,
        "The client roamed with opportunistic key caching.")
    {
        Explanation = """
            The client offered a PMKID at an AP where it ran no EAP in this capture, the AP named the same one in message 1, and the client
            had run EAP at another AP of the SSID before: the APs share the PMK (OKC), which is vendor practice and not in the standard.
            EAP at this AP before the capture began, or preauthentication, looks the same.
            """,
        Implementations = "hostapd accepts such PMKIDs with okc=1; wpa_supplicant offers them with proactive_key_caching=1.",
        Next = "Nothing to do.",
        Values = [("pmkid", "the PMKID in hexadecimal"), ("of", "BSSID of the AP where EAP was run")],
    };

    /// <inheritdoc/>
    public void Check(in Message1Received e, in Report report)
    {
        if (e.Association is not { Akm: { Is8021X: true }, Bss.Ess: { Bsses.Count: > 1 } ess } association
            || !Offer.TryGetHit(e, out StoredFrame request, out Kde kde)
            || e.History.Eap.TryFind(association.Sta, association.Bss.Bssid, out _)
            || e.History.Pmkids.TryFind(association.Sta, kde.Data, out _, out _))
        {
            return;
        }

        foreach (Bss other in ess.Bsses)
        {
            if (e.History.Eap.TryFind(association.Sta, other.Bssid, out FrameRef eap))
            {
                report.Add(Info, $"The client ran EAP at {other.Bssid} and uses PMKID {Offer.Short(kde.Data)} here without EAP: the APs "
                    + $"share the PMK.", new Detail
                    {
                        Octets = (kde.DataOffset, kde.Data.Length),
                        Related =
                        [
                            new RelatedFrame(request.Ref, "association request that offers this PMKID"),
                            new RelatedFrame(eap, "EAP at the other AP"),
                        ],
                        Values =
                        [
                            FindingValue.Of("pmkid", Convert.ToHexStringLower(kde.Data)),
                            FindingValue.Of("of", other.Bssid.ToString()),
                        ],
                    });
                return;
            }
        }
    }
}
