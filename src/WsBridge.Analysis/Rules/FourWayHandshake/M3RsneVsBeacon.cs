using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>
/// Message 3 carries another RSNE than Beacon and Probe Response. With FT it is <see cref="FastTransition.FtM3RsneVsBeacon"/>.
/// </summary>
internal sealed class M3RsneVsBeacon : IRule<Message3Received>
{
    /// <summary>What both rules explain.</summary>
    internal const string Why = "Message 3 repeats the RSNE of the Beacon under MIC and encryption, so that the client detects tampering "
        + "with the unprotected one. A difference is an attack, or an AP whose configuration and Beacon do not match. "
        + "Fields are compared, not octets, and PMKIDs not at all, nor an FT AKM that Cisco's adaptive 802.11r leaves out of the Beacon on "
        + "purpose. Message 3 of WPA carries the WPA element in the clear, which is compared without a key. With RSN nothing is reported "
        + "without a key that verifies the MIC, where no Beacon was captured, or where Beacon or Probe Response carries the same RSNE. In "
        + "multi-link operation each link whose Beacon was captured is compared.";

    /// <summary>What clients do with either.</summary>
    internal const string Clients = "wpa_supplicant and iwd end the handshake with reason 17 (\"IE in 3/4 msg does not match with IE in "
        + "Beacon/ProbeResp\").";

    /// <summary>What to do about either.</summary>
    internal const string Mend = "Restart the BSS if its configuration was changed; check whether another transmitter sends Beacons with "
        + "this BSSID; otherwise report it to the AP vendor.";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-002", "m3-rsne-vs-beacon", Severity.Error, ExpertGroup.Security, Fault.Ap,
        "The RSNE of message 3 differs from that of the Beacon.")
    {
        Clause = Clauses.Message3,
        Explanation = Why,
        Implementations = Clients,
        Next = Mend,
        Values = M3RsneAgainstBeacon.Values,
    };

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report) => M3RsneAgainstBeacon.Check(e, report, Info, isFt: false);
}
