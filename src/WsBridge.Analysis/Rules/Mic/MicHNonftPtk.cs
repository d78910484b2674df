using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>The client selected an FT AKM but derived its PTK without FT.</summary>
internal sealed class MicHNonftPtk : MicHypothesis
{
    /// <summary>AKMs that stand for the two derivations without FT: PSK for PRF-SHA1, PSK-SHA256 for KDF-SHA256.</summary>
    private static readonly (AkmSuite Akm, string Words)[] Derivations = [(AkmSuite.Rsn(2), "PRF-SHA1"), (AkmSuite.Rsn(6), "KDF-SHA256")];

    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new("WSB-MIC-010", "mic-h-nonft-ptk", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The client selected an FT AKM but derived its PTK without FT.")
    {
        Rank = ExplanationRank.Proof,
        Clause = Clauses.EapolKeyFrames,
        Explanation = "With FT the PTK comes from PMK-R1; this one comes straight from the PMK (\"Pairwise key expansion\"). Some part of "
            + "the client, driver or firmware, is not aware of FT. " + HowItIsKnown,
        Next = """
            Report it to the client vendor with this handshake; until then turn off 802.11r on the SSID, or for this client.
            """,
        Values = CauseValues,
    };

    /// <inheritdoc/>
    public override MicCause? Explain(in MicQuestion question)
    {
        if (!question.Inputs.Akm.IsFt)
        {
            return null;
        }

        foreach (KnownKey key in question.Candidates)
        {
            ReadOnlySpan<byte> pmk = PmkOf(question, key);
            foreach ((AkmSuite akm, string words) in Derivations)
            {
                if (AkmKeys.TryGet(akm, pmk.Length, 0, out AkmKeys nonFt)
                    && (question.Makes(nonFt, question.Inputs, pmk, MicAlgorithm.AesCmac)
                    || question.Makes(nonFt, question.Inputs, pmk, MicAlgorithm.HmacSha1)))
                {
                    return Cause(question, key, $"with a PTK derived without FT, by {words}");
                }
            }
        }

        return null;
    }

    /// <summary>Without FT the PMK of an MSK is another part of it than the XXKey.</summary>
    private static ReadOnlySpan<byte> PmkOf(in MicQuestion question, KnownKey key) =>
        key.Kind == KeyKind.Msk ? Msk.Pmk(AkmSuite.Rsn(1), key.Material) : question.PmkOf(key, question.Inputs.Ssid);
}
