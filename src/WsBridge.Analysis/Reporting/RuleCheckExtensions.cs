using WsBridge.Analysis.Events;

namespace WsBridge.Analysis.Reporting;

/// <summary>Calls the checks for one kind of event.</summary>
internal static class RuleCheckExtensions
{
    /// <summary>All of them look at an event.</summary>
    public static void Check<TEvent>(this RuleCheck<TEvent>[] checks, in TEvent e, in Report report)
        where TEvent : struct, IExchangeEvent
    {
        foreach (RuleCheck<TEvent> check in checks)
        {
            check(e, report);
        }
    }
}
