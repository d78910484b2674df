using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11.Keys;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>The client computed the MIC with the wrong algorithm for the AKM.</summary>
internal sealed class MicHAlgo : MicHypothesis
{
    private static readonly MicAlgorithm[] Algorithms =
    [
        MicAlgorithm.HmacSha1,
        MicAlgorithm.AesCmac,
        MicAlgorithm.HmacSha256,
        MicAlgorithm.HmacMd5,
        MicAlgorithm.HmacSha384,
        MicAlgorithm.HmacSha512,
    ];

    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new("WSB-MIC-018", "mic-h-algo", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The client computed the MIC with the wrong algorithm for the AKM.")
    {
        Rank = ExplanationRank.Proof,
        Clause = Clauses.EapolKeyFrames,
        Explanation = "The keys are right, the algorithm is not. A Key Descriptor Version that does not match the AKM often accompanies "
            + "it. " + HowItIsKnown,
        Implementations = "hostapd has a message for clients that \"advertised support for AES-128-CMAC, but did not use it\".",
        Next = "Update the client, or report it to its vendor; an AKM without SHA-256 (or without FT) works until then.",
        Values = CauseValues,
    };

    /// <inheritdoc/>
    public override MicCause? Explain(in MicQuestion question)
    {
        foreach (KnownKey key in question.Candidates)
        {
            ReadOnlySpan<byte> pmk = question.PmkOf(key, question.Inputs.Ssid);
            if (pmk.IsEmpty || !question.TryGetAkm(pmk.Length, out AkmKeys akm))
            {
                continue;
            }

            Ptk ptk = question.Derive(akm, question.Inputs, pmk);
            foreach (MicAlgorithm algorithm in Algorithms)
            {
                if (algorithm != akm.EapolMic && EapolMic.Verify(algorithm, ptk.Kck, question.Key))
                {
                    return Cause(question, key, $"with {algorithm.Name()}, although {question.Inputs.Akm} requires {akm.EapolMic.Name()}");
                }
            }
        }

        return null;
    }
}
