using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.Pmk;

/// <summary>The AP refused a (Re)Association Request with status 53, invalid PMKID.</summary>
/// <remarks>Under SAE a client recovers by authenticating again, so there it is a warning.</remarks>
internal sealed class AssocStatus53 : IRule<AssociationResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-PMK-005", "assoc-status-53", Severity.Error, ExpertGroup.Response, Fault.Unknown,
        "The AP refused the association with status 53: invalid PMKID.")
    {
        Rank = ExplanationRank.Pattern,
        Milder = [Severity.Warn],
        Clause = Clauses.StatusCodes,
        Explanation = """
            The AP does not know, or does not accept, what the RSNE of the request lists as PMKID.
            Without FT that is a PMKSA that the AP does not have (any more): the sign of a client that does not compute PMKIDs for the new
            BSSID (OKC) and offers an old one.
            In an FT reassociation it is PMKR1Name: the client derived another one than the AP, or lists more than one; or the FTE says
            that the client uses the RSNXE, and it is not there (MIC Control, bit 0): by the client's fault, or because Beacon and Probe
            Response of the AP have none either, be they the AP's own or altered.
            A warning under SAE, where the client goes on with a full SAE authentication.
            """,
        Implementations = """
            hostapd sends it for SAE with an unknown PMKID after Open System authentication, and in FT reassociation when the PMKID Count
            is not 1 or PMKR1Name differs; for plain 802.1X it runs EAP instead.
            """,
        Next = """
            The client must try again without that PMKID; clear its PMKSA cache.
            If it repeats, compare key holders and PMK caching between the APs (controller, OKC setting, session timeout).
            """,
        Values = [("pmkid_count", "PMKID Count of the request"), ("kind", "pmkr1name, pmksa or unknown")],
    };

    /// <summary>hostapd refuses such a request with this status too.</summary>
    private static bool LacksRsnxe(Association association, StoredFrame request) =>
        FtExchange.TryGetFte(request.Elements, association.Akm, out _, out Fte fte) && fte.RsnxeUsed
        && request.PresenceOf(ElementId.Rsnxe) == Presence.Absent;

    private static bool AnnouncesNoRsnxe(Bss bss) => bss.Beacon is { } beacon && beacon.PresenceOf(ElementId.Rsnxe) == Presence.Absent;

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        Association association = e.Association;
        if (association.ResponseStatus != StatusCodes.InvalidPmkid)
        {
            return;
        }

        if (association.Request is not { } request || !association.TryGetRequestRsne(out _, out Rsne rsne))
        {
            string why = association.Request?.PresenceOf(ElementId.Rsne) == Presence.CutOff
                ? "the capture truncates the request before its PMKIDs"
                : "the request was not captured";
            report.Add(Info, $"The AP refused the association with status 53 (Invalid PMKID); {why}.",
                new Detail { Values = [FindingValue.Of("kind", "unknown")] });
            return;
        }

        int count = rsne.PmkidCount ?? 0;
        bool lacksRsnxe = association.IsFtProtocol && LacksRsnxe(association, request);
        (string message, Fault fault) = association.IsFtProtocol
            ? lacksRsnxe
                ? ("The AP refused the FT reassociation with status 53: the FTE of the request says that the client uses the RSNXE, but "
                    + "the request has none.", Fault.Sta)
            : count == 1
                ? ("The AP refused the FT reassociation with status 53: the PMKR1Name in the request differs from the one that the AP "
                    + "derived, or the AP has none.", Fault.Unknown)
                : ($"The AP refused the FT reassociation with status 53: the request has PMKID Count {count}; it must carry exactly one, "
                    + $"PMKR1Name.", Fault.Sta)
            : (count == 0
                ? "The AP refused the association with status 53 (Invalid PMKID), although the request offers no PMKID."
                : $"The AP refused the association with status 53: it has no PMKSA for the offered PMKID (PMKID Count {count}).",
                    Fault.Unknown);
        bool isNotAnnounced = lacksRsnxe && AnnouncesNoRsnxe(association.Bss);
        if (isNotAnnounced)
        {
            message += " The AP's latest Beacon or Probe Response has none either, which makes the client leave it out: the AP is set so, "
                + "or somebody else sends altered Beacons.";
            fault = Fault.Unknown;
        }

        bool recovers = association.Akm is { IsSae: true } && !association.IsFtProtocol;
        report.Add(Info, message, new Detail
        {
            Severity = recovers ? Severity.Warn : Severity.Error,
            Fault = fault,
            Next = isNotAnnounced
                ? "Compare the RSNXE in the Beacons of this AP with that of the AP before. If the AP is set to send one, look for a second "
                    + "transmitter that sends altered Beacons: that is what this check protects from."
                : lacksRsnxe ? "Update the client's driver or supplicant, and report it to its vendor."
                : null,
            About = [request],
            Related = [new RelatedFrame(request.Ref, "request with the PMKIDs offered")],
            Values = [FindingValue.Of("pmkid_count", count), FindingValue.Of("kind", association.IsFtProtocol ? "pmkr1name" : "pmksa")],
        });
    }
}
