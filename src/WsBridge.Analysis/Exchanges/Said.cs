namespace WsBridge.Analysis.Exchanges;

/// <summary>What rules have said already and need not say again; bounded, because what is said may depend on what others transmit.</summary>
internal sealed class Said
{
    private const int Most = 64;

    private HashSet<(string Rule, long What)>? _said;

    /// <summary>True the first time a rule asks; also false when too much has been said to remember.</summary>
    public bool IsNews(RuleInfo rule, long what = 0) => (_said ??= []).Count < Most && _said.Add((rule.Id, what));
}
