using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>A client asks for FT over the DS through an AP whose MDE says that it does not forward such requests.</summary>
internal sealed class FtOdsNotAdvertised : IRule<FtRequestReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-044", "ft-ods-not-advertised", Severity.Warn, ExpertGroup.Protocol, Fault.Sta,
        "A client uses FT over the DS although its AP does not advertise it.")
    {
        Explanation = """
            Bit 0 of FT Capability and Policy in the MDE says whether an AP accepts FT Requests over the DS.
            Compared with the latest Beacon or Probe Response of the AP that the request is sent through, not of the target; not checked
            where none was captured.
            Reported for the first request, not for its retries.
            """,
        Implementations = "hostapd silently drops such a request (\"Over-DS option disabled - reject\").",
        Next = """
            Expect no response.
            Check whether the AP was reconfigured while the client was associated; otherwise report it to the client vendor.
            """,
        Values = [("policy", "FT Capability and Policy of the AP")],
    };

    /// <inheritdoc/>
    public void Check(in FtRequestReceived e, in Report report)
    {
        if (e.Association is not { Ft: { Unanswered: 1, Through: { Beacon: { } beacon } through } }
            || !FtFirstExchange.TryGetMde(beacon, out _, out Mde mde) || mde.FtOverDs)
        {
            return;
        }

        report.Add(Info, $"The client requests FT over the DS through {through.Bssid}, which advertises FT Capability and Policy "
            + $"0x{mde.FtCapabilityAndPolicy:x2}: FT over the DS is off.", new Detail
            {
                Related = [new RelatedFrame(beacon.Ref, "Beacon or Probe Response of the AP it is sent through")],
                Values = [FindingValue.Of("policy", mde.FtCapabilityAndPolicy)],
            });
    }
}
