using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>With FT the client derived its PTK with ANonce before SNonce.</summary>
internal sealed class MicHNonceOrder : MicHypothesis
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new("WSB-MIC-023", "mic-h-nonce-order", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "With FT the client derived its PTK with ANonce before SNonce.")
    {
        Rank = ExplanationRank.Proof,
        Clause = Clauses.EapolKeyFrames,
        Explanation = "Without FT the nonces are sorted and their order does not matter; with FT the SNonce always comes first. "
            + HowItIsKnown,
        Next = "Report it to the client vendor with this handshake.",
        Values = CauseValues,
    };

    /// <inheritdoc/>
    public override MicCause? Explain(in MicQuestion question)
    {
        PtkInputs inputs = question.Inputs;
        inputs.ANonce = question.Inputs.SNonce;
        inputs.SNonce = question.Inputs.ANonce;
        return inputs.Akm.IsFt ? CauseIf(question, inputs, "with ANonce before SNonce in the PTK derivation") : null;
    }
}
