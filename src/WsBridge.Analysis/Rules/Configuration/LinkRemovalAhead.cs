using System.Globalization;
using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Configuration;

/// <summary>An AP MLD announces that a link goes, or a client asks one that is gone.</summary>
internal sealed class LinkRemovalAhead : IRule<LinkRemovalAnnounced>, IRule<AuthenticationRequestReceived>
{
    /// <summary>The last frames of a link may come a little after it was due.</summary>
    private const long LateMicroseconds = 1_000_000;

    private const int MaxNamed = 4;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-CFG-014", "link-removal-ahead", Severity.Note, ExpertGroup.Sequence, Fault.None,
        "An AP MLD announces that it removes a link.")
    {
        ExplainsFailure = false,
        Explanation = """
            A Reconfiguration Multi-Link element with an AP Removal Timer tells in how many Beacon intervals the AP of a link is gone.
            A multi-link client goes on with its other links: that is no roam and no fault of it.
            A client that has no other link, or that is associated with this BSS without multi-link, loses its association; such clients are
            named as far as their associations were captured.
            Reported on the first Beacon or Probe Response that announces it, of whichever link; and once more where a multi-link client
            asks for authentication on a link that is gone and was not heard since.
            """,
        Implementations = """
            hostapd announces it on a command for tests (link_remove) and then takes the link down. wpa_supplicant 2.13-devel (August 2026)
            has been seen to try a link from its scan results that was gone for two seconds.
            """,
        Next = "Nothing to do where the link is turned off on purpose; clients that are named have to associate anew.",
        Values =
        [
            ("link", "Link ID of the link that goes"),
            ("in_ms", "milliseconds until then"),
            ("alone", "clients that have no other link"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in LinkRemovalAnnounced e, in Report report)
    {
        LinkRemoval removal = e.Removal;
        double milliseconds = (removal.DueMicroseconds - e.Frame.Ref.TimeMicroseconds) / 1000.0;
        List<string> alone = [.. Alone(e.Bss, e.Ap).Select(address => address.ToString()).Distinct()];
        string named = string.Join(", ", alone.Take(MaxNamed)) + (alone.Count > MaxNamed ? $" and {alone.Count - MaxNamed} more" : "");
        string clients = alone.Count == 0 ? "" : $" Clients without another link, as far as captured: {named}.";
        string time = milliseconds < 10_000 ? $"{milliseconds:0} ms" : $"{milliseconds / 1000:0} s";
        string bssid = removal.Bssid is { } address ? $" (BSSID {address})" : "";
        report.Add(Info,
            string.Create(CultureInfo.InvariantCulture,
                $"AP MLD {e.Ap.Address} announces that its link {removal.LinkId}{bssid} is gone after {removal.Intervals} Beacon "
                + $"interval{(removal.Intervals == 1 ? "" : "s")} ({time}).{clients}"), new Detail
                {
                    Values =
                    [
                        FindingValue.Of("link", removal.LinkId),
                        FindingValue.Of("in_ms", milliseconds),
                        FindingValue.Of("alone", string.Join(", ", alone)),
                    ],
                });
    }

    /// <inheritdoc/>
    public void Check(in AuthenticationRequestReceived e, in Report report)
    {
        Bss bss = e.Association.Bss;
        if (e.Association.Ap is { } ap && ap.LinkIdOf(bss.Bssid) is { } link && ap.RemovalOf(link) is { } removal
            && e.Frame.Ref.TimeMicroseconds > removal.DueMicroseconds && bss.LastHeard <= removal.DueMicroseconds + LateMicroseconds
            && report.Roam?.Has(Info.Id) != true)
        {
            report.Add(Info, $"The client asks link {link} of AP MLD {ap.Address}, "
                + "which the AP had announced to remove; no frame of it was captured since.",
                new Detail
                {
                    Related = [new RelatedFrame(removal.ToldBy, "announces that the link goes")],
                    Values = [FindingValue.Of("link", link)],
                });
        }
    }

    /// <summary>The clients all of whose links go, of those whose latest association this is.</summary>
    private static IEnumerable<MacAddress> Alone(Bss announcing, Mld ap)
    {
        foreach (Association association in LatestOfClients(announcing.Ess?.Bsses ?? [announcing]))
        {
            if (association.EndedBy is null && AllGo(association, ap))
            {
                yield return association.ClientAddress;
            }
        }
    }

    private static Dictionary<MacAddress, Association>.ValueCollection LatestOfClients(IEnumerable<Bss> bsses)
    {
        var latest = new Dictionary<MacAddress, Association>();
        foreach (Association association in bsses.SelectMany(static bss => bss.Stations))
        {
            if (association is { ResponseStatus: StatusCodes.Success, Response: { } response }
                && !(latest.TryGetValue(association.ClientAddress, out Association? other) && other.Response!.Ref.Id > response.Ref.Id))
            {
                latest[association.ClientAddress] = association;
            }
        }

        return latest.Values;
    }

    private static bool AllGo(Association association, Mld ap)
    {
        foreach (SetupLink link in MultiLinkSetups.Of(association)?.Links ?? [])
        {
            if (link.Id is not { } id || !Goes(id, association, ap))
            {
                return false;
            }
        }

        return ap.LinkIdOf(association.Bss.Bssid) is { } own && Goes(own, association, ap);
    }

    /// <summary>It was announced; a link that was heard after it was to be gone has come back.</summary>
    private static bool Goes(int linkId, Association association, Mld ap) =>
        ap.RemovalOf(linkId) is { } removal
        && !(association.BssOf(ap.LinkOf(linkId)?.Address)?.LastHeard > removal.DueMicroseconds + LateMicroseconds);
}
