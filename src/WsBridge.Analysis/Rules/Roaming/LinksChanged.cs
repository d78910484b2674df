using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Roaming;

/// <summary>A multi-link client changes its links without a roam, or the AP does not let it.</summary>
internal sealed class LinksChanged : IRule<LinkActionReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-ROAM-012", "links-changed", Severity.Note, ExpertGroup.Sequence, Fault.None,
        "A multi-link client changes its links without a roam, or the AP refuses to.")
    {
        Milder = [Severity.Chat],
        ExplainsFailure = false,
        Explanation = """
            Link reconfiguration adds links to an association and deletes them, TID-to-link mapping says which traffic goes over which
            link, and EMLSR how links share one radio: the client stays where it is, and no row of roams begins.
            All of it is in protected Action frames, so that nothing is reported without a key.
            What the AP grants is a chat and in the links of the row, as long as that is open; what it refuses is a note.
            """,
        Implementations = """
            hostapd 2.13-devel (August 2026) refuses to delete the last link (status 1) and logs "Del-link request for link rejected to
            recover from no remaining links".
            """,
        Next = "Nothing to do, unless the AP refuses again and again: look up the status.",
        Values =
        [
            ("added", "Link IDs that were added"),
            ("removed", "Link IDs that were deleted"),
            ("refused", "Link IDs that the AP refused to add or delete"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in LinkActionReceived e, in Report report)
    {
        if (!ActionFrame.TryParse(e.Frame.Header, out ActionFrame read, out _) || !EhtAction.TryParse(read, out EhtAction action, out _))
        {
            return;
        }

        if (action.Kind == EhtActionKind.LinkResponse)
        {
            Report(e, report);
        }
        else if (Describe(e, action) is { } text)
        {
            report.Add(Info, text, new Detail
            {
                Severity = action.MappingStatus is null or StatusCodes.Success ? Severity.Chat : Severity.Note,
                Related = Asked(e),
            });
        }
    }

    private void Report(in LinkActionReceived e, in Report report)
    {
        List<string> parts = [];
        foreach (LinkChange change in e.Changes)
        {
            string what = change.Adds ? "add" : "delete";
            parts.Add(change.Status == StatusCodes.Success ? $"link {change.LinkId} is {(change.Adds ? "added" : "deleted")}"
                : $"the AP refuses to {what} link {change.LinkId} with status {StatusCodes.Describe(change.Status)}");
        }

        if (parts.Count == 0)
        {
            return;
        }

        string Ids(Func<LinkChange, bool> which, in LinkActionReceived of) =>
            string.Join(", ", of.Changes.Where(which).Select(change => change.LinkId));
        report.Add(Info, $"Link reconfiguration, decrypted: {string.Join("; ", parts)}. The client stays with its AP MLD.", new Detail
        {
            Severity = e.Changes.Any(static change => change.Status != StatusCodes.Success) ? Severity.Note : Severity.Chat,
            Related = Asked(e),
            Values =
            [
                FindingValue.Of("added", Ids(static change => change is { Adds: true, Status: StatusCodes.Success }, e)),
                FindingValue.Of("removed", Ids(static change => change is { Adds: false, Status: StatusCodes.Success }, e)),
                FindingValue.Of("refused", Ids(static change => change.Status != StatusCodes.Success, e)),
            ],
        });
    }

    private static RelatedFrame[] Asked(in LinkActionReceived e) => e.Asked is { } asked ? [new RelatedFrame(asked.Ref, "request")] : [];

    /// <summary>What a frame says that decides nothing of links; null for one that says nothing yet.</summary>
    private static string? Describe(in LinkActionReceived e, in EhtAction action)
    {
        string sender = e.FromAp ? "The AP" : "The client";
        return action switch
        {
            { Kind: EhtActionKind.MappingResponse, MappingStatus: StatusCodes.Success } =>
                $"{sender} accepts a TID-to-link mapping (decrypted): traffic goes over other links, which is no roam.",
            { Kind: EhtActionKind.MappingResponse, MappingStatus: { } status } =>
                $"{sender} refuses a TID-to-link mapping (decrypted) with status {StatusCodes.Describe(status)}.",
            { Kind: EhtActionKind.MappingTeardown } => $"{sender} ends a TID-to-link mapping (decrypted).",
            { Kind: EhtActionKind.EmlNotification, Emlsr: { } isOn } when !e.FromAp =>
                $"{sender} turns EMLSR {(isOn ? "on" : "off")} (decrypted): its links share one radio, and no roam follows from that.",
            { Kind: EhtActionKind.LinkNotify } => $"{sender} asks the client to change its links (Link Reconfiguration Notify, decrypted).",
            _ => null,
        };
    }
}
