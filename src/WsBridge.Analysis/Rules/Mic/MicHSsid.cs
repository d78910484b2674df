using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>The client derived its keys with an SSID other than the one it associates with.</summary>
internal sealed class MicHSsid : MicHypothesis
{
    private const int MaxSsidLength = 32;

    /// <inheritdoc/>
    internal override bool IsCostly => true;

    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new("WSB-MIC-022", "mic-h-ssid", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The client derived its keys with an SSID other than the one it associates with.")
    {
        Rank = ExplanationRank.Proof,
        Clause = Clauses.EapolKeyFrames,
        Explanation = "The SSID goes into the PSK of a passphrase and with FT into PMK-R0, with exactly its octets: a trailing NUL, "
            + "trimmed spaces, or the SSID of another BSS give different keys. " + HowItIsKnown,
        Next = "Compare the SSID in the profile of the client octet by octet, and report it to the client vendor.",
        Values = CauseValues,
    };

    /// <inheritdoc/>
    public override MicCause? Explain(in MicQuestion question)
    {
        if (!question.Inputs.Akm.IsFt && !question.Inputs.Akm.IsPsk)
        {
            return null;
        }

        ReadOnlySpan<byte> ssid = question.Inputs.Ssid;
        Span<byte> changed = stackalloc byte[MaxSsidLength + 1];
        changed.Clear();
        ssid.CopyTo(changed);
        if (Try(question, changed[..(ssid.Length + 1)], "with a trailing NUL") is { } withNul)
        {
            return withNul;
        }

        if (Try(question, changed[..MaxSsidLength], "padded with NULs") is { } filled)
        {
            return filled;
        }

        ReadOnlySpan<byte> trimmed = ssid.TrimEnd(" \0"u8);
        if (Try(question, trimmed, "without its trailing characters") is { } cut)
        {
            return cut;
        }

        foreach (Bss other in question.OtherNames)
        {
            if (Try(question, other.SsidOctets, $"\"{other.Ssid}\" of {other.Bssid}") is { } cause)
            {
                return cause;
            }
        }

        return null;
    }

    /// <summary>The SSID goes into two derivations, which need not make the same mistake.</summary>
    private MicCause? Try(in MicQuestion question, ReadOnlySpan<byte> ssid, string words)
    {
        if (ssid.SequenceEqual(question.Inputs.Ssid) || ssid.IsEmpty)
        {
            return null;
        }

        string how = $"with the SSID {words}";
        PtkInputs inputs = question.Inputs;
        inputs.Ssid = ssid;
        foreach (KnownKey key in question.Candidates)
        {
            ReadOnlySpan<byte> pmk = question.PmkOf(key, question.Inputs.Ssid);
            if (question.Inputs.Akm.IsFt && question.Makes(inputs, pmk))
            {
                return Cause(question, key, $"{how} in PMK-R0");
            }

            if (key.Kind != KeyKind.Passphrase)
            {
                continue;
            }

            pmk = question.PmkOf(key, ssid);
            if (question.Makes(question.Inputs, pmk))
            {
                return Cause(question, key, $"{how} in the PSK");
            }

            if (question.Inputs.Akm.IsFt && question.Makes(inputs, pmk))
            {
                return Cause(question, key, how);
            }
        }

        return null;
    }
}
