using System.Globalization;
using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Analysis.Verdicts;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The AP refused FT authentication with status 53: it has no PMK-R1 for the PMKR0Name of the request.</summary>
/// <remarks>Status 53 in a Reassociation Response is another rule's.</remarks>
internal sealed class FtAuthStatus53 : IRule<FtResponseReceived>
{
    /// <summary>No STA waits for so long: it has sent its repetitions within 0.3 s.</summary>
    private const double LateMilliseconds = 1000;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-038", "ft-auth-status-53", Severity.Error, ExpertGroup.Response, Fault.Unknown,
        "The AP refused FT authentication: it has no PMK-R1 for the PMKR0Name (status 53).")
    {
        Rank = ExplanationRank.Pattern,
        Clause = Clauses.StatusCodes,
        Explanation = """
            The target AP asks the R0KH that the request names for the PMK-R1.
            Status 53 means that it got none: the R0KH is unknown or does not answer, its keys are gone (restart, key lifetime), the APs do
            not share a secret, or the STA names a PMK-R0 that does not exist.
            An answer that comes seconds later points to the path between the APs.
            FT cannot work at this AP until the STA performs a new initial association.
            """,
        Implementations = """
            hostapd answers 53 when the R0KH is not configured, is blocked or refuses, or when the PMKID Count is not 1; an R0KH that stays
            silent delays the answer by seconds. iwd then reassociates without FT; wpa_supplicant may try FT again and again.
            """,
        Next = """
            Check that the target AP knows this R0KH-ID, shares its key and reaches it, and whether the R0KH was restarted since the
            initial association.
            If so, look at the STA: a wrong PMKR0Name ends in the same status.
            """,
        Values =
        [
            ("pmkr0name", "PMKR0Name of the request"),
            ("r0kh_id", "R0KH-ID of the request, escaped"),
            ("pmkid_count", "PMKID Count of the request"),
            ("requests", "transmissions of the request"),
            ("after_ms", "milliseconds from the latest request to the response"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in FtResponseReceived e, in Report report)
    {
        Association association = e.Association;
        if (FtExchange.StatusOf(e.Frame) != StatusCodes.InvalidPmkid)
        {
            return;
        }

        if (association.Ft.Requests is not [.., var request] || IsOfAnotherRequest(association, request, e.Frame))
        {
            report.Add(Info, "The AP refused FT authentication with status 53: it has no PMK-R1 for the PMKR0Name in a request that was "
                + "not captured.");
            return;
        }

        int requests = 1;
        double after = e.Frame.MillisecondsSince(request);
        int? count = null;
        string name = "the PMKR0Name";
        var values = new List<FindingValue> { FindingValue.Of("after_ms", after) };
        if (request.Elements.TryFind(ElementId.Rsne, out Element element))
        {
            Rsne rsne = Rsne.ReadLenient(element.Body);
            count = rsne.PmkidCount ?? 0;
            values.Add(FindingValue.Of("pmkid_count", count.Value));
            if (rsne.PmkidsThere == 1)
            {
                name = $"PMKR0Name {FtFrames.Short(rsne.Pmkid(0))}";
                values.Add(FindingValue.Of("pmkr0name", FtFrames.Hex(rsne.Pmkid(0))));
            }
        }

        string holder = "";
        if (FtFrames.TryGetFte(association, request, out _, out Fte fte))
        {
            requests = Transmissions(association, fte);
            if (fte.TryGetR0khId(out ReadOnlySpan<byte> r0khId))
            {
                holder = $" of R0KH-ID {FtFrames.KeyHolder(r0khId)}";
                values.Add(FindingValue.Of("r0kh_id", Ssid.ToText(r0khId)));
            }
        }

        values.Add(FindingValue.Of("requests", requests));

        bool badCount = count is not (null or 1);
        bool late = after > LateMilliseconds;
        string milliseconds = after.ToString("0", CultureInfo.InvariantCulture);
        string message = badCount
            ? $"The AP refused FT authentication with status 53: the RSNE of the request lists {M2Pmkids.Words(count!.Value)} instead of "
                + $"exactly one, PMKR0Name."
            : late
                ? $"The AP found no PMK-R1 for {name}{holder} (status 53) but answered {milliseconds} ms after the "
                    + $"{(requests > 1 ? $"last of {requests} requests" : "request")}: too late for the STA."
                : $"The AP found no PMK-R1 for {name}{holder} (status 53): the APs do not share keys, the R0KH has dropped them, or the "
                    + $"STA's are stale.";
        report.Add(Info, message, new Detail
        {
            Fault = badCount ? Fault.Sta : late ? Fault.Ap : Fault.Unknown,
            Verdict = badCount ? null : FtVerdict.OfPmkR0Name(e.Association),
            Next = badCount ? "Report the PMKID list of the request to the client vendor." : null,
            Related = [new RelatedFrame(request.Ref, "FT request")],
            Values = values,
        });
    }

    /// <summary>The request was answered long ago: this is the answer to one that was not captured, and not a late one.</summary>
    private static bool IsOfAnotherRequest(Association association, StoredFrame request, StoredFrame response) =>
        response.MillisecondsSince(request) > LateMilliseconds
        && association.Ft.Responses.Any(answer => answer != response && answer.MillisecondsSince(request) is > 0 and <= LateMilliseconds);

    /// <summary>Requests with the SNonce of the latest: a repetition keeps it.</summary>
    private static int Transmissions(Association association, in Fte latest)
    {
        int count = 0;
        foreach (StoredFrame request in association.Ft.Requests)
        {
            count += FtFrames.TryGetFte(association, request, out _, out Fte fte) && fte.SNonce.SequenceEqual(latest.SNonce) ? 1 : 0;
        }

        return count;
    }
}
