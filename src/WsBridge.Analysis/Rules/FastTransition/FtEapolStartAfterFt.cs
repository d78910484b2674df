using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>A client sends EAPOL-Start in the clear on an FT association that has its keys already.</summary>
public sealed class FtEapolStartAfterFt : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-060", "ft-eapol-start-after-ft", Severity.Warn, ExpertGroup.Sequence, Fault.Sta, "A client sends EAPOL-Start on an FT association that already has keys.")
    {
        Clause = Clauses.FtInitialAssociation,
        Explanation = "Under FT a new EAP authentication needs a new initial mobility domain association; EAPOL-Start asks for one in the middle of the old one. In the clear, it also shows that the client does not use the keys.  "
            + "Before message 4 of an initial association it is normal and not reported; an encrypted one is not visible.",
        Implementations = "hostapd up to 2.11 restarts EAP; newer versions drop the frame, and a client that waits for EAP has no connection until it gives up.",
        Next = "Check whether EAP follows. If not, make the client associate again, and report it to its supplicant's vendor.",
        Values = [("established_by", "ft or 4-way-handshake")],
    };

    /// <inheritdoc/>
    public Moments Moments => Moments.EapolStart;

    /// <inheritdoc/>
    public void Check(RuleContext context)
    {
        if (context.Association is not { EndedBy: null, ResponseStatus: StatusCodes.Success, Response: { } response } association)
        {
            return;
        }

        if (FtFrames.IsFtReassociation(association))
        {
            Report(context, "an association established by FT", "ft", new RelatedFrame(response.Ref, "Reassociation Response of FT"));
        }
        else if (association is { IsFtInitial: true, Handshake: { IsComplete: true, M4: [.., var message4] } })
        {
            Report(context, "an FT association after message 4", "4-way-handshake", new RelatedFrame(message4.Frame.Ref, "message 4"));
        }
    }

    private void Report(RuleContext context, string where, string establishedBy, RelatedFrame related) =>
        context.Report(Info, $"The client sends EAPOL-Start in the clear on {where}; to reauthenticate it must associate again.", new Detail
        {
            Related = [related],
            Values = [FindingValue.Of("established_by", establishedBy)],
        });
}
