using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>FT-EAP: the client took the wrong half of the MSK as XXKey.</summary>
internal sealed class MicHXxkeyMskLow : MicHypothesis
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new("WSB-MIC-011", "mic-h-xxkey-msk-low", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The client used the first half of the MSK as XXKey instead of the second.")
    {
        Rank = ExplanationRank.Proof,
        Clause = Clauses.EapolKeyFrames,
        Explanation = "With FT-EAP the XXKey is the second 32 octets of the MSK; the first 32 are the PMK without FT. A PMKSA that was "
            + "cached without FT, or by code that does not distinguish the two, leads to this. " + HowItIsKnown,
        Implementations = "hostapd up to 2.8 cached the first half in the PMKSA (commit 64f480937).",
        Next = "Turn off PMKSA caching for the SSID or update the client; report it to its vendor with this handshake.",
        Values = CauseValues,
    };

    /// <inheritdoc/>
    public override MicCause? Explain(in MicQuestion question)
    {
        if (question.Inputs.Akm.RsnType != 3)
        {
            return null;
        }

        foreach (KnownKey key in question.Candidates)
        {
            if (key.Kind == KeyKind.Msk && question.Makes(question.Inputs, Msk.Pmk(AkmSuite.Rsn(1), key.Material)))
            {
                return Cause(question, key, "with the first 32 octets of the MSK as XXKey instead of the second");
            }
        }

        return null;
    }
}
