using System.Globalization;
using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>Right after it has accepted an FT reassociation, the AP says that the STA is not authenticated or not associated (reasons 6 and 7).</summary>
public sealed class FtEndsInClass3Error : IRule
{
    private const double RightAfterMilliseconds = 1000;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-059", "ft-reassoc-then-class3", Severity.Error, ExpertGroup.Sequence, Fault.Ap, "The AP does not know the STA right after it accepted its FT reassociation.")
    {
        Rank = ExplanationRank.Pattern,
        Clause = Clauses.ReasonCodes,
        Explanation = "Reasons 6 and 7 tell a STA that it sent what only an authenticated or associated one may send. Within a second of a Reassociation Response of status 0 that means that one part of the AP accepted the STA and another, mostly the driver, did not. "
            + "Only the first Deauthentication of the association counts, and not what follows one of the STA's own. It is not encrypted, so it could be forged.",
        Implementations = "hostapd logs \"Could not set STA to kernel driver\"; known from mt76 with 802.11r and management frame protection together.",
        Next = "Look into the log of the AP at that moment. Update its driver; until then turn off management frame protection or 802.11r on this SSID.",
        Values = [("reason", "reason code"), ("after_ms", "milliseconds from the Reassociation Response")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.Deauthentication;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (context is not { FromAp: true, Reason: 6 or 7, Association: { IsFtProtocol: true, Response: { } response, ResponseStatus: StatusCodes.Success } association }
            || association.EndedBy != context.Frame || context.Frame.MillisecondsSince(response) is not (>= 0 and <= RightAfterMilliseconds and var after)
            || !FtFrames.IsFtReassociation(association))
        {
            return;
        }

        context.Report(Info, string.Create(CultureInfo.InvariantCulture, $"The AP accepted the FT reassociation and {after:0} ms later ended it with reason {ReasonCodes.Describe(context.Reason.Value)}."), new Detail
        {
            Related = [new RelatedFrame(response.Ref, "Reassociation Response of status 0")],
            Values = [FindingValue.Of("reason", context.Reason.Value), FindingValue.Of("after_ms", after)],
        });
    }
}
