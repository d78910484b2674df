using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Mic;

/// <summary>The client derived PMK-R0 with an R0KH-ID that differs from the AP's.</summary>
internal sealed class MicHR0kh : MicHypothesis
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new("WSB-MIC-015", "mic-h-r0kh", Severity.Error, ExpertGroup.Security, Fault.Sta,
        "The client derived PMK-R0 with an R0KH-ID that differs from the AP's.")
    {
        Rank = ExplanationRank.Proof,
        Clause = Clauses.EapolKeyFrames,
        Explanation = "The R0KH-ID of the association response is 1 to 48 octets, not a string. This client truncated it, added a NUL, or "
            + "kept the one of an earlier association. " + HowItIsKnown,
        Next = "Give the APs short R0KH-IDs of letters and digits, and report it to the client vendor.",
        Values = CauseValues,
    };

    /// <inheritdoc/>
    public override MicCause? Explain(in MicQuestion question)
    {
        ReadOnlySpan<byte> named = question.Inputs.R0khId;
        if (!question.Inputs.Akm.IsFt)
        {
            return null;
        }

        if (!question.R0khIdBefore.IsEmpty
            && Try(question, question.R0khIdBefore,
                $"{FtFrames.KeyHolder(question.R0khIdBefore)} from an earlier association") is { } stale)
        {
            return stale;
        }

        if (FtExchange.TryGetFte(question.Message.Kdes.Elements, question.Inputs.Akm, out _, out Fte fte)
            && fte.TryGetR0khId(out ReadOnlySpan<byte> own)
            && Try(question, own, $"{FtFrames.KeyHolder(own)} from message 2") is { } said)
        {
            return said;
        }

        byte[] terminated = [.. named, 0];
        if (Try(question, terminated, "with a trailing NUL") is { } withNul)
        {
            return withNul;
        }

        for (int length = named.Length - 1; length >= 0; length--)
        {
            if (Try(question, named[..length], $"truncated to {length} octets") is { } cut)
            {
                return cut;
            }
        }

        return null;
    }

    private MicCause? Try(in MicQuestion question, ReadOnlySpan<byte> r0khId, string words)
    {
        if (r0khId.SequenceEqual(question.Inputs.R0khId))
        {
            return null;
        }

        PtkInputs inputs = question.Inputs;
        inputs.R0khId = r0khId;
        return CauseIf(question, inputs, $"with R0KH-ID {words} instead of {FtFrames.KeyHolder(question.Inputs.R0khId)}");
    }
}
