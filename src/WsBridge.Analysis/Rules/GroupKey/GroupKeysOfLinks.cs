using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.GroupKey;

/// <summary>
/// Message 1 of a group key handshake to a multi-link client has the GTK of no link, or keys of a link that was not set up.
/// </summary>
internal sealed class GroupKeysOfLinks : IRule<GroupMessageReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-GRP-004", "group-keys-of-links", Severity.Error, ExpertGroup.Security, Fault.Ap,
        "The group keys in message 1 of the group key handshake are not those of links that were set up.")
    {
        Milder = [Severity.Note],
        Explanation = """
            In multi-link operation each link has group keys of its own, which message 1 delivers in MLO GTK, MLO IGTK and MLO BIGTK KDEs
            with the Link ID.
            One that brings a GTK without a link, and none with one, is refused by the client.
            Keys of a link that the association did not set up are a note: they do no harm, and frames that added the link may be missing.
            A link without new keys is no fault, since an AP may change the keys of some links only.
            Not reported without a key that verifies the MIC, without the Association Response, or where that is truncated.
            """,
        Implementations = """
            hostapd 2.13-devel (August 2026) sends the keys of all links of the association. wpa_supplicant leaves where no MLO GTK KDE is
            there ("No MLO GTK KDE in Group Key msg 1/2"), and passes over links that it does not use.
            """,
        Next = "Report it to the AP vendor with this frame and the Association Response.",
        Values =
        [
            ("links", "Link IDs that were set up"),
            ("wrong", "what is missing or too much, as GTK 1"),
            ("key", "where the key is from"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in GroupMessageReceived e, in Report report)
    {
        Association association = e.Association;
        if (!e.FromAp || e is not { Message: { Mic: MicState.Valid } message, Keys: { } keys }
            || association.GroupMessages.Messages.Count > 1
            || (association.AcceptedBefore ?? association.Response) is not { } response
            || AcceptedLinks.Of(response) is not { } links
            || !keys.TryGetKeyData(message, out Kdes kdes) || kdes.Error is not null)
        {
            return;
        }

        bool hasLinkGtk = false;
        List<string> foreign = [];
        foreach (Kde kde in kdes)
        {
            if (LinkKey.TryRead(kde, out LinkKey key))
            {
                hasLinkGtk |= key.Type == KdeType.MloGtk;
                if (!links.Contains(key.LinkId) && association.Client?.Reconfigured(key.LinkId) != true)
                {
                    foreign.Add($"{key.Name} {key.LinkId}");
                }
            }
        }

        if (!hasLinkGtk && kdes.TryFind(KdeType.Gtk, out _))
        {
            Report(report, response, links, "has a GTK without a Link ID and no MLO GTK KDE", ["MLO GTK"], Severity.Error, keys.Source);
        }
        else if (foreign.Count > 0)
        {
            Report(report, response, links, $"has {string.Join(", ", foreign)} of a link that was not set up", foreign, Severity.Note,
                keys.Source);
        }
    }

    private void Report(in Report report, StoredFrame response, List<int> links, string what, List<string> wrong, Severity severity,
        string? source)
    {
        string setUp = $"link{(links.Count == 1 ? "" : "s")} {string.Join(", ", links)}";
        report.Add(Info,
            $"The association set up {setUp}, but message 1 of the group key handshake {what} (key: {source}).", new Detail
            {
                Severity = severity,
                Related = [new RelatedFrame(response.Ref, "response that set up the links")],
                Values =
                [
                    FindingValue.Of("links", string.Join(", ", links)),
                    FindingValue.Of("wrong", string.Join(", ", wrong)),
                    FindingValue.Of("key", source ?? ""),
                ],
            });
    }
}
