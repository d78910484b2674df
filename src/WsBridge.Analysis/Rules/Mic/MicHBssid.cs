using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>The client derived its PTK with the address of another AP, or mixed up link and MLD addresses.</summary>
internal sealed class MicHBssid : MicHypothesis
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new("WSB-MIC-016", "mic-h-bssid", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The client derived its PTK with the wrong address.")
    {
        Rank = ExplanationRank.Proof,
        Clause = Clauses.EapolKeyFrames,
        Explanation = "The addresses of both sides go into the PTK. This client still used the BSSID of another AP of the network, perhaps "
            + "the one it came from, or with multi-link mixed up link and MLD addresses. " + HowItIsKnown,
        Next = "Report it to the client vendor with this handshake.",
        Values = CauseValues,
    };

    /// <inheritdoc/>
    public override MicCause? Explain(in MicQuestion question) => TryMultiLink(question) ?? TrySiblings(question);

    private MicCause? TrySiblings(in MicQuestion question)
    {
        foreach (Bss sibling in question.Siblings)
        {
            PtkInputs inputs = question.Inputs;
            inputs.Ap = sibling.Bssid;
            if (inputs.Ap == question.Inputs.Ap)
            {
                continue;
            }

            if (CauseIf(question, inputs, $"with BSSID {inputs.Ap} (another AP) instead of {question.Inputs.Ap}") is { } alone)
            {
                return alone;
            }

            inputs.R1khId = sibling.Bssid;
            if (inputs.Akm.IsFt && CauseIf(question, inputs, $"with BSSID and R1KH-ID {inputs.Ap} (another AP)") is { } both)
            {
                return both;
            }
        }

        return null;
    }

    /// <summary>Link for MLD address or the other way round, of either side or both; with FT also of the key holders alone.</summary>
    private MicCause? TryMultiLink(in MicQuestion question)
    {
        Association association = question.Association;
        if (association.Client is not { } client)
        {
            return null;
        }

        MacAddress apMld = association.Ap?.Address ?? association.Bss.Bssid;
        foreach (MacAddress ap in (ReadOnlySpan<MacAddress>)[association.Bss.Bssid, apMld])
        {
            foreach (MacAddress sta in (ReadOnlySpan<MacAddress>)[association.LinkSta, client.Address])
            {
                PtkInputs inputs = question.Inputs;
                (inputs.Sta, inputs.Ap) = (sta, ap);
                string how = $"with the addresses {sta} and {ap} instead of {question.Inputs.Sta} and {question.Inputs.Ap}";
                if (CauseIf(question, inputs, how) is { } cause)
                {
                    return cause;
                }

                inputs.StaKeyHolder = sta == client.Address ? association.LinkSta : client.Address;
                if (inputs.Akm.IsFt && CauseIf(question, inputs,
                    $"{how}, and {inputs.StaKeyHolder} as S0KH-ID and S1KH-ID") is { } ofKeyHolder)
                {
                    return ofKeyHolder;
                }
            }
        }

        return null;
    }
}
