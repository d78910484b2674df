using System.Buffers.Binary;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>The client derived PMK-R0 with the two octets of the MDID swapped.</summary>
internal sealed class MicHMdidSwap : MicHypothesis
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new("WSB-MIC-017", "mic-h-mdid-swap", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The client derived PMK-R0 with the octets of the MDID swapped.")
    {
        Rank = ExplanationRank.Proof,
        Clause = Clauses.EapolKeyFrames,
        Explanation = "The MDID is two octets, not a number; a client that reads it as a number and writes it in the other byte order "
            + "derives a different PMK-R0. " + HowItIsKnown,
        Next = "Use an MDID of two equal octets (0101), which hides the fault, and report it to the client vendor.",
        Values = CauseValues,
    };

    /// <inheritdoc/>
    public override MicCause? Explain(in MicQuestion question)
    {
        PtkInputs inputs = question.Inputs;
        inputs.Mdid = new Mdid(BinaryPrimitives.ReverseEndianness(question.Inputs.Mdid.Value));
        return inputs.Akm.IsFt && inputs.Mdid != question.Inputs.Mdid
            ? CauseIf(question, inputs, $"with MDID {inputs.Mdid} instead of {question.Inputs.Mdid}")
            : null;
    }
}
