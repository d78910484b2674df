namespace WsBridge.Analysis.Findings;

/// <summary>
/// How much a rule explains of a failure. Where several rules speak of one event, the best explanation leads; the others are notes that
/// point to it and blame nobody else.
/// </summary>
public enum ExplanationRank
{
    /// <summary>What was seen: an answer is missing, somebody ended it.</summary>
    Symptom,

    /// <summary>A pattern or a status code, of which the usual cause is known.</summary>
    Pattern,

    /// <summary>Something in a frame that must not be so.</summary>
    Violation,

    /// <summary>The other side said no, and nothing that is known of the request tells why.</summary>
    Refusal,

    /// <summary>Keys prove it.</summary>
    Proof,
}
