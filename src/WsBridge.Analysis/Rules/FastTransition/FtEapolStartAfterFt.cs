using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>A client sends EAPOL-Start in the clear on an FT association that has its keys already.</summary>
internal sealed class FtEapolStartAfterFt : IRule<EapolStartReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-060", "ft-eapol-start-after-ft", Severity.Warn, ExpertGroup.Sequence, Fault.Sta,
        "A client sends EAPOL-Start on an FT association that already has keys.")
    {
        Clause = Clauses.FtInitialAssociation,
        Explanation = """
            Under FT a new EAP authentication needs a new initial mobility domain association; EAPOL-Start asks for one in the middle of
            the old one.
            In the clear, it also shows that the client does not use the keys.
            Before message 4 of an initial association it is normal and not reported; an encrypted one shows only with the key.
            """,
        Implementations = """
            hostapd up to 2.11 restarts EAP; newer versions drop the frame, and a client that waits for EAP has no connection until it
            gives up.
            """,
        Next = "Check whether EAP follows. If not, make the client associate again, and report it to its supplicant's vendor.",
        Values = [("established_by", "ft or 4-way-handshake")],
    };

    /// <inheritdoc/>
    public void Check(in EapolStartReceived e, in Report report)
    {
        if (e.Association is not { EndedBy: null, ResponseStatus: StatusCodes.Success, Response: { } response } association)
        {
            return;
        }

        if (association.IsFtReassociation)
        {
            Report(e, report, "an association established by FT", "ft", new RelatedFrame(response.Ref, "Reassociation Response of FT"));
        }
        else if (association is { IsFtInitial: true, Handshake: { IsComplete: true, M4: [.., var message4] } })
        {
            Report(e, report, "an FT association after message 4", "4-way-handshake", new RelatedFrame(message4.Frame.Ref, "message 4"));
        }
    }

    private void Report(in EapolStartReceived e, in Report report, string where, string establishedBy, RelatedFrame related) =>
        report.Add(Info, $"The client sends EAPOL-Start {(e.Frame.WasEncrypted ? "encrypted" : "in the clear")} on {where}; to "
            + $"reauthenticate it must associate again.", new Detail
            {
                Related = [related],
                Values = [FindingValue.Of("established_by", establishedBy)],
            });
}
