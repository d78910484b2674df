using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>The client derived a KDK where none is due, or none where one is: that changes every octet of the PTK.</summary>
internal sealed class MicHKdk : MicHypothesis
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new("WSB-MIC-020", "mic-h-kdk", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The client derived its PTK with an unwanted KDK, or without a required one.")
    {
        Rank = ExplanationRank.Proof,
        Clause = Clauses.EapolKeyFrames,
        Explanation = "When the RSNXEs of both sides advertise secure LTF, the KDK makes the PTK 32 octets longer, and the length affects "
            + "every octet of it. " + HowItIsKnown,
        Implementations = "hostapd tries a second time without the KDK (\"Some deployed STAs … do not derive KDK\").",
        Next = "Update the client or the AP, or turn off secure LTF (ranging) on one of them.",
        Values = CauseValues,
    };

    /// <inheritdoc/>
    public override MicCause? Explain(in MicQuestion question)
    {
        PtkInputs inputs = question.Inputs;
        inputs.WithKdk = !question.Inputs.WithKdk;
        return CauseIf(question, inputs,
            inputs.WithKdk
                ? "with a KDK at the end of the PTK, although the RSNXEs do not call for one"
                : "without the KDK at the end of the PTK, although both RSNXEs advertise secure LTF");
    }
}
