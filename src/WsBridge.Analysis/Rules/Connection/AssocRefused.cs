using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Configuration;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Connection;

/// <summary>The AP refused a (Re)Association Request.</summary>
internal sealed class AssocRefused : IRule<AssociationResponseReceived>, IRule<ConnectionStopped>
{
    /// <summary>Put off so often in a row, a client that keeps to the time does not get in.</summary>
    private const int Systematic = 3;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CON-002", "assoc-refused", Severity.Error, ExpertGroup.Response, Fault.Unknown,
        "The AP refused the association.")
    {
        Milder = [Severity.Warn, Severity.Note, Severity.Chat],
        Clause = Clauses.StatusCodes,
        Rank = ExplanationRank.Refusal,
        Explanation = """
            A (Re)Association Response with a status other than 0.
            The finding names the usual cause of the status.
            Statuses 53 to 55, requests with an FT AKM, suites that the Beacon does not offer and hash-to-element that was not used have
            rules of their own, which take precedence.
            A warning where the AP only turns the client away for now or steers it elsewhere; a note where another finding on the request
            explains why; a chat where status 30 comes with a comeback time, or the frame is truncated before it could: the AP first checks
            by SA Query whether the existing association is still alive.
            A note, and from the third time on a warning, where it defers a client that came back on time.
            A note where the AP refuses after it has accepted, and no request in between was captured: it refuses an old one.
            A note where it does not support an OWE group (status 77), because the client may offer another one; an error where it does not.
            """,
        Implementations = """
            hostapd sends 17 at its limit of clients, 30 with a comeback time under management frame protection, 31 and 40 to 46 for the
            RSNE, 1 for most other failures.
            """,
        Next = "Look at the AP's log at the time of this frame.",
        Values =
        [
            ("status", "status code"),
            ("comeback_tu", "association comeback time in TUs, with status 30"),
            ("group", "finite cyclic group of OWE, with status 77"),
            ("cause", "ID of the rule that explains it; absent when none does"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        if (e.Association is not { ResponseStatus: { } status, Akm: not { IsFt: true } } association
            || status is StatusCodes.Success or StatusCodes.InvalidPmkid or StatusCodes.InvalidMde or StatusCodes.InvalidFte
            || SuiteNotOffered.Explains(association) || SaeH2eClaimedNotUsed.Explains(association)
            || FastTransition.FtAssocMdeNonftAkm.Explains(association))
        {
            return;
        }

        RelatedFrame[]? related = association.Request is { } request ? [new RelatedFrame(request.Ref, "request refused")] : null;
        if (status == StatusCodes.RefusedTemporarily && AssociationComeback.TryGet(e.Frame, out uint units))
        {
            int times = association.Comebacks.Times;
            string again = times > 1 ? $" again, for the {Ordinal(times)} time, although the client came back on time" : "";
            string putOff = $"The AP defers the association by {units} TU (status 30){again}: "
                + "it first checks by SA Query whether the existing association is still alive."
                + (times > 1 ? Queried(e.Association) : "");
            report.Add(Info, putOff, new Detail
            {
                Severity = times >= Systematic ? Severity.Warn : times > 1 ? Severity.Note : Severity.Chat,
                Fault = times <= 1 ? Fault.None : e.Association.Comebacks.SecuredBefore.Sta > 0 ? Fault.Sta : Fault.Unknown,
                Next = times > 1
                    ? "See who answers the AP's SA Query, and what the AP logs: as long as somebody answers (another device with this "
                        + "address, or the client itself), the AP keeps the old association. If nobody answers, the AP fails to remove it."
                    : "Nothing to do, unless the client does not come back after that time.",
                Related = related,
                Values = [FindingValue.Of("status", status), FindingValue.Of("comeback_tu", units)],
            });
            return;
        }

        if (status == StatusCodes.RefusedTemporarily && e.Frame.IsCutOff)
        {
            report.Add(Info, $"The AP defers or refuses the association (status {StatusCodes.Describe(status)}); the capture truncates the "
                + $"frame before any comeback time.", new Detail
                {
                    Severity = Severity.Chat,
                    Fault = Fault.None,
                    Next = "Capture whole frames.",
                    Related = related,
                    Values = [FindingValue.Of("status", status)],
                });
            return;
        }

        if (association.IsRefusedAgain)
        {
            report.Add(Info, RefusedAgain.Message(association, status), RefusedAgain.Detail(association, status));
            return;
        }

        if (status == StatusCodes.FiniteCyclicGroupNotSupported && PendingConnection.OweGroupOf(e.Association.Request) is { } group)
        {
            ReportGroup(report, $"The AP refused OWE group {group} with status {StatusCodes.Describe(status)}. The client may offer "
                + "another group.", Severity.Note, group, related ?? []);
            return;
        }

        Refusal refusal = Refusal.Of(status);
        RuleInfo? known = report.Roam?.Errors.FirstOrDefault(rule => Explains(rule, status));
        string text = $"The AP refused the association with status {StatusCodes.Describe(status)}";
        bool selectsSeveral = status is 1 or 12 or 31 or (>= 40 and <= 46) && AssocMultipleAkm.IsViolatedBy(association);
        string cause = selectsSeveral
            ? "the request does not select exactly one AKM and one cipher suite, and the AP may have taken another than the client means"
            : refusal.Cause;
        report.Add(Info, known is null ? $"{text}: {cause}." : $"{text}; {known.Id} ({known.Name}) explains why.", new Detail
        {
            Severity = known is null ? refusal.Severity : Severity.Note,
            Fault = known is null
                ? selectsSeveral ? Fault.Sta : FaultOf(refusal, association)
                : report.Roam?.CauseRule == known ? report.Roam.Fault : known.Fault,
            Next = known?.Next ?? (selectsSeveral ? AssocMultipleAkm.NextStep : refusal.Next),
            Related = related,
            Values = known is null
                ? [FindingValue.Of("status", status)]
                : [FindingValue.Of("status", status), FindingValue.Of("cause", known.Id)],
        });
    }

    /// <inheritdoc/>
    public void Check(in ConnectionStopped e, in Report report)
    {
        if (e.Stop is { Pending: { Step: ConnectionStep.OweGroup, RefusedGroups: [.., var group], First: var refusal } } stop)
        {
            string refused = $"The AP refused OWE group {group} with status "
                + StatusCodes.Describe(StatusCodes.FiniteCyclicGroupNotSupported);
            string text = stop.IsCertain
                ? $"{refused}, and the client offered no other; then {stop.Words}."
                : $"{refused}. Whether the client offered another one was not captured.";
            ReportGroup(report, text, stop.IsCertain ? Severity.Error : Severity.Note, group, [new RelatedFrame(refusal.Ref, "refusal")]);
        }
    }

    private void ReportGroup(in Report report, string text, Severity severity, ushort group, RelatedFrame[] related) =>
        report.Add(Info, text, new Detail
        {
            Severity = severity,
            Fault = Fault.Config,
            Next = "Nothing to do if the client continues with another group. Otherwise enable group 19 on both sides; every OWE device "
                + "must support it.",
            Related = related,
            Values =
            [
                FindingValue.Of("status", StatusCodes.FiniteCyclicGroupNotSupported),
                FindingValue.Of("group", group),
            ],
        });

    /// <summary>What came of the SA Query, which is encrypted: nothing else is likely between the two meanwhile.</summary>
    private static string Queried(Association association) => association.Comebacks.SecuredBefore switch
    {
        ( > 0, > 0) => " Since the previous deferral the AP sent encrypted Action frames and somebody answered them with the old keys.",
        ( > 0, 0) => " Since the previous deferral the AP sent encrypted Action frames, which nobody answered in the capture: the old "
            + "association looks dead, and the AP keeps it all the same.",
        _ => " The capture shows no encrypted Action frame of the AP since the previous deferral.",
    };

    private static string Ordinal(int number) => number switch
    {
        2 => "second",
        3 => "third",
        _ => $"{number}th",
    };

    /// <summary>What is wrong with a request that was not captured cannot be told.</summary>
    private static Fault FaultOf(Refusal refusal, Association association) =>
        association.Request is null && (refusal.Fault is Fault.Sta or Fault.Config) ? Fault.Unknown : refusal.Fault;

    /// <summary>The rule, which looks at requests, tells why an AP answers with this status.</summary>
    private static bool Explains(RuleInfo rule, ushort status) => rule.Id switch
    {
        PmfViolation.Id => status is 31 or 45 or 40 or 1 or 12,
        FastTransition.FtAssocMdeNonftAkm.Id => status is 43 or 40 or 1 or 12,
        Pmk.PmkidCountOverflow.Id => status is 40 or 72 or 53 or 1 or 12,
        _ => false,
    };
}
