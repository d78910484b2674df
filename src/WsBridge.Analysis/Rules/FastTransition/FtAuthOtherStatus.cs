using WsBridge.Analysis.Events;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Reporting;
using WsBridge.Analysis.Rules.Support;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FastTransition;

/// <summary>The AP refused FT authentication or an FT reassociation for a reason other than PMKID, MDE or FTE.</summary>
internal sealed class FtAuthOtherStatus : IRule<FtResponseReceived>, IRule<AssociationResponseReceived>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-FT-041", "ft-auth-other-status", Severity.Warn, ExpertGroup.Response, Fault.Unknown,
        "The AP refused the fast BSS transition with a status other than 53 to 55.")
    {
        Rank = ExplanationRank.Pattern,
        Milder = [Severity.Note],
        Clause = Clauses.StatusCodes,
        Explanation = """
            The status says which check failed.
            Status 30 with an association comeback time is not a failure: the AP still has a protected association with this STA and checks
            it by SA Query before it accepts a new one; that is a note.
            So is a refusal after the AP has accepted, where no request in between was captured: it refuses an old one.
            """,
        Implementations = """
            hostapd: 42 when the pairwise cipher differs from the initial association, 1 for malformed elements and a wrong Element Count
            in the FTE, 17 also when the driver does not accept the STA.
            """,
        Next = "See what the AP logs at that time.",
        Values = [("status", "status code"), ("comeback_tu", "association comeback time in TUs, with status 30")],
    };

    /// <inheritdoc/>
    public void Check(in FtResponseReceived e, in Report report)
    {
        StoredFrame? request = e.Association.Ft.Requests is [.., var last] ? last : null;
        Check(FtExchange.StatusOf(e.Frame), e.Frame, report, "FT authentication", request);
    }

    /// <inheritdoc/>
    public void Check(in AssociationResponseReceived e, in Report report)
    {
        if (e.Association is { Akm.IsFt: true, IsRefusedAgain: true, ResponseStatus: { } status } association
            && status != StatusCodes.RefusedTemporarily)
        {
            report.Add(Info, RefusedAgain.Message(association, status), RefusedAgain.Detail(association, status));
        }
        else if (e.Association.Akm is { IsFt: true })
        {
            string what = e.Association.IsFtReassociation ? "the FT reassociation" : "the FT association";
            Check(e.Association.ResponseStatus, e.Frame, report, what, e.Association.Request);
        }
    }

    private void Check(ushort? read, StoredFrame frame, in Report report, string what, StoredFrame? request)
    {
        if (read is null or 0 or StatusCodes.InvalidMde or StatusCodes.InvalidFte or StatusCodes.InvalidPmkid)
        {
            return;
        }

        ushort status = read.Value;
        RelatedFrame[]? related = request is null ? null : [new RelatedFrame(request.Ref, "request refused")];
        if (status == StatusCodes.RefusedTemporarily && AssociationComeback.TryGet(frame, out uint units))
        {
            report.Add(Info, $"The AP defers {what} by {units} TU (status 30): it first checks by SA Query whether the existing "
                + $"association is still alive.", new Detail
                {
                    Severity = Severity.Note,
                    Fault = Fault.None,
                    Next = "Nothing, unless the STA does not come back after that time.",
                    Related = related,
                    Values = [FindingValue.Of("status", status), FindingValue.Of("comeback_tu", units)],
                });
            return;
        }

        (Fault fault, string? next) = Judge(status);
        report.Add(Info, $"The AP refused {what} with status {StatusCodes.Describe(status)}.", new Detail
        {
            Fault = fault,
            Next = next,
            Related = related,
            Values = [FindingValue.Of("status", status)],
        });
    }

    private static (Fault Fault, string? Next) Judge(ushort status) => status switch
    {
        1 =>
            (Fault.Unknown,
            "Check that the elements of the request are well-formed and the Element Count of its FTE is right; then see what the AP logs."),
        13 => (Fault.Ap, "Check that 802.11r is enabled on this BSS, and what its Beacon advertises."),
        17 or 34 => (Fault.Ap, "Check how many STAs the AP serves, and whether it steers them to another band or AP."),
        28 => (Fault.Config, "Check that the target AP can reach the R0KH that the request names."),
        31 => (Fault.Config, "Compare management frame protection of the request with that of the Beacon."),
        41 or 42 =>
            (Fault.Config,
            "Compare the cipher suites of the request with those of the initial association: FT cannot change them, so all APs of the "
            + "mobility domain should offer the same."),
        43 =>
            (Fault.Config,
            "Compare the AKM of the request with those of the Beacon: all APs of the mobility domain should offer the same."),
        45 or 46 or 72 => (Fault.Config, "Compare the RSNE of the request with the Beacons of this AP and the previous one."),
        52 => (Fault.Sta, "The STA sends more FT Action frames than the AP accepts; report it to the STA's vendor."),
        _ => (Fault.Unknown, null),
    };
}
