using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>The client did not return the anti-clogging token that the AP had asked for.</summary>
internal sealed class SaeTokenNotReturned : IRule<ConnectionStopped>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-007", "sae-token-not-returned", Severity.Warn, ExpertGroup.Sequence, Fault.Sta,
        "The client did not return the SAE anti-clogging token.")
    {
        Milder = [Severity.Note],
        Clause = Clauses.StatusCodes,
        Explanation = """
            Status 76 is not a refusal: the AP has many open SAE exchanges and wants the client to repeat its commit with the token from
            its answer.
            A client that repeats it without the token is asked again and cannot connect as long as the AP is under load.
            A note where the client did not continue at all.
            """,
        Implementations = """
            hostapd asks for it from sae_anti_clogging_threshold open exchanges on (5 by default).
            With hash-to-element the token is in a container element, which some clients did not support.
            """,
        Next = """
            Update the client's supplicant or firmware.
            See also why the AP asks: very many commits at the same time are a flood.
            """,
        Values = [("waited_ms", "milliseconds from the AP's answer to the next commit, or to the end")],
    };

    /// <inheritdoc/>
    public void Check(in ConnectionStopped e, in Report report)
    {
        if (e.Stop is not { Pending: { Step: ConnectionStep.SaeToken } asked } stop)
        {
            return;
        }

        bool sentWithout = stop is { By: ConnectionStoppedBy.NewAttempt, Elsewhere: false };
        string text = sentWithout
            ? "The AP asked for its anti-clogging token (status 76), but the client sent another commit without it."
            : $"The AP asked for its anti-clogging token (status 76), but the client did not continue; {stop.Words}.";
        report.Add(Info, text, new Detail
        {
            Severity = sentWithout ? Severity.Warn : Severity.Note,
            Fault = sentWithout ? Fault.Sta : Fault.Unknown,
            Related = [new RelatedFrame(asked.First.Ref, "answer with the token")],
            Values = [FindingValue.Of("waited_ms", stop.Waited)],
        });
    }
}
