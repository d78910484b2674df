using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>The client derived PMK-R1 with an R1KH-ID that differs from the AP's.</summary>
internal sealed class MicHR1kh : MicHypothesis
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new("WSB-MIC-014", "mic-h-r1kh", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The client derived PMK-R1 with an R1KH-ID that differs from the AP's.")
    {
        Rank = ExplanationRank.Proof,
        Clause = Clauses.EapolKeyFrames,
        Explanation = "The R1KH-ID comes from the FTE of the association response. This client used the BSSID instead, the R1KH-ID of "
            + "another AP of the network, or the one that it put into message 2 itself. " + HowItIsKnown,
        Next = "Set the R1KH-ID of each AP to its BSSID, which hides the fault, and report it to the client vendor.",
        Values = CauseValues,
    };

    /// <inheritdoc/>
    public override MicCause? Explain(in MicQuestion question)
    {
        if (!question.Inputs.Akm.IsFt)
        {
            return null;
        }

        if (FtExchange.TryGetFte(question.Message.Kdes.Elements, question.Inputs.Akm, out _, out Fte fte)
            && fte.TryGetR1khId(out MacAddress own)
            && Try(question, own, "from message 2") is { } said)
        {
            return said;
        }

        return Try(question, question.Association.Bss.Bssid, "(the BSSID)") ?? TrySiblings(question);
    }

    private MicCause? TrySiblings(in MicQuestion question)
    {
        foreach (Bss sibling in question.Siblings)
        {
            if (Try(question, sibling.Bssid, "(another AP)") is { } cause)
            {
                return cause;
            }
        }

        return null;
    }

    private MicCause? Try(in MicQuestion question, MacAddress r1khId, string whose)
    {
        PtkInputs inputs = question.Inputs;
        inputs.R1khId = r1khId;
        return r1khId == question.Inputs.R1khId
            ? null
            : CauseIf(question, inputs, $"with R1KH-ID {r1khId} {whose} instead of {question.Inputs.R1khId}");
    }
}
