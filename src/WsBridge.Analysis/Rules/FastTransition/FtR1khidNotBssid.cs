using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The AP names another R1KH-ID than its BSSID: a controller, or another interface of it, holds PMK-R1.</summary>
public sealed class FtR1khidNotBssid : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-026", "ft-r1khid-not-bssid", Severity.Chat, ExpertGroup.Protocol, Fault.None, "The R1KH-ID of the AP is not its BSSID.")
    {
        Explanation = "Allowed: a controller, or another interface of the AP, may be the PMK-R1 key holder. Useful to know when deriving keys by hand, and when several BSSs name the same R1KH-ID. Multi-link operation is not checked.",
        Implementations = "hostapd uses the BSSID unless r1_key_holder is set.",
        Next = "Nothing to do. Derive PMK-R1 and PMKR1Name with this R1KH-ID, not with the BSSID.",
        Values = [("r1kh_id", "R1KH-ID of the response")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.AssociationResponse | Moments.FtResponse;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        Association? association = context.Association;
        if (association is null || (context.Moment == Moments.FtResponse ? !FtFirstExchange.IsAccepted(context.Frame) : !FtInitialResponse.TryGet(context, out association))
            || !FtInitialResponse.TryGetFte(association!, context.Frame, out Element element, out Fte fte)
            || !fte.TryGetR1khId(out MacAddress r1khId) || r1khId == context.Bss.Bssid || FtFrames.IsMultiLink(context.Frame))
        {
            return;
        }

        context.Report(Info, $"The R1KH-ID is {r1khId}, not the BSSID {context.Bss.Bssid}: PMK-R1 is held elsewhere, for example by a controller.", new Detail
        {
            Octets = FtFrames.Octets(element),
            Values = [FindingValue.Of("r1kh_id", r1khId.ToString())],
        });
    }
}
