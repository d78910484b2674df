using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>The client uses the key of an earlier EAP authentication, of another STA, or the passphrase of another SSID.</summary>
internal sealed class MicHStalePmk : MicHypothesis
{
    /// <summary>Passphrases of other SSIDs that are tried here; each costs a PBKDF2.</summary>
    private const int MaxPassphrases = 16;

    /// <inheritdoc/>
    internal override bool IsCostly => true;

    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new("WSB-MIC-012", "mic-h-stale-pmk", Severity.Error, ExpertGroup.Security, Fault.Unknown,
        "The client uses an earlier PMK, or the key of another STA or SSID.")
    {
        Rank = ExplanationRank.Proof,
        Clause = Clauses.EapolKeyFrames,
        Explanation = "Message 2 uses a known key that does not belong to this attempt: the PMK of an earlier EAP authentication although "
            + "EAP has just delivered a new one, the key of another STA, or the passphrase of another SSID. The frames do not show which "
            + "side is out of date. " + HowItIsKnown,
        Implementations = """
            wpa_supplicant logs "authentication server may have derived different MSK?!" for a PMK that the AP does not have (seen with
            FreeRADIUS 2.2.6 and 3.0.7 and TLS 1.2).
            """,
        Next = """
            Compare the PMK in the logs of client, AP and RADIUS server; for a passphrase, compare the profile of the client with the SSID.
            """,
        Values = CauseValues,
    };

    /// <inheritdoc/>
    public override MicCause? Explain(in MicQuestion question)
    {
        int passphrases = 0;
        foreach (KnownKey key in question.AllKeys)
        {
            KeyBinding binding = key.Binding;
            bool isOfOtherSsid = !KeyIndex.FitsSsid(key, question.Inputs.Ssid);
            bool isOfOtherSta = binding.Sta is { } sta && sta != question.Association.Sta;
            if ((!isOfOtherSsid && !isOfOtherSta)
                || (key.Kind == KeyKind.Passphrase && (!question.Inputs.Akm.IsPsk || ++passphrases > MaxPassphrases)))
            {
                continue;
            }

            if (question.Makes(question.Inputs, question.PmkOf(key, question.Inputs.Ssid)))
            {
                string whose = isOfOtherSta ? $"of STA {binding.Sta}" : $"of SSID \"{Ssid.ToText(binding.Ssid!.Value.Span)}\"";
                return Cause(question, key, $"with the {(key.Kind == KeyKind.Passphrase ? "passphrase" : "key")} {whose}");
            }
        }

        return null;
    }

    /// <summary>The MIC is right, but with a key from before this attempt, in which EAP delivered another one.</summary>
    public override MicCause? ExplainValid(Association association, KnownKey used, KnownKey? delivered, long? eapBegan,
        HandshakeFrame message)
    {
        const string How = "with the key of an earlier EAP authentication, although EAP has just delivered a new one";
        return used.Binding is { Sta: not null, FromMicroseconds: { } from } && from < eapBegan && delivered is not null
            ? new MicCause(Info, used, How, message)
            : null;
    }
}
