using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Keys;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>
/// One way in which real stacks go wrong, of which a rule speaks: exactly this mistake with a known key makes the MIC that was sent.
/// </summary>
internal interface IMicHypothesis
{
    /// <summary>Tries it on a message 2 whose MIC no known key makes the way it should.</summary>
    /// <returns>Null when it does not make the MIC.</returns>
    MicCause? Explain(in MicQuestion question);

    /// <summary>Tries it on a message 2 whose MIC is right.</summary>
    /// <param name="association">STA and BSS.</param>
    /// <param name="used">The key that makes the MIC.</param>
    /// <param name="delivered">The key that RADIUS has delivered in this attempt; null when none is known.</param>
    /// <param name="eapBegan">When EAP began, as the clock of the RADIUS capture may show it at the earliest; null without EAP.</param>
    /// <param name="message">The message.</param>
    /// <returns>Null when there is nothing to explain.</returns>
    MicCause? ExplainValid(Association association, KnownKey used, KnownKey? delivered, long? eapBegan, HandshakeFrame message);
}
