using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>BSSs of one SSID that offer FT name different mobility domains.</summary>
internal sealed class MdidDiffersSameSsid : IRule<BeaconChanged>, IRule<AssociationRequestReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-003", "mdid-differs-same-ssid", Severity.Warn, ExpertGroup.Protocol, Fault.Config,
        "APs of one SSID advertise different mobility domains; FT does not work between them.")
    {
        Once = Once.PerEss,
        Milder = [Severity.Note],
        Explanation = """
            A STA can use FT only inside one mobility domain.
            Different domains may be intentional, for sites that nobody walks between, so this is a note, once for each MDID of an SSID.
            A warning when a STA that uses FT reassociates from one to the other, which then takes a full association.
            Compares only BSSs whose RSNE has an FT AKM, and hidden SSIDs only once their name was seen.
            """,
        Implementations = "wpa_supplicant and iwd use FT only if target and current AP have the same MDID.",
        Next = "Configure the same mobility domain on all APs that clients roam between.",
        Values =
        [
            ("mdid", "MDID of the BSS in on-air order"),
            ("other_mdid", "MDID of the other BSS"),
            ("other", "BSSID of the other BSS"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in BeaconChanged e, in Report report)
    {
        if (e.Bss.Ess is { Bsses.Count: > 1 } ess && BeaconFrames.TryGetFt(e.Bss, out Element element, out Mde mde)
            && FindOther(e.Bss, ess, mde.Mdid) is { } other && BeaconFrames.TryGetFt(other, out _, out Mde there))
        {
            string text = $"This BSS advertises mobility domain {mde.Mdid}; {other.Bssid}, with the same SSID, advertises {there.Mdid}.";
            report.Add(Info, text, DetailOf(other, mde.Mdid, there.Mdid) with
            {
                Severity = Severity.Note,
                Subject = mde.Mdid.Value,
                Octets = (element.BodyOffset, Mdid.Size),
            });
        }
    }

    /// <inheritdoc/>
    public void Check(in AssociationRequestReceived e, in Report report)
    {
        Bss bss = e.Association.Bss;
        if (bss.Ess is not { Bsses.Count: > 1 } ess || !BeaconFrames.TryGetFt(bss, out _, out Mde mde)
            || e.Association is not { Akm: { IsFt: true }, IsFtProtocol: false }
            || !AssociationRequest.TryParse(e.Frame.Header, out AssociationRequest request, out _) || request.CurrentAp is not { } from)
        {
            return;
        }

        Mdid target = mde.Mdid;
        foreach (Bss other in ess.Bsses)
        {
            if (other.Bssid == from && other != bss && BeaconFrames.TryGetFt(other, out _, out Mde there) && there.Mdid != target)
            {
                string text = $"The STA moves from {from} in mobility domain {there.Mdid} to an AP in {target}: "
                    + "FT is not possible, so it performs a full association.";
                report.Add(Info, text, DetailOf(other, target, there.Mdid) with
                {
                    Severity = Severity.Warn,
                    Subject = 1L << 32 | (uint)there.Mdid.Value << 16 | target.Value,
                });
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

    private static Detail DetailOf(Bss other, Mdid mdid, Mdid there) => new()
    {
        Related = other.Beacon is { } beacon ? [new RelatedFrame(beacon.Ref, "frame of the other BSS with its MDE")] : null,
        Values =
        [
            FindingValue.Of("mdid", mdid.ToString()),
            FindingValue.Of("other_mdid", there.ToString()),
            FindingValue.Of("other", other.Bssid.ToString()),
        ],
    };
}
