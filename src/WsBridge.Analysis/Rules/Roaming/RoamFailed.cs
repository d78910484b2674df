using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Roams;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Roaming;

/// <summary>A client tried to roam to another AP and failed.</summary>
internal sealed class RoamFailed : IRule<AttemptFailed>
{
    private const string AssociationStatus53Id = "WSB-PMK-005";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-ROAM-004", "roam-failed", Severity.Error, ExpertGroup.Sequence, Fault.Unknown,
        "A client tried to roam to another AP and failed.")
    {
        Milder = [Severity.Note],
        ExplainsFailure = false,
        Explanation = """
            Sums up the attempt on the frame that showed its end: the Deauthentication, the first frame of the next attempt, or a later
            frame from the AP.
            Another rule says why, if the capture shows it, and the fault is that rule's.
            A note where nobody refused and the capture may have missed the end of a success, and where only a cached PMKSA was refused and
            the client continues there without it.
            First associations and attempts with the same AP are not roams; a refusal after which nothing follows is reported by the rule
            for its status.
            """,
        Next = "See the rule that explains it; `wsbridge roams` lists the attempt with its key frames.",
        Values =
        [
            ("from", "BSSID it came from"),
            ("to", "BSSID it tried"),
            ("type", "how it tried, as in `wsbridge roams`; absent when the capture does not show it"),
            ("stage", "how far it came"),
            ("cause", "ID of the rule that explains it; absent when none does"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in AttemptFailed e, in Report report)
    {
        if (e.Roam is not { IsMove: true } roam)
        {
            return;
        }

        string stage = StageOf(roam);
        string why = roam.CauseRule is { } cause ? $" See {cause.Id} ({cause.Name})." : "";
        bool isCacheMiss = roam.CauseRule?.Id == AssociationStatus53Id && roam.Follower?.To == roam.To;
        string doubt = !roam.IsFailureCertain
            ? " (Its end may have been missed.)"
            : isCacheMiss ? " The client continues there without the cached PMKSA."
            : "";
        report.Add(Info, $"The roam {roam.From} -> {roam.To} failed at {stage}.{why}{doubt}", new Detail
        {
            Severity = roam.IsFailureCertain && !isCacheMiss ? Severity.Error : Severity.Note,
            Fault = roam.Fault ?? Fault.Unknown,
            Related = [new RelatedFrame(roam.Start, "first frame of the attempt")],
            Values = Values(roam, stage),
        });
    }

    private static List<FindingValue> Values(Roam roam, string stage)
    {
        var values = new List<FindingValue>
        {
            FindingValue.Of("from", roam.From!.Value.ToString()),
            FindingValue.Of("to", roam.To.ToString()),
        };
        if (roam.Type.ToText() is { } type)
        {
            values.Add(FindingValue.Of("type", type));
        }

        values.Add(FindingValue.Of("stage", stage));
        if (roam.Cause is { } cause)
        {
            values.Add(FindingValue.Of("cause", cause));
        }

        return values;
    }

    private static string StageOf(Roam roam) => roam.Frames switch
    {
        { M4.Count: > 0 } => "message 4 of the 4-way handshake",
        { M3.Count: > 0 } => "message 3 of the 4-way handshake",
        { M2.Count: > 0 } => "message 2 of the 4-way handshake",
        { M1.Count: > 0 } => "message 1 of the 4-way handshake",
        { AssociationResponse: not null } => "the association response",
        { AssociationRequest: not null } => "the association request",
        { AuthenticationResponse: not null } => roam.IsFtProtocol ? "the FT response" : "the authentication response",
        _ => roam.IsFtProtocol ? "the FT request" : "the authentication request",
    };
}
