using WsBridge.Analysis.Exchanges;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>A client roams by FT and its initial association is not in the capture: without more, the keys cannot be derived.</summary>
public sealed class FtAuthBeforeImda : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-045", "ft-auth-before-imda", Severity.Note, ExpertGroup.Sequence, Fault.None, "A client roams by FT, and its initial association is not in the capture.")
    {
        Milder = [Severity.Chat],
        Explanation = "Nothing is wrong. The PMK-R0 stems from the initial mobility domain association; under 802.1X and SAE its key cannot be had from this capture alone. "
            + "With FT-PSK the passphrase is enough, so that it is only a chat. Said once for each client and mobility domain.",
        Next = "For decryption and MIC checks give the PMK-R0 or PMK-R1, or take a capture that begins before the client connects.",
        Values = [("akm", "AKM of the request")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.FtRequest;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (context.Association is not { Akm: { IsFt: true } akm, Initial: { Response: null, MayBeCutOff: false, FtRequests: 1 } })
        {
            return;
        }

        string keys = akm.IsPsk ? "the passphrase is needed to derive its keys" : "this capture alone does not give its keys";
        context.Report(Info, $"The client roams by {akm}, but its initial association is not in this capture: {keys}.", new Detail
        {
            Severity = akm.IsPsk ? Severity.Chat : Severity.Note,
            Values = [FindingValue.Of("akm", akm.ToString())],
        });
    }
}
