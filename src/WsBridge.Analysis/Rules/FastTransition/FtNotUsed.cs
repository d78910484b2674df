using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>A client with an FT association moves to another AP of the same mobility domain by a full association.</summary>
internal sealed class FtNotUsed : IRule<AssociationRequestReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-061", "ft-not-used", Severity.Note, ExpertGroup.Sequence, Fault.Sta,
        "A client roams within its mobility domain by a full association instead of FT.")
    {
        Explanation = """
            The client has a PMK-R0 of this mobility domain, of the same AKM and SSID, and still sends a Reassociation Request without FT
            after open or SAE authentication: the roam takes EAP or SAE and a 4-way handshake.
            Often FT has failed just before.
            Reported where the initial association was captured up to message 4 and the request names another current AP.
            """,
        Implementations = """
            wpa_supplicant was seen to fall back to a full association after unanswered FT requests, and to retry FT endlessly after status
            53.
            Windows uses FT only with 802.1X, and not in FIPS mode.
            """,
        Next = """
            Look for an unsuccessful FT request shortly before.
            If there is none, check the age of the initial association (lifetime of PMK-R0) and the client's roaming settings.
            """,
        Values =
        [
            ("initial_bssid", "BSSID of the initial association"),
            ("current_ap", "Current AP Address of the request"),
            ("initial_age_s", "seconds since the initial association"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AssociationRequestReceived e, in Report report)
    {
        StoredFrame frame = e.Frame;
        if (e.Association is not
            {
                IsFtInitial: true, Akm.IsFils: false, AuthenticationAlgorithm: Authentication.OpenSystem
            or Authentication.Sae, Initial: { IsComplete: true, Bss: { Ssid: { } ssid } bss, Response: { } response } initial
            } association
            || initial.Akm != association.Akm || ssid != e.Association.Bss.Ssid
            || !AssociationRequest.TryParse(frame.Header, out AssociationRequest request, out _) || request.CurrentAp is not { } current
            || current == e.Association.Bss.Bssid || FtFrames.IsMultiLink(frame))
        {
            return;
        }

        report.Add(Info, $"The client moves from {current} with a full association, although its initial association with {bss.Bssid} "
            + $"would have let it use FT.", new Detail
            {
                Related = [new RelatedFrame(response.Ref, "association response of the initial association")],
                Values =
                [
                    FindingValue.Of("initial_bssid", bss.Bssid.ToString()),
                    FindingValue.Of("current_ap", current.ToString()),
                    FindingValue.Of("initial_age_s", frame.MillisecondsSince(response) / 1000),
                ],
            });
    }
}
