using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>Message 3 to a multi-link client lacks a group key of a link that was set up, or has one of another link.</summary>
internal sealed class M3KeysOfLinks : IRule<Message3Received>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-025", "m3-keys-of-links", Severity.Error, ExpertGroup.Security, Fault.Ap,
        "The group keys in message 3 are not those of the links that were set up.")
    {
        Explanation = """
            In multi-link operation each link has a GTK, an IGTK and, with Beacon protection, a BIGTK of its own; message 3 delivers them in
            MLO GTK, MLO IGTK and MLO BIGTK KDEs with the Link ID.
            A client refuses message 3 when a key of one of its links is missing.
            The links are those of the first Association Response of status 0, which is the one that a client uses.
            A BIGTK is expected only where another link has one.
            Not reported without a key that verifies the MIC, without the response, or where it is truncated.
            """,
        Implementations = """
            hostapd 2.13-devel (August 2026) sends keys for the links of its latest response only; wpa_supplicant leaves with reason 1 and
            logs "MLO RSN: link ID not found in MLO GTK KDE" or a missing key.
            """,
        Next = "Report it to the AP vendor with this handshake and the Association Response.",
        Values =
        [
            ("links", "Link IDs of the Association Response"),
            ("wrong", "what is missing or too much, as GTK 1"),
            ("key", "where the key is from"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in Message3Received e, in Report report)
    {
        Association association = e.Association;
        if (!M3InClear.TryGetAnyLink(e, out Kdes kdes)
            || (association.AcceptedBefore ?? association.Response) is not { } response
            || AcceptedLinks.Of(response) is not { } links)
        {
            return;
        }

        (int gtk, int igtk, int bigtk) = (0, 0, 0);
        foreach (Kde kde in kdes)
        {
            if (LinkKey.TryRead(kde, out LinkKey key))
            {
                ref int there = ref key.Type == KdeType.MloGtk ? ref gtk : ref key.Type == KdeType.MloIgtk ? ref igtk : ref bigtk;
                there |= 1 << key.LinkId;
            }
        }

        bool needsIgtk = igtk != 0 || association.UsesManagementFrameProtection;
        List<string> missing = [.. Missing("GTK", gtk, links), .. needsIgtk ? Missing("IGTK", igtk, links) : []];
        missing.AddRange(bigtk == 0 ? [] : Missing("BIGTK", bigtk, links));
        List<string> foreign = [.. Foreign("GTK", gtk, links), .. Foreign("IGTK", igtk, links), .. Foreign("BIGTK", bigtk, links)];
        if (missing.Count + foreign.Count > 0)
        {
            Report(e, report, response, links, missing, foreign);
        }
    }

    private static IEnumerable<string> Missing(string name, int there, List<int> links) =>
        links.Where(link => (there >> link & 1) == 0).Select(link => $"{name} {link}");

    private static IEnumerable<string> Foreign(string name, int there, List<int> links) =>
        Enumerable.Range(0, 16).Where(link => (there >> link & 1) != 0 && !links.Contains(link)).Select(link => $"{name} {link}");

    private void Report(in Message3Received e, in Report report, StoredFrame response, List<int> links, List<string> missing,
        List<string> foreign)
    {
        string source = e.Keys!.Source ?? "";
        string setUp = $"link{(links.Count == 1 ? "" : "s")} {string.Join(", ", links)}";
        string what = string.Join("; ", new[]
        {
            missing.Count == 0 ? "" : $"it lacks {string.Join(", ", missing)}",
            foreign.Count == 0 ? "" : $"it has {string.Join(", ", foreign)} of a link that was not set up",
        }.Where(part => part.Length > 0));
        report.Add(Info, $"The association set up {setUp}, but the group keys in message 3, decrypted, are others: {what} (key: {source}).",
            new Detail
            {
                Related = [new RelatedFrame(response.Ref, "response that set up the links")],
                Values =
                [
                    FindingValue.Of("links", string.Join(", ", links)),
                    FindingValue.Of("wrong", string.Join(", ", missing.Concat(foreign))),
                    FindingValue.Of("key", source),
                ],
            });
    }
}
