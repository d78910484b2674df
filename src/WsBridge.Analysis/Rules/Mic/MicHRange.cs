using System.Security.Cryptography;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>
/// The client made the MIC over other octets than it should: without the EAPOL header, or with something in the MIC field.
/// </summary>
internal sealed class MicHRange : MicHypothesis
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new("WSB-MIC-019", "mic-h-range", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The client computed the MIC over the wrong octets.")
    {
        Rank = ExplanationRank.Proof,
        Clause = Clauses.EapolKeyFrames,
        Explanation = "The MIC covers the EAPOL PDU from its version octet on, with zeros in the MIC field. This client left out the EAPOL "
            + "header, or computed the MIC while an earlier one was still in the field. " + HowItIsKnown,
        Implementations = "A comment in hostap notes that the text of IEEE Std 802.11i-2004 has the range wrong.",
        Next = "Report it to the client vendor with this handshake.",
        Values = CauseValues,
    };

    /// <inheritdoc/>
    public override MicCause? Explain(in MicQuestion question)
    {
        foreach (KnownKey key in question.Candidates)
        {
            ReadOnlySpan<byte> pmk = question.PmkOf(key, question.Inputs.Ssid);
            if (!pmk.IsEmpty && question.TryGetAkm(pmk.Length, out AkmKeys akm) && akm.EapolMicLength == question.Key.MicLength
                && Words(question, akm.EapolMic, question.Derive(akm, question.Inputs, pmk).Kck) is { } words)
            {
                return Cause(question, key, words);
            }
        }

        return null;
    }

    private static string? Words(in MicQuestion question, MicAlgorithm algorithm, ReadOnlySpan<byte> kck)
    {
        byte[] pdu = question.Key.Octets.ToArray();
        Span<byte> field = pdu.AsSpan(EapolKey.MicOffset, question.Key.MicLength);
        field.Clear();
        if (Makes(question, algorithm, kck, pdu.AsSpan(Eapol.HeaderSize)))
        {
            return "over the frame without its EAPOL header";
        }

        Span<byte> right = stackalloc byte[field.Length];
        if (!algorithm.TryCompute(kck, pdu, right))
        {
            return null;
        }

        right.CopyTo(field);
        if (Makes(question, algorithm, kck, pdu))
        {
            return "if computed twice, the second time with the first result in the MIC field instead of zeros";
        }

        foreach (HandshakeFrame earlier in question.Handshake.M2)
        {
            if (earlier != question.Message && earlier.Key.MicLength == field.Length)
            {
                earlier.Key.Mic.CopyTo(field);
                if (Makes(question, algorithm, kck, pdu))
                {
                    return "with the MIC of an earlier message 2 in the MIC field instead of zeros";
                }
            }
        }

        return null;
    }

    private static bool Makes(in MicQuestion question, MicAlgorithm algorithm, ReadOnlySpan<byte> kck, ReadOnlySpan<byte> octets)
    {
        Span<byte> mic = stackalloc byte[MicAlgorithms.MaxLength];
        mic = mic[..question.Key.MicLength];
        return algorithm.TryCompute(kck, octets, mic) && CryptographicOperations.FixedTimeEquals(mic, question.Key.Mic);
    }
}
