using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>A BSS offers RSN preauthentication.</summary>
public sealed class PreauthBit : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-009", "preauth-bit", Severity.Chat, ExpertGroup.Protocol, Fault.None, "The AP offers RSN preauthentication.")
    {
        Clause = Clauses.Rsne,
        Explanation = "A client may run EAP with this AP through the one it is associated with and later associate with the cached PMKSA. That can explain a cache hit at an AP where no EAP was captured. Reported once per BSS.",
        Next = "Nothing to do.",
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.BeaconChanged;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (BeaconFrames.TryGetRsne(context.Frame, out Element element, out Rsne rsne) && rsne.Capabilities is { Preauthentication: true } capabilities && context.Bss.Said.IsNews(Info))
        {
            context.Report(Info, $"The AP offers RSN preauthentication (RSN Capabilities {capabilities}).", new Detail { Octets = (element.Offset, element.Octets.Length) });
        }
    }
}
