using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>BSSs of one SSID that offer FT name different mobility domains.</summary>
public sealed class MdidDiffersSameSsid : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-003", "mdid-differs-same-ssid", Severity.Warn, ExpertGroup.Protocol, Fault.Config, "APs of one SSID advertise different mobility domains; FT does not work between them.")
    {
        Milder = [Severity.Note],
        Explanation = "A STA can use FT only inside one mobility domain. Different domains may be intentional, for sites that nobody walks between, so this is a note, once for each MDID of an SSID.  "
            + "A warning when a STA that uses FT reassociates from one to the other, which then takes a full association. Compares only BSSs whose RSNE has an FT AKM, and hidden SSIDs only once their name was seen.",
        Implementations = "wpa_supplicant and iwd use FT only if target and current AP have the same MDID.",
        Next = "Configure the same mobility domain on all APs that clients roam between.",
        Values = [("mdid", "MDID of the BSS in on-air order"), ("other_mdid", "MDID of the other BSS"), ("other", "BSSID of the other BSS")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.BeaconChanged | Moments.AssociationRequest;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (context.Bss.Ess is not { Bsses.Count: > 1 } ess || !BeaconFrames.TryGetFt(context.Bss, out Element element, out Mde mde))
        {
            return;
        }

        if (context.Moment == Moments.AssociationRequest)
        {
            CheckRoam(context, ess, mde.Mdid);
        }
        else if (FindOther(context.Bss, ess, mde.Mdid) is { } other && ess.Said.IsNews(Info, mde.Mdid.Value) && BeaconFrames.TryGetFt(other, out _, out Mde there))
        {
            Report(context, Severity.Note, $"This BSS advertises mobility domain {mde.Mdid}; {other.Bssid}, with the same SSID, advertises {there.Mdid}.", other, mde.Mdid, there.Mdid, (element.BodyOffset, Mdid.Size));
        }
    }

    private void CheckRoam(RuleContext context, Ess ess, Mdid target)
    {
        if (context.Association is not { Akm: { IsFt: true }, IsFtProtocol: false } || !AssociationRequest.TryParse(context.Frame.Header, out AssociationRequest request, out _) || request.CurrentAp is not { } from)
        {
            return;
        }

        foreach (Bss other in ess.Bsses)
        {
            if (other.Bssid == from && other != context.Bss && BeaconFrames.TryGetFt(other, out _, out Mde there) && there.Mdid != target
                && ess.Said.IsNews(Info, 1L << 32 | (uint)there.Mdid.Value << 16 | target.Value))
            {
                Report(context, Severity.Warn, $"The STA moves from {from} in mobility domain {there.Mdid} to an AP in {target}: FT is not possible, so it performs a full association.", other, target, there.Mdid, null);
                return;
            }
        }
    }

    /// <summary>A BSS of another mobility domain; null when there is none, or when another BSS has named this domain before.</summary>
    private static Bss? FindOther(Bss bss, Ess ess, Mdid mdid)
    {
        Bss? found = null;
        for (int i = 0; i < ess.Bsses.Count; i++)
        {
            Bss other = ess.Bsses[i];
            if (other == bss || !BeaconFrames.TryGetFt(other, out _, out Mde mde))
            {
                continue;
            }

            if (mde.Mdid == mdid)
            {
                return null;
            }

            found ??= other;
        }

        return found;
    }

    private void Report(RuleContext context, Severity severity, string message, Bss other, Mdid mdid, Mdid there, (int, int)? octets) => context.Report(Info, message, new Detail
    {
        Severity = severity,
        Octets = octets,
        Related = other.Beacon is { } beacon ? [new RelatedFrame(beacon.Ref, "frame of the other BSS with its MDE")] : null,
        Values = [FindingValue.Of("mdid", mdid.ToString()), FindingValue.Of("other_mdid", there.ToString()), FindingValue.Of("other", other.Bssid.ToString())],
    });
}
