using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>BSSs of one SSID and mobility domain have different FT capabilities and policies.</summary>
internal sealed class FtOdsBit : IRule<BeaconChanged>
{
    /// <summary>The bits that have a meaning.</summary>
    private const int Known = 3;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-006", "ft-ods-bit", Severity.Chat, ExpertGroup.Protocol, Fault.Config,
        "APs of one mobility domain differ in FT over the DS or resource requests.")
    {
        Once = Once.PerEss,
        Explanation = """
            The MDE says whether the BSS supports FT over the DS and resource requests.
            If the APs of a mobility domain differ, clients roam over the air to some and over the DS to others, which is hard to follow
            when something fails.
            Reported once per mobility domain of an SSID; compares only BSSs whose RSNE has an FT AKM.
            """,
        Implementations = "iwd uses FT over the DS wherever the bit is set.",
        Next = """
            Configure all APs of the mobility domain alike.
            FT over the DS requires that the APs reach each other by their R1KH-IDs; FT over the air is the safer choice.
            """,
        Values =
        [
            ("mdid", "MDID in on-air order"),
            ("policy", "FT Capability and Policy of the BSS"),
            ("other_policy", "FT Capability and Policy of the other BSS"),
            ("other", "BSSID of the other BSS"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in BeaconChanged e, in Report report)
    {
        if (e.Bss.Ess is not { Bsses.Count: > 1 } ess || !BeaconFrames.TryGetFt(e.Bss, out Element element, out Mde mde))
        {
            return;
        }

        for (int i = 0; i < ess.Bsses.Count; i++)
        {
            Bss other = ess.Bsses[i];
            if (other == e.Bss || !BeaconFrames.TryGetFt(other, out _, out Mde there) || there.Mdid != mde.Mdid
                || ((there.FtCapabilityAndPolicy ^ mde.FtCapabilityAndPolicy) & Known) == 0)
            {
                continue;
            }

            Report(report, element, mde, there, other);
            return;
        }
    }

    private void Report(in Report report, in Element element, Mde mde, Mde there, Bss other)
    {
        string what = mde.FtOverDs == there.FtOverDs ? "resource requests" : "FT over the DS";
        bool here = mde.FtOverDs == there.FtOverDs ? mde.ResourceRequest : mde.FtOverDs;
        report.Add(Info, $"In mobility domain {mde.Mdid} this BSS {(here ? "accepts" : "does not accept")} {what}; {other.Bssid} "
            + $"{(here ? "does not" : "does")}.", new Detail
            {
                Subject = mde.Mdid.Value,
                Octets = (element.BodyOffset + Mdid.Size, 1),
                Related = other.Beacon is { } beacon ? [new RelatedFrame(beacon.Ref, "frame of the other BSS with its MDE")] : null,
                Values =
                [
                    FindingValue.Of("mdid", mde.Mdid.ToString()),
                    FindingValue.Of("policy", $"0x{mde.FtCapabilityAndPolicy:X2}"),
                    FindingValue.Of("other_policy", $"0x{there.FtCapabilityAndPolicy:X2}"),
                    FindingValue.Of("other", other.Bssid.ToString()),
                ],
            });
    }
}
