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

/// <summary>The AP refused an SAE commit.</summary>
internal sealed class SaeCommitRefused : IRule<AuthenticationResponseReceived>, IRule<ConnectionStopped>
{
    private const ushort UnspecifiedFailure = 1;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-005", "sae-commit-refused", Severity.Error, ExpertGroup.Response, Fault.Unknown,
        "The AP refused the SAE commit.")
    {
        Milder = [Severity.Warn, Severity.Note],
        Clause = Clauses.StatusCodes,
        Rank = ExplanationRank.Refusal,
        Explanation = """
            The AP answers the SAE commit with a status that refuses it.
            Status 77 (group not supported) is a note at first, because the client may offer another group, and an error when none remains
            that both support.
            Statuses 76 (anti-clogging token required), 126 (hash-to-element) and 127 (SAE-PK) refuse nothing.
            """,
        Implementations = """
            hostapd answers 77 for a group that is not in its sae_groups, 1 for a hunting-and-pecking commit where it accepts only
            hash-to-element, 123 for an unknown password identifier, 15 for a commit that it cannot process.
            """,
        Next = "Look at the AP's log at the time of this frame.",
        Values =
        [
            ("status", "status code"),
            ("group", "finite cyclic group of the client's commit"),
            ("groups", "all groups that the AP refused, at the end of the attempt"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AuthenticationResponseReceived e, in Report report)
    {
        if (!AuthenticationAnswer.IsRefusal(e.Frame)
            || !Authentication.TryParse(e.Frame.Header, out Authentication answer, out _)
            || answer is not { Algorithm: Authentication.Sae, Transaction: 1 })
        {
            return;
        }

        Refusal refusal = Refusal.Of(answer.Status);
        if (answer.Status == StatusCodes.ChallengeFailure)
        {
            refusal = refusal with
            {
                Cause = "the AP considers the client's password wrong",
                Next = "Compare the WPA3 password of client and AP.",
            };
        }

        if (answer.Status == UnspecifiedFailure && e.Association.Pending is { SaeStatus: StatusCodes.Success }
            && AnnouncesHashToElement(e.Association.Bss))
        {
            refusal = refusal with
            {
                Fault = Fault.Config,
                Cause = "the commit uses hunting-and-pecking, and an AP that offers hash-to-element may take nothing else, or nothing else "
                    + "with a password identifier",
                Next = "Enable hash-to-element on the client (wpa_supplicant: sae_pwe=1 or 2), or let the AP take both.",
            };
        }

        StoredFrame? commit = e.Association.Pending?.SaeCommit;
        ushort? group = PendingConnection.GroupOf(commit) ?? answer.SaeGroup;
        bool isGroup = answer.Status == StatusCodes.FiniteCyclicGroupNotSupported;
        string what = isGroup && group is { } number ? $"SAE group {number}" : "the SAE commit";
        string more = isGroup ? " The client may offer another group." : "";
        var values = new List<FindingValue> { FindingValue.Of("status", answer.Status) };
        if (group is { } known)
        {
            values.Add(FindingValue.Of("group", known));
        }

        report.Add(Info, $"The AP refused {what} with status {StatusCodes.Describe(answer.Status)}: {refusal.Cause}.{more}", new Detail
        {
            Severity = isGroup ? Severity.Note : refusal.Severity,
            Fault = refusal.Fault,
            Next = isGroup
                ? "Nothing to do if the client continues with another group. Otherwise enable group 19 on both sides; every WPA3 device "
                    + "must support it."
                : refusal.Next,
            Related = commit is null ? null : [new RelatedFrame(commit.Ref, "commit refused")],
            Values = values,
        });
    }

    private static bool AnnouncesHashToElement(Bss bss) =>
        bss.Beacon is { } beacon && beacon.Elements.TryFind(ElementId.Rsnxe, out Element element)
        && Rsnxe.TryParse(element.Body, out Rsnxe rsnxe, out _) && rsnxe.SaeHashToElement;

    /// <inheritdoc/>
    public void Check(in ConnectionStopped e, in Report report)
    {
        ConnectionStop stop = e.Stop;
        if (stop.Pending is not { Step: ConnectionStep.SaeGroup, RefusedGroups: { Count: > 0 } groups, SaeCommit: { } commit }
            || (PendingConnection.GroupOf(stop.Frame) is { } next && !groups.Contains(next)))
        {
            return; // or it offers another one in an attempt of its own
        }

        string list = string.Join(", ", groups.Distinct());
        string status = StatusCodes.Describe(StatusCodes.FiniteCyclicGroupNotSupported);
        report.Add(Info,
            $"The AP refused every SAE group that the client offered ({list}) with status {status}; then {stop.Words}.", new Detail
            {
                Fault = Fault.Config,
                Next = "Enable group 19 on both sides; every WPA3 device must support it. The groups are configured on the AP (hostapd: "
                + "sae_groups) "
                + "and on some clients.",
                About = [stop.Pending.First],
                Related = [new RelatedFrame(commit.Ref, "the latest commit"), new RelatedFrame(stop.Pending.First.Ref, "its refusal")],
                Values = [FindingValue.Of("status", StatusCodes.FiniteCyclicGroupNotSupported), FindingValue.Of("groups", list)],
            });
    }
}
