using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>An RSNE requires management frame protection and says that its sender is not capable of it.</summary>
public sealed class MfprWithoutMfpc : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-007", "mfpr-without-mfpc", Severity.Error, ExpertGroup.Protocol, Fault.Unknown, "An RSNE requires management frame protection but claims not to support it.")
    {
        Explanation = "This combination of MFPR and MFPC in the RSN Capabilities is invalid: a STA that requires protection is capable of it. The other side may read it as required, as capable or as neither. The sender of the RSNE is at fault.  "
            + "Reported once per BSS for Beacons and Probe Responses; not on truncated frames.",
        Implementations = "hostapd evaluates MFPC: where it requires protection, it refuses such a client with status 31.",
        Next = "Correct the configuration of the sender (protection off, optional or required); if it is right, report it to the sender's vendor.",
        Values = [("capabilities", "RSN Capabilities")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.BeaconChanged | Moments.AssociationRequest | Moments.FtRequest;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (!BeaconFrames.TryGetRsne(context.Frame, out Element element, out Rsne rsne) || rsne.Capabilities is not { Mfpr: true, Mfpc: false } capabilities
            || (context.Moment == Moments.AssociationRequest && context.Association is { FtRequests.Count: > 0 })
            || (context.Moment == Moments.FtRequest && context.Association is { FtRequests.Count: > 1 })
            || (context.Moment == Moments.BeaconChanged && !context.Bss.Said.IsNews(Info)))
        {
            return;
        }

        string who = context.FromAp ? "AP" : "client";
        context.Report(Info, $"The {who} sets MFPR without MFPC in its RSN Capabilities ({capabilities}): it requires management frame protection but claims not to support it.", new Detail
        {
            Fault = context.FromAp ? Fault.Ap : Fault.Sta,
            Octets = (element.BodyOffset + rsne.PmkidListOffset - (rsne.PmkidCount is null ? 2 : 4), 2),
            Values = [FindingValue.Of("capabilities", capabilities.ToString())],
        });
    }
}
