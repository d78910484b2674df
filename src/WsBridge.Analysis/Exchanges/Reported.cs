namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// What rules have reported that speak once of a BSS, an ESS or an attempt; bounded, because what there is to report may depend on what
/// others transmit.
/// </summary>
internal struct Reported
{
    private const int Max = 64;

    private HashSet<(string Rule, long Subject)>? _reported;

    /// <summary>The rule has reported it already, or too much was reported to remember more.</summary>
    public readonly bool Contains(string rule, long subject) =>
        _reported is not null && (_reported.Count >= Max || _reported.Contains((rule, subject)));

    /// <summary>The rule reports it.</summary>
    /// <returns>False where it has done so already, or too much was reported to remember more.</returns>
    public bool TryAdd(string rule, long subject) => (_reported ??= []).Count < Max && _reported.Add((rule, subject));
}
