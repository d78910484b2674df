using WsBridge.Analysis.Exchanges;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>The client did not return the anti-clogging token that the AP had asked for.</summary>
public sealed class SaeTokenNotReturned : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-007", "sae-token-not-returned", Severity.Warn, ExpertGroup.Sequence, Fault.Sta,
        "The client did not return the SAE anti-clogging token.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.StatusCodes,
        Explanation = "Status 76 refuses nothing: the AP has many open SAE exchanges and wants the client to send its commit once more with "
            + "the token of the answer. "
            + "A client that sends it without the token is asked again and never gets in as long as the AP is loaded. "
            + "A note where the client did not go on at all.",
        Implementations = "hostapd asks from sae_anti_clogging_threshold open exchanges on (5 by default). "
            + "Under hash-to-element the token stands in a container element, which some clients did not know.",
        Next = "Update the client's supplicant or firmware. See also why the AP asks: very many commits at the same time are a flood.",
        Values = [("waited_ms", "milliseconds from the AP's answer to the next commit, or to the end")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.ConnectionStopped;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (context.Stop is not { Connecting: { Step: ConnectionStep.SaeToken } asked } stop)
        {
            return;
        }

        bool sentWithout = stop is { By: ConnectionStoppedBy.NewAttempt, Elsewhere: false };
        string text = sentWithout
            ? "The AP asked for its anti-clogging token (status 76), but the client sent another commit without it."
            : $"The AP asked for its anti-clogging token (status 76), but the client did not continue; {stop.Words}.";
        context.Report(Info, text, new Detail
        {
            Severity = sentWithout ? Severity.Warn : Severity.Note,
            Fault = sentWithout ? Fault.Sta : Fault.Unknown,
            Related = [new RelatedFrame(asked.First.Ref, "answer with the token")],
            Values = [FindingValue.Of("waited_ms", stop.Waited)],
        });
    }
}
