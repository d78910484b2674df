using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Keys;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// What explains a MIC that is not as it should be: exactly one mistake with a known key makes it. By chance none of 128 bits would.
/// </summary>
/// <param name="Rule">The rule that says what went wrong.</param>
/// <param name="Key">The key.</param>
/// <param name="How">Continues "The MIC of message 2 verifies only …".</param>
/// <param name="Message">The message.</param>
public sealed record MicCause(RuleInfo Rule, KnownKey Key, string How, HandshakeFrame Message)
{
    /// <summary>Other frames that show the mistake.</summary>
    public IReadOnlyList<RelatedFrame> Evidence { get; init; } = [];
}
