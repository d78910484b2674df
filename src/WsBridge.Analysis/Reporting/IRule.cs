using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;

namespace WsBridge.Analysis.Reporting;

/// <summary>One rule. It holds no state: what it needs of the past is in the events it looks at.</summary>
public interface IRule
{
    /// <summary>What the rule is.</summary>
    RuleInfo Info { get; }
}

/// <summary>A rule that looks at events of this kind; a rule may look at several kinds.</summary>
internal interface IRule<TEvent> : IRule
    where TEvent : struct, IExchangeEvent
{
    /// <summary>Looks at an event and reports what is wrong. Total: any event gives findings or none, never an exception.</summary>
    void Check(in TEvent e, in Report report);
}
