using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.FourWayHandshake;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>FT message 3 carries another RSNE than Beacon and Probe Response. Without FT it is <see cref="M3RsneVsBeacon"/>.</summary>
internal sealed class FtM3RsneVsBeacon : IRule<Message3Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-013", "ft-m3-rsne-vs-beacon", Severity.Error, ExpertGroup.Security, Fault.Ap,
        "The RSNE of FT message 3 differs from that of the Beacon in more than PMKR1Name.")
    {
        Clause = Clauses.Message3,
        Explanation = M3RsneVsBeacon.Why,
        Implementations = M3RsneVsBeacon.Clients,
        Next = M3RsneVsBeacon.Mend,
        Values = M3RsneAgainstBeacon.Values,
    };

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report) => M3RsneAgainstBeacon.Check(e, report, Info, isFt: true);
}
