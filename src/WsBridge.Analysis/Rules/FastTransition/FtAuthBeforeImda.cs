using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>A client roams by FT and its initial association is not in the capture: without more, the keys cannot be derived.</summary>
internal sealed class FtAuthBeforeImda : IRule<FtRequestReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-045", "ft-auth-before-imda", Severity.Note, ExpertGroup.Sequence, Fault.None,
        "A client roams by FT, but its initial association is not in the capture.")
    {
        Milder = [Severity.Chat],
        Explanation = """
            Nothing is wrong.
            The PMK-R0 comes from the initial mobility domain association; with 802.1X and SAE this capture alone does not give it.
            With FT-PSK the passphrase is enough, so this is only a chat.
            Reported once per client and mobility domain.
            """,
        Next = "For decryption and MIC checks supply the PMK-R0 or PMK-R1, or start the capture before the client connects.",
        Values = [("akm", "AKM of the request")],
    };

    /// <inheritdoc/>
    public void Check(in FtRequestReceived e, in Report report)
    {
        if (e.Association is not { Akm: { IsFt: true } akm, Initial: { Response: null, MayBeCutOff: false, FtRequests: 1 } })
        {
            return;
        }

        string keys = akm.IsPsk ? "the passphrase is needed to derive its keys" : "this capture alone does not give its keys";
        report.Add(Info, $"The client roams by {akm}, but its initial association is not in this capture: {keys}.", new Detail
        {
            Severity = akm.IsPsk ? Severity.Chat : Severity.Note,
            Values = [FindingValue.Of("akm", akm.ToString())],
        });
    }
}
