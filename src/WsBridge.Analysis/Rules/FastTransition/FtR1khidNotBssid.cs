using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The AP names another R1KH-ID than its BSSID: a controller, or another interface of it, holds PMK-R1.</summary>
internal sealed class FtR1khidNotBssid : IRule<AssociationResponseReceived>, IRule<FtResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-026", "ft-r1khid-not-bssid", Severity.Chat, ExpertGroup.Protocol, Fault.None,
        "The R1KH-ID of the AP is not its BSSID.")
    {
        Explanation = """
            Allowed: a controller, or another interface of the AP, may be the PMK-R1 key holder.
            Useful to know when deriving keys by hand, and when several BSSs name the same R1KH-ID.
            Multi-link operation is not checked.
            """,
        Implementations = "hostapd uses the BSSID unless r1_key_holder is set.",
        Next = "Nothing to do. Derive PMK-R1 and PMKR1Name with this R1KH-ID, not with the BSSID.",
        Values = [("r1kh_id", "R1KH-ID of the response")],
    };

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        if (FtInitialResponse.Is(e))
        {
            Check(e.Association, e.Frame, report);
        }
    }

    /// <inheritdoc/>
    public void Check(in FtResponseReceived e, in Report report)
    {
        if (FtFirstExchange.IsAccepted(e.Frame))
        {
            Check(e.Association, e.Frame, report);
        }
    }

    private void Check(Association association, StoredFrame frame, in Report report)
    {
        if (!FtInitialResponse.TryGetFte(association, frame, out Element element, out Fte fte)
            || !fte.TryGetR1khId(out MacAddress r1khId) || r1khId == association.Bss.Bssid || FtFrames.IsMultiLink(frame))
        {
            return;
        }

        report.Add(Info, $"The R1KH-ID is {r1khId}, not the BSSID {association.Bss.Bssid}: PMK-R1 is held elsewhere, for example by a "
            + $"controller.", new Detail
            {
                Octets = FtFrames.Octets(element),
                Values = [FindingValue.Of("r1kh_id", r1khId.ToString())],
            });
    }
}
