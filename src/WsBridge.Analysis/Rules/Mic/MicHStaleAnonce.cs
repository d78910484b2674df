using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>The client derived its PTK with the ANonce of an earlier message 1.</summary>
internal sealed class MicHStaleAnonce : MicHypothesis
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new("WSB-MIC-013", "mic-h-stale-anonce", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The client derived its PTK with the ANonce of an earlier message 1.")
    {
        Rank = ExplanationRank.Proof,
        Clause = Clauses.EapolKeyFrames,
        Explanation = "Message 2 repeats the replay counter of one message 1 but uses the ANonce of another, from this handshake or an "
            + "earlier one: the client keeps the first ANonce it sees, or answers from a queue. " + HowItIsKnown,
        Next = "Report it to the client vendor. An AP that keeps its ANonce when it repeats message 1 avoids it.",
        Values = CauseValues,
    };

    /// <inheritdoc/>
    public override MicCause? Explain(in MicQuestion question)
    {
        foreach (HandshakeFrame earlier in question.Association.Keys?.Message1s ?? [])
        {
            PtkInputs inputs = question.Inputs;
            inputs.ANonce = earlier.Key.Nonce;
            if (!inputs.ANonce.SequenceEqual(question.Inputs.ANonce) && question.KeyFor(inputs) is { } key)
            {
                string replaced = question.Handshake.M1.Contains(earlier)
                    ? "message 1, which the AP has replaced with"
                    : "attempt instead of";
                return Cause(question, key, $"with ANonce {FtFrames.Short(inputs.ANonce, question.Inputs.ANonce)} of an earlier {replaced} "
                    + $"{FtFrames.Short(question.Inputs.ANonce, inputs.ANonce)}") with
                {
                    Evidence = [new RelatedFrame(earlier.Frame.Ref, "message 1 with the ANonce that the client used")],
                };
            }
        }

        return null;
    }
}
