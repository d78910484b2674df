using WsBridge.Analysis.Exchanges;

namespace WsBridge.Analysis;

/// <summary>
/// One rule. It holds no state: what it needs of the past is in the exchange it is given. <see cref="Check"/> is total: any exchange
/// gives findings or none, never an exception.
/// </summary>
public interface IRule
{
    /// <summary>What the rule is.</summary>
    RuleInfo Info { get; }

    /// <summary>When it wants to look.</summary>
    Moments Moments { get; }

    /// <summary>Looks at the exchange at that moment and reports what is wrong.</summary>
    void Check(RuleContext context);
}
