using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>The client derived its PTK with the wrong hash for the AKM.</summary>
internal sealed class MicHSha1Sha256 : MicHypothesis
{
    /// <summary>AKMs that stand for their derivation: PSK for PRF-SHA1, PSK-SHA256 for KDF-SHA256.</summary>
    private static readonly (AkmSuite Akm, string Words)[] Derivations = [(AkmSuite.Rsn(2), "PRF-SHA1"), (AkmSuite.Rsn(6), "KDF-SHA256")];

    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new("WSB-MIC-021", "mic-h-sha1-sha256", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The client derived its PTK with the wrong hash for the AKM.")
    {
        Rank = ExplanationRank.Proof,
        Clause = Clauses.EapolKeyFrames,
        Explanation = "PRF-SHA1 instead of KDF-SHA256 or vice versa, or, with OWE, SHA-256 even for the larger groups. " + HowItIsKnown,
        Implementations = "hostapd has owe_ptk_workaround for OWE clients that always use SHA-256.",
        Next = """
            Report it to the client vendor; until then use an AKM that the client implements correctly.
            With OWE, group 19 works everywhere.
            """,
        Values = CauseValues,
    };

    /// <inheritdoc/>
    public override MicCause? Explain(in MicQuestion question)
    {
        if (question.Inputs.Akm.IsFt)
        {
            return null;
        }

        foreach (KnownKey key in question.Candidates)
        {
            ReadOnlySpan<byte> pmk = question.PmkOf(key, question.Inputs.Ssid);
            if (pmk.IsEmpty || !question.TryGetAkm(pmk.Length, out AkmKeys usual))
            {
                continue;
            }

            foreach ((AkmSuite akm, string words) in Derivations)
            {
                if (AkmKeys.TryGet(akm, pmk.Length, 0, out AkmKeys other) && (other.Kdf != usual.Kdf || other.KckLength != usual.KckLength)
                    && (question.Makes(other, question.Inputs, pmk, usual.EapolMic)
                    || question.Makes(other, question.Inputs, pmk, other.EapolMic)))
                {
                    return Cause(question, key, $"with a PTK derived by {words}, which {question.Inputs.Akm} does not use");
                }
            }
        }

        return null;
    }
}
