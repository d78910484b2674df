using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;

namespace WsBridge.Analysis.Reporting;

/// <summary>The check of a rule for one kind of event.</summary>
internal delegate void RuleCheck<TEvent>(in TEvent e, in Report report)
    where TEvent : struct, IExchangeEvent;

/// <summary>Which rules look at which kind of event.</summary>
internal sealed class RuleChecks(IReadOnlyList<IRule> rules)
{
    /// <summary>The checks for events of this kind, in the order of the rules.</summary>
    /// <remarks>
    /// As delegates: a call through the interface looks for its method among so many rules anew each time. No LINQ: its generic virtual
    /// methods are looked up by name at run time in a program that was compiled natively, for each kind of event, at each start.
    /// </remarks>
    public RuleCheck<TEvent>[] Of<TEvent>()
        where TEvent : struct, IExchangeEvent
    {
        Found<TEvent>? found = Found<TEvent>.Latest;
        if (found?.Rules != rules)
        {
            Found<TEvent>.Latest = found = new Found<TEvent>(rules, Find<TEvent>());
        }

        return found.Checks;
    }

    private RuleCheck<TEvent>[] Find<TEvent>()
        where TEvent : struct, IExchangeEvent
    {
        var checks = new List<RuleCheck<TEvent>>();
        foreach (IRule rule in rules)
        {
            if (rule is IRule<TEvent> one)
            {
                checks.Add(one.Info.Once == Once.Always ? one.Check : UnlessReported(one));
            }
        }

        return [.. checks];
    }

    private static RuleCheck<TEvent> UnlessReported<TEvent>(IRule<TEvent> rule)
        where TEvent : struct, IExchangeEvent =>
        (in TEvent e, in Report report) =>
        {
            if (!report.IsReported(rule.Info))
            {
                rule.Check(e, report);
            }
        };

    /// <summary>
    /// Captures that are read one after the other have the same rules: of a small one it would take a tenth of the time to ask each rule
    /// for each kind of event again.
    /// </summary>
    private sealed record Found<TEvent>(IReadOnlyList<IRule> Rules, RuleCheck<TEvent>[] Checks)
        where TEvent : struct, IExchangeEvent
    {
        private static volatile Found<TEvent>? s_latest;

        public static Found<TEvent>? Latest
        {
            get => s_latest;
            set => s_latest = value;
        }
    }
}
