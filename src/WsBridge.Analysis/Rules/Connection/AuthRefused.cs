using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>The AP refused authentication: by another algorithm than FT and SAE, or a frame that SAE does not have.</summary>
internal sealed class AuthRefused : IRule<AuthenticationResponseReceived>, IRule<ConnectionStopped>, IRule<PasnRefused>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-001", "auth-refused", Severity.Error, ExpertGroup.Response, Fault.Unknown,
        "The AP refused the authentication.")
    {
        Milder = [Severity.Warn, Severity.Note, Severity.Chat],
        Clause = Clauses.StatusCodes,
        Rank = ExplanationRank.Refusal,
        Explanation = """
            An Authentication frame of the AP with a status other than 0, for Open System, Shared Key (WEP), FILS and EPPKE; fast BSS
            transition and SAE have rules of their own, but for Authentication frames of numbers that SAE does not have.
            The finding names the usual cause of the status.
            A warning where the AP turns the client away for now or moves it elsewhere; a note for PASN, which makes keys for ranging and
            begins no association.
            Status 77 (group not supported) of EPPKE is a chat at first, because the client may offer another group, and an error when none
            remains that both support.
            """,
        Implementations = """
            hostapd refuses by its access list with 1, at its limit of clients with 17, in Shared Key authentication with 15.
            Controllers use 17 and 37 for load balancing and band steering.
            """,
        Next = "Look at the AP's log at the time of this frame.",
        Values =
        [
            ("status", "status code"),
            ("algorithm", "authentication algorithm number"),
            ("transaction", "transaction sequence number of the refusal"),
            ("groups", "all groups of EPPKE that the AP refused, at the end of the attempt"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AuthenticationResponseReceived e, in Report report)
    {
        if (AuthenticationAnswer.IsRefusal(e.Frame))
        {
            Check(e.Frame, e.Association.Pending?.Last, report, e.Association.Eppke?.Group);
        }
    }

    /// <inheritdoc/>
    public void Check(in ConnectionStopped e, in Report report)
    {
        if (e.Stop is not { Pending: { Step: ConnectionStep.EppkeGroup, RefusedGroups: { Count: > 0 } groups } pending } stop
            || IsAnotherGroup(stop.Frame, groups))
        {
            return; // or it offers another one in an attempt of its own
        }

        string list = string.Join(", ", groups.Distinct());
        string status = StatusCodes.Describe(StatusCodes.FiniteCyclicGroupNotSupported);
        report.Add(Info,
            $"The AP refused every EPPKE group that the client offered ({list}) with status {status}; then {stop.Words}.", new Detail
            {
                Fault = Fault.Config,
                Next = "Allow a common group on both sides; every device must support group 19. hostapd has its groups in pasn_groups.",
                About = [pending.First],
                Related = [new RelatedFrame(pending.First.Ref, "the latest refusal")],
                Values =
                [
                    FindingValue.Of("status", StatusCodes.FiniteCyclicGroupNotSupported),
                    FindingValue.Of("algorithm", Authentication.Eppke),
                    FindingValue.Of("groups", list),
                ],
            });
    }

    private static bool IsAnotherGroup(StoredFrame frame, List<ushort> refused) =>
        Authentication.TryParse(frame.Header, out Authentication authentication, out _)
        && authentication is { Algorithm: Authentication.Eppke, Transaction: 1 }
        && PasnParameters.GroupOf(authentication.Elements, fromAp: false) is { } group && !refused.Contains(group);

    /// <inheritdoc/>
    public void Check(in PasnRefused e, in Report report) => Check(e.Frame, asked: null, report, group: null);

    private void Check(StoredFrame frame, StoredFrame? asked, in Report report, ushort? group)
    {
        if (!Authentication.TryParse(frame.Header, out Authentication answer, out _)
            || answer is { Algorithm: Authentication.Sae, Transaction: 1 or 2 })
        {
            return;
        }

        Refusal refusal = Refusal.Of(answer.Status);
        if (answer.Algorithm == Authentication.Sae)
        {
            refusal = refusal with
            {
                Cause = $"it answers a frame of number {answer.Transaction}, and SAE has numbers 1 (commit) and 2 (confirm) alone",
                Next = "Look at the client's Authentication frame just before: its driver may not know SAE. Update it, or use WPA2.",
            };
        }

        if (answer is { Algorithm: Authentication.Fils or Authentication.FilsPfs, Status: 1 })
        {
            refusal = refusal with
            {
                Severity = Severity.Warn,
                Cause = "the AP could not verify it; usually the authentication server no longer has this client's ERP keys, or the AP has "
                    + "no PMKSA",
                Next = "Nothing to do if the client goes on with EAP. If it repeats, check how long the authentication server keeps the "
                    + "keys of ERP, and whether it was restarted.",
            };
        }
        else if (answer.Algorithm == Authentication.FilsPfs && answer.Status == StatusCodes.FiniteCyclicGroupNotSupported)
        {
            refusal = refusal with
            {
                Cause = "the AP does not use the finite cyclic group of the client",
                Next = "Set the same group for FILS with PFS on client and AP (hostapd: fils_dh_group), or use FILS without PFS.",
            };
        }

        if (group is { } number && answer is { Algorithm: Authentication.Eppke, Status: StatusCodes.FiniteCyclicGroupNotSupported })
        {
            refusal = refusal with
            {
                Severity = Severity.Chat,
                Cause = $"the AP does not use group {number} of the client, which may offer another one",
                Next = "Nothing to do if the client continues with another group.",
            };
        }

        bool isKeyWrong = answer is { Algorithm: Authentication.SharedKey, Status: StatusCodes.ChallengeFailure };
        string what = $"{Authentication.AlgorithmName(answer.Algorithm)} authentication";
        report.Add(Info, $"The AP refused {what} with status {StatusCodes.Describe(answer.Status)}: {refusal.Cause}.", new Detail
        {
            Severity = answer.Algorithm == Authentication.Pasn ? Severity.Note : refusal.Severity,
            Fault = isKeyWrong ? Fault.Config : refusal.Fault,
            Next = refusal.Next,
            Related = asked is null ? null : [new RelatedFrame(asked.Ref, "request refused")],
            Values =
            [
                FindingValue.Of("status", answer.Status),
                FindingValue.Of("algorithm", answer.Algorithm),
                FindingValue.Of("transaction", answer.Transaction),
            ],
        });
    }
}
