using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.KeyChecks;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Verdicts;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>
/// One way in which real stacks go wrong: the MIC of message 2 is not as it should be, and exactly this mistake with a known key makes
/// it. Tried once the AP has not gone on after message 2.
/// </summary>
internal abstract class MicHypothesis : IRule<HandshakeFailed>, IMicHypothesis
{
    /// <summary>What there is to say of every hypothesis.</summary>
    private protected const string HowItIsKnown = "Of 2^128 possible MICs, the client sent exactly the one that this mistake produces: "
        + "that is no coincidence. WsBridge tries this only where keys are known, none of them verifies the MIC as it should be computed, "
        + "and the AP did not continue.";

    /// <summary>The values of every hypothesis.</summary>
    private protected static readonly IReadOnlyList<(string Key, string Meaning)> CauseValues =
    [
        ("key", "where the key is from"),
        ("m2", "transmissions of message 2"),
    ];

    /// <inheritdoc/>
    public abstract RuleInfo Info { get; }

    /// <inheritdoc/>
    public void Check(in HandshakeFailed e, in Report report)
    {
        HandshakeEnd end = e.End;
        if (e.Keys is not { Cause: { } cause } || !ReferenceEquals(cause.Rule, Info))
        {
            return;
        }

        Transmissions<HandshakeFrame> sent = end.Handshake.M2;
        report.Add(Info, $"The MIC of message 2 verifies only {cause.How} (key: {cause.Key.Source}); no message 3 came, then "
            + $"{EndText.Short(end)}.", new Detail
            {
                About = [cause.Message.Frame],
                Related = [.. EndText.Related(sent), .. cause.Evidence],
                Values = [FindingValue.Of("key", cause.Key.Source), FindingValue.Of("m2", sent.Count)],
            });
    }

    /// <summary>It takes the PBKDF2 of another SSID to try it, so that it comes last.</summary>
    internal virtual bool IsCostly => false;

    /// <inheritdoc/>
    public abstract MicCause? Explain(in MicQuestion question);

    /// <inheritdoc/>
    public virtual MicCause? ExplainValid(Association association, KnownKey used, KnownKey? delivered, long? eapBegan,
        HandshakeFrame message) => null;

    private protected MicCause Cause(in MicQuestion question, KnownKey key, string how) => new(Info, key, how, question.Message);

    /// <summary>The cause, if any candidate key makes the MIC with these inputs.</summary>
    private protected MicCause? CauseIf(in MicQuestion question, in PtkInputs inputs, string how) =>
        question.KeyFor(inputs) is { } key ? Cause(question, key, how) : null;
}
