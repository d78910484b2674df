namespace WsBridge.Analysis.Findings;

/// <summary>
/// Who is right, in one sentence that can be forwarded: what the keys prove of a failed exchange, or which key would prove it.
/// </summary>
/// <param name="Sentence">The sentence. It names no frame numbers, because Wireshark may number frames anew.</param>
/// <param name="Fault">Who is at fault by this proof; null when it does not tell.</param>
/// <param name="Evidence">The frames that prove it, beside those that the finding relates to anyway.</param>
public sealed record Verdict(string Sentence, Fault? Fault = null, params IReadOnlyList<RelatedFrame> Evidence);
