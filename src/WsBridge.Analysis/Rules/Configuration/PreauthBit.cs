using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>A BSS offers RSN preauthentication.</summary>
internal sealed class PreauthBit : IRule<BeaconChanged>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-009", "preauth-bit", Severity.Chat, ExpertGroup.Protocol, Fault.None,
        "The AP offers RSN preauthentication.")
    {
        Once = Once.PerBss,
        Clause = Clauses.Rsne,
        Explanation = """
            A client may run EAP with this AP through the one it is associated with and later associate with the cached PMKSA.
            That can explain a cache hit at an AP where no EAP was captured.
            Reported once per BSS.
            """,
        Next = "Nothing to do.",
    };

    /// <inheritdoc/>
    public void Check(in BeaconChanged e, in Report report)
    {
        if (BeaconFrames.TryGetRsne(e.Frame, out Element element, out Rsne rsne)
            && rsne.Capabilities is { Preauthentication: true } capabilities)
        {
            report.Add(Info, $"The AP offers RSN preauthentication (RSN Capabilities {capabilities}).",
                new Detail { Octets = (element.Offset, element.Octets.Length) });
        }
    }
}
